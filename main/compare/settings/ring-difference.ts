import { seen, type Seen } from '../difference.ts'
import type { FieldValue } from '../handshake.ts'
import type { ComparedRing, ComparedRingCertificate } from './compared-settings.ts'

/** What two displays of key rings show: which certificates are in them, and what those are. What one did not display is no difference. */
export function ringDifferences(a: readonly ComparedRing[], b: readonly ComparedRing[]): Seen[] {
  // One ring on each side is the same ring, whatever it is called and to whom it belongs.
  const [onlyA, onlyB] = [a[0], b[0]]
  if (onlyA && onlyB && a.length === 1 && b.length === 1) {
    const named = (ring: ComparedRing): string => `${ring.owner}/${ring.ring}`
    const renamed = named(onlyA) === named(onlyB) ? [] : [seen('ring.name', 'value', named(onlyA), named(onlyB))]
    return [...inRing(onlyA, onlyB), ...renamed]
  }
  const key = ({ owner, ring }: ComparedRing): string => `${owner}/${ring}`
  const [ringsA, ringsB] = [new Map(a.map((one) => [key(one), one])), new Map(b.map((one) => [key(one), one]))]
  return [...new Set([...ringsA.keys(), ...ringsB.keys()])].flatMap((name) => {
    const [one, other] = [ringsA.get(name), ringsB.get(name)]
    if (one && other) return inRing(one, other)
    const text = (ring: ComparedRing | undefined): string | null =>
      ring ? ring.certificates.map(({ label }) => label).join(', ') : null
    return [seen(`ring[${name}]`, 'presence', text(one), text(other))]
  })
}

function inRing(a: ComparedRing, b: ComparedRing): Seen[] {
  const key = ({ owner, label }: ComparedRingCertificate): string => `${owner ?? ''} ${label}`
  const [inA, inB] = [
    new Map(a.certificates.map((one) => [key(one), one])),
    new Map(b.certificates.map((one) => [key(one), one])),
  ]
  return [...new Set([...inA.keys(), ...inB.keys()])].flatMap((name): Seen[] => {
    const [one, other] = [inA.get(name), inB.get(name)]
    const path = `certificate[${(one ?? other)?.label ?? name}]`
    if (one && other) return fields(one, other).map((found) => ({ ...found, path: `${path}.${found.path}` }))
    // A ring of which only some certificates were displayed may hold the rest as well.
    if (!(one ? b : a).complete) return []
    return [seen(path, 'presence', one ? text(one) : null, other ? text(other) : null)]
  })
}

function fields(a: ComparedRingCertificate, b: ComparedRingCertificate): Seen[] {
  const values: readonly (readonly [string, FieldValue | undefined, FieldValue | undefined])[] = [
    ['keyType', a.keyType, b.keyType],
    ['keyBits', a.keyBits, b.keyBits],
    ['curve', a.curve, b.curve],
    ['hasPrivateKey', a.hasPrivateKey, b.hasPrivateKey],
    ['isDefault', a.isDefault, b.isDefault],
    ['usage', a.usage, b.usage],
    ['trusted', a.trusted, b.trusted],
    ['notBefore', date(a.notBefore), date(b.notBefore)],
    ['notAfter', date(a.notAfter), date(b.notAfter)],
    ['subject', a.subject, b.subject],
    ['issuer', a.issuer, b.issuer],
    ['keyUsage', a.keyUsage, b.keyUsage],
  ]
  return values.flatMap(([name, one, other]) =>
    one === undefined || other === undefined || one === other ? [] : [seen(name, 'value', one, other)],
  )
}

function text({ keyType, keyBits, usage }: ComparedRingCertificate): string {
  return [keyType, keyBits, usage].filter((part) => part !== undefined).join(' ') || 'there'
}

/** Whole days are what RACDCERT is asked for. */
function date(seconds: number | undefined): string | undefined {
  const at = seconds === undefined ? undefined : new Date(seconds * 1_000)
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at.toISOString().slice(0, 10)
}
