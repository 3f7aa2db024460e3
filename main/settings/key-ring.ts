/** What key rings hold, from RACDCERT LISTRING, and what the certificates in them are, from RACDCERT LIST. */
import { isRecord, listOf, type GivenSetting } from './given.ts'

export interface KeyRing {
  readonly source: number
  readonly owner: string
  readonly ring: string
  readonly line: number
  /** False: only those of its certificates are known that were displayed by themselves. */
  readonly complete: boolean
  readonly certificates: readonly RingCertificate[]
}

/** Undefined: not displayed. */
export interface RingCertificate extends CertificateDetails {
  readonly label: string
  /** A user id, `CERTAUTH` or `SITE`. */
  readonly owner: string | undefined
  /** `PERSONAL`, `CERTAUTH`, `SITE`. */
  readonly usage: string | undefined
  readonly isDefault: boolean
}

export interface CertificateDetails {
  /** Where its details stand, else its entry in the ring. */
  readonly source: number
  readonly line: number
  readonly trusted: boolean | undefined
  /** Seconds since 1970, as if the host's local time were UTC. */
  readonly notBefore: number | undefined
  readonly notAfter: number | undefined
  /** As displayed. */
  readonly endDate: string | undefined
  readonly subject: string | undefined
  readonly issuer: string | undefined
  /** `RSA`, `EC`, `DSA`. */
  readonly keyType: string | undefined
  readonly keyBits: number | undefined
  /** Of NIST keys, whose size names the curve. */
  readonly curve: string | undefined
  readonly hasPrivateKey: boolean | undefined
  readonly keyUsage: string | undefined
}

function notDisplayed(source: number, line: number): CertificateDetails {
  return {
    source,
    line,
    trusted: undefined,
    notBefore: undefined,
    notAfter: undefined,
    endDate: undefined,
    subject: undefined,
    issuer: undefined,
    keyType: undefined,
    keyBits: undefined,
    curve: undefined,
    hasPrivateKey: undefined,
    keyUsage: undefined,
  }
}

export interface DisplayedCertificate extends CertificateDetails {
  readonly owner: string
  readonly label: string
}

export interface KeyRings {
  readonly rings: readonly KeyRing[]
  readonly certificates: readonly DisplayedCertificate[]
}

export function keyRings(settings: readonly GivenSetting[]): KeyRings {
  const certificates = settings.flatMap((setting) => certificateOf(setting) ?? [])
  const byLabel = new Map<string, CertificateDetails>()
  // The first display of a label counts.
  for (const one of certificates.toReversed()) byLabel.set(labelKey(one.owner, one.label), one)
  const find = (owner: string, label: string): CertificateDetails | undefined => byLabel.get(labelKey(owner, label))
  const rings = settings.flatMap((setting) => ringOf(setting, find) ?? [])
  return { rings: [...rings, ...associated(settings, rings, find)], certificates }
}

/** User ids have no blank. */
function labelKey(owner: string, label: string): string {
  return `${owner} ${label}`
}

function ringOf(
  { source, kind, value }: GivenSetting,
  find: (owner: string, label: string) => CertificateDetails | undefined,
): KeyRing | undefined {
  if (kind !== 'ring' || !isRecord(value)) return undefined
  const { owner, ring, line } = value
  if (typeof owner !== 'string' || typeof ring !== 'string') return undefined
  return {
    source,
    owner,
    ring,
    line: typeof line === 'number' ? line : 0,
    complete: true,
    certificates: listOf(value['certificates']).flatMap((entry) => {
      if (!isRecord(entry) || typeof entry['label'] !== 'string' || typeof entry['owner'] !== 'string') return []
      const { label, usage, isDefault, line: at } = entry
      return [
        {
          ...(find(entry['owner'], label) ?? notDisplayed(source, typeof at === 'number' ? at : 0)),
          label,
          owner: entry['owner'],
          usage: typeof usage === 'string' ? usage : undefined,
          isDefault: isDefault === true,
        },
      ]
    }),
  }
}

/** Rings that are known by the certificates in them alone. */
function associated(
  settings: readonly GivenSetting[],
  listed: readonly KeyRing[],
  find: (owner: string, label: string) => CertificateDetails | undefined,
): readonly KeyRing[] {
  const known = new Set(listed.map(({ owner, ring }) => `${owner}/${ring}`))
  const found = new Map<string, KeyRing & { certificates: RingCertificate[] }>()
  for (const { source, kind, value, line } of settings) {
    if (kind !== 'certificate' || !isRecord(value)) continue
    const { owner, label } = value
    if (typeof owner !== 'string' || typeof label !== 'string') continue
    for (const one of listOf(value['rings'])) {
      if (!isRecord(one) || typeof one['owner'] !== 'string' || typeof one['ring'] !== 'string') continue
      const key = `${one['owner']}/${one['ring']}`
      if (known.has(key)) continue
      const ring = found.get(key) ?? {
        source,
        owner: one['owner'],
        ring: one['ring'],
        line,
        complete: false,
        certificates: [],
      }
      found.set(key, ring)
      ring.certificates.push({
        ...(find(owner, label) ?? notDisplayed(source, line)),
        label,
        owner,
        usage: undefined,
        isDefault: false,
      })
    }
  }
  return [...found.values()]
}

const NIST_CURVES: Readonly<Record<number, string>> = {
  192: 'secp192r1',
  224: 'secp224r1',
  256: 'secp256r1',
  384: 'secp384r1',
  521: 'secp521r1',
}

function certificateOf({ source, kind, line, value }: GivenSetting): DisplayedCertificate | undefined {
  if (kind !== 'certificate' || !isRecord(value)) return undefined
  const text = (name: string): string | undefined => {
    const found = value[name]
    return typeof found === 'string' && found !== '' ? found : undefined
  }
  const [owner, label, keyType, status, privateKey] = ['owner', 'label', 'keyType', 'status', 'privateKey'].map(text)
  if (owner === undefined || label === undefined) return undefined
  const bits = typeof value['keySize'] === 'number' ? value['keySize'] : undefined
  const nist = keyType !== undefined && /^NIST ECC/i.test(keyType)
  return {
    source,
    line,
    owner,
    label,
    trusted: status === undefined ? undefined : !/^NOTRUST/i.test(status),
    notBefore: secondsOf(text('startDate')),
    notAfter: secondsOf(text('endDate')),
    endDate: text('endDate'),
    subject: text('subject'),
    issuer: text('issuer'),
    keyType: keyType === undefined ? undefined : /ECC/i.test(keyType) ? 'EC' : /^RSA/i.test(keyType) ? 'RSA' : keyType,
    keyBits: bits,
    curve: nist && bits !== undefined ? NIST_CURVES[bits] : undefined,
    hasPrivateKey: privateKey === undefined ? undefined : !/^(?:NO|NONE)\b/i.test(privateKey),
    keyUsage: text('keyUsage'),
  }
}

function secondsOf(date: string | undefined): number | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})\/(\d\d)\/(\d\d)\s+(\d\d):(\d\d):(\d\d)/.exec(date ?? '') ?? []
  if (year === undefined) return undefined
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) / 1000
}
