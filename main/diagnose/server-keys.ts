/** What the rest of the case says of the keys that a server has certificates for. */
import type { ServerKey } from '../tls/negotiation-reason.ts'
import type { ConnectionFacts } from './facts.ts'

export function serverKeys({ keyRing, elsewhere }: Pick<ConnectionFacts, 'keyRing' | 'elsewhere'>): ServerKey[] {
  const inRing = (keyRing?.certificates ?? []).flatMap(({ keyType, curve, usage, hasPrivateKey }): ServerKey[] =>
    keyType === undefined || hasPrivateKey === false || usage === 'CERTAUTH'
      ? []
      : [{ keyType, curve: curve ?? null, from: `key ring ${keyRing?.ring ?? ''}` }],
  )
  if (inRing.length > 0) return inRing
  return (elsewhere?.certificates ?? []).map(({ keyType, curve }) => ({
    keyType,
    curve,
    from: 'seen in another handshake of the case',
  }))
}
