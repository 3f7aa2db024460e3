/** What the rest of the case says of the keys that a server has certificates for. */
import type { RingCertificate } from '../settings/key-ring.ts'
import type { ServerKey } from '../tls/negotiation-reason.ts'
import type { ConnectionFacts, KeyRingFact } from './facts.ts'
import { kindOfKeyType } from './offer.ts'

export interface KeysInRing {
  readonly ring: string
  /** Those that the server can show as its own. */
  readonly certificates: readonly RingCertificate[]
  readonly kinds: ReadonlySet<string>
  /** No other can be meant: all of the ring is displayed, with the key of each. */
  readonly complete: boolean
}

/** Undefined where no ring is known, or it is the client's. */
export function keysInRing(keyRing: KeyRingFact | undefined): KeysInRing | undefined {
  if (keyRing === undefined || keyRing.hostIs === 'client') return undefined
  const own = keyRing.certificates.filter(({ usage, hasPrivateKey }) => usage !== 'CERTAUTH' && hasPrivateKey !== false)
  const certificates = own.filter(({ keyType }) => keyType !== undefined)
  return {
    ring: keyRing.ring,
    certificates,
    kinds: new Set(certificates.map(({ keyType }) => kindOfKeyType(keyType ?? ''))),
    complete: keyRing.complete && certificates.length === own.length,
  }
}

export function serverKeys({ keyRing, elsewhere }: Pick<ConnectionFacts, 'keyRing' | 'elsewhere'>): ServerKey[] {
  const held = keysInRing(keyRing)
  const inRing = (held?.certificates ?? []).map(({ keyType, curve }): ServerKey => ({
    keyType: keyType ?? '',
    curve: curve ?? null,
    from: `key ring ${held?.ring ?? ''}`,
  }))
  if (inRing.length > 0) return inRing
  return (elsewhere?.certificates ?? []).map(({ keyType, curve }) => ({
    keyType,
    curve,
    from: 'seen in another handshake of the case',
  }))
}
