/** What is wrong with the certificates that a rule has to work with. */
import type { RingCertificate } from './key-ring.ts'
import { wordOf } from './meaning.ts'
import type { EffectiveValue } from './policy.ts'

export interface RingFault {
  readonly kind:
    'label-missing' | 'no-default' | 'no-private-key' | 'not-trusted' | 'expired' | 'expires-soon' | 'not-yet-valid'
  /** One sentence. */
  readonly text: string
  /** Where the ring or the certificate is displayed. */
  readonly source: number
  readonly line: number
}

interface Ring {
  readonly ring: string
  readonly source: number
  readonly line: number | undefined
  readonly complete: boolean
  readonly certificates: readonly RingCertificate[]
}

/** RACF displays local time, which is this far from UTC at most. */
const ZONE_SECONDS = 14 * 3_600
/** So long before its end a certificate is to be renewed. */
const SOON_SECONDS = 30 * 86_400

/** `values` of the rule that works with the ring, undefined where none is known; `atSeconds`: when. */
export function ringFaults(
  ring: Ring,
  values: readonly EffectiveValue[] | undefined,
  atSeconds: number | undefined,
): readonly RingFault[] {
  const own = inUse(ring, values)
  if (own.length === 0) return missing(ring, values)
  return own.flatMap((certificate) => [...useFaults(certificate), ...dateFaults(certificate, atSeconds)])
}

/** The certificate that the policy names, else the ring's default. */
function inUse(ring: Ring, values: readonly EffectiveValue[] | undefined): readonly RingCertificate[] {
  const label = labelOf(values)
  if (label !== undefined) return ring.certificates.filter((certificate) => certificate.label === label)
  return ring.certificates.filter(({ isDefault }) => isDefault)
}

function labelOf(values: readonly EffectiveValue[] | undefined): string | undefined {
  if (values === undefined) return undefined
  return wordOf(values, 'ServerCertificateLabel') ?? wordOf(values, 'CertificateLabel')
}

function missing(ring: Ring, values: readonly EffectiveValue[] | undefined): readonly RingFault[] {
  if (!ring.complete) return []
  const place = { source: ring.source, line: ring.line ?? 0 }
  const label = labelOf(values)
  if (label !== undefined)
    return [
      {
        kind: 'label-missing',
        text: `The policy names the certificate "${label}", which is not in ring ${ring.ring}.`,
        ...place,
      },
    ]
  // A client without a certificate of its own needs no default.
  if (values === undefined || !/^Server/i.test(wordOf(values, 'HandshakeRole') ?? '')) return []
  return [
    { kind: 'no-default', text: `Ring ${ring.ring} has no default certificate, and the policy names none.`, ...place },
  ]
}

function useFaults({ label, hasPrivateKey, trusted, source, line }: RingCertificate): readonly RingFault[] {
  const faults: RingFault[] = []
  if (hasPrivateKey === false)
    faults.push({ kind: 'no-private-key', text: `Certificate "${label}" has no private key.`, source, line })
  if (trusted === false)
    faults.push({ kind: 'not-trusted', text: `Certificate "${label}" has the status NOTRUST.`, source, line })
  return faults
}

function dateFaults(
  { label, notBefore, notAfter, endDate, source, line }: RingCertificate,
  atSeconds: number | undefined,
): readonly RingFault[] {
  if (atSeconds === undefined) return []
  const until = endDate ?? ''
  if (notAfter !== undefined && notAfter + ZONE_SECONDS < atSeconds)
    return [{ kind: 'expired', text: `Certificate "${label}" was valid until ${until}.`, source, line }]
  if (notAfter !== undefined && notAfter < atSeconds + SOON_SECONDS)
    return [{ kind: 'expires-soon', text: `Certificate "${label}" is valid until ${until} only.`, source, line }]
  if (notBefore !== undefined && notBefore - ZONE_SECONDS > atSeconds)
    return [{ kind: 'not-yet-valid', text: `Certificate "${label}" is not valid yet.`, source, line }]
  return []
}
