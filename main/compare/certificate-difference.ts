import { seen, type Seen } from './difference.ts'
import type { ComparedCertificate, ComparedHandshake, FieldValue } from './handshake.ts'
import { listDifference } from './message-difference.ts'

const SIDES = ['server', 'client'] as const

/** What the chains of two handshakes have in common and what not, by what matters to a verifier: bytes and serials are noise. */
export function certificateDifferences(
  a: ComparedHandshake,
  b: ComparedHandshake,
  rowOf: (from: 'client' | 'server') => number,
): Seen[] {
  return SIDES.flatMap((side) => {
    const chainA = a.certificates.filter(({ from }) => from === side)
    const chainB = b.certificates.filter(({ from }) => from === side)
    const row = rowOf(side)
    // Not seen is not different: TLS 1.3 encrypts certificates.
    if (chainA.length === 0 || chainB.length === 0) return []
    const found: Seen[] = []
    if (chainA.length !== chainB.length) {
      found.push(seen(`certificates.${side}.count`, 'value', chainA.length, chainB.length, { row }))
    }
    for (const [position, one] of chainA.entries()) {
      const other = chainB[position]
      if (other) {
        for (const difference of between(one, other, a.start, b.start)) {
          found.push({ ...difference, path: `certificates.${side}.${position}.${difference.path}`, row })
        }
      }
    }
    return found
  })
}

function between(a: ComparedCertificate, b: ComparedCertificate, startA: string | null, startB: string | null): Seen[] {
  if (a.sha256 === b.sha256) return validity(a, b, startA, startB)
  const values: readonly (readonly [string, FieldValue, FieldValue])[] = [
    ['keyType', a.keyType, b.keyType],
    ['keyBits', a.keyBits, b.keyBits],
    ['curve', a.curve, b.curve],
    ['signatureAlgorithm', a.signatureAlgorithm, b.signatureAlgorithm],
    ['selfSigned', a.selfSigned, b.selfSigned],
    ['issuer', a.issuer, b.issuer],
    ['subject', a.subject, b.subject],
  ]
  const lists = ['subjectAltNames', 'keyUsage', 'extendedKeyUsage'] as const
  return [
    ...values.filter(([, one, other]) => one !== other).map(([path, one, other]) => seen(path, 'value', one, other)),
    ...lists.map((path) => listDifference(path, a[path], b[path], true, false)).filter((found) => found !== undefined),
    ...validity(a, b, startA, startB),
    seen('sha256', 'value', a.sha256, b.sha256, { noise: true }),
  ]
}

/** Dates matter by what they meant when the certificate was shown. */
function validity(
  a: ComparedCertificate,
  b: ComparedCertificate,
  startA: string | null,
  startB: string | null,
): Seen[] {
  const [one, other] = [state(a, startA), state(b, startB)]
  const known = one !== undefined && other !== undefined
  return known && one !== other ? [seen('validity', 'value', one, other)] : []
}

function state({ notBefore, notAfter }: ComparedCertificate, start: string | null): string | undefined {
  const from = Date.parse(notBefore)
  const until = Date.parse(notAfter)
  if (start === null || Number.isNaN(from) || Number.isNaN(until)) return undefined
  const at = Number(start) * 1_000
  if (at < from) return `not yet valid (from ${notBefore})`
  return at > until ? `expired (${notAfter})` : 'valid'
}
