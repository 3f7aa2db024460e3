import { isDtls, tlsEquivalent, versionName } from '../../reference/version.ts'
import type { ComparedHandshake } from '../handshake.ts'
import type { Claim } from './claim.ts'
import { fieldOf, listed, offered } from './shown.ts'

/** RFC 7507. */
const TLS_FALLBACK_SCSV = 0x5600

/** What the client offers beside what the server chose in the good one. */
export const versionClaim: Claim = (bad, good) => {
  const [ofBad, ofGood] = [offer(bad), offer(good)]
  const chosen = fieldOf(good, 'server_hello', 'selectedVersion')
  if (!ofBad || !ofGood || typeof chosen !== 'number') return undefined
  const name = versionName(chosen)
  if (!ofBad.holds(chosen))
    return `The bad client offers only ${ofBad.text}; the server of the good one chose ${name}, which it does not offer.`
  const answer = fieldOf(bad, 'server_hello', 'selectedVersion')
  if (answer === undefined) return `Both clients offer ${name}; only the server of the good one chose it.`
  return answer === chosen || typeof answer !== 'number'
    ? undefined
    : `Both clients offer ${name}; the server of the bad one chose ${versionName(answer)}.`
}

/** A client that says that it falls back (RFC 7507 §4). */
export const fallbackClaim: Claim = (bad, good) => {
  const falls = (one: ComparedHandshake): boolean => offered(one, 'cipherSuites')?.includes(TLS_FALLBACK_SCSV) ?? false
  const ofBad = offer(bad)
  if (!falls(bad) || !ofBad) return undefined
  if (!falls(good)) return `Only the bad client says that it falls back (TLS_FALLBACK_SCSV); it offers ${ofBad.text}.`
  const ofGood = offer(good)
  return ofGood && ofGood.text !== ofBad.text
    ? `Both clients say that they fall back; the bad one offers ${ofBad.text}, the good one ${ofGood.text}.`
    : undefined
}

interface Offer {
  readonly text: string
  readonly holds: (version: number) => boolean
}

/** By the extension where there is one, else everything up to the version of the hello (RFC 8446 §4.2.1). */
function offer(handshake: ComparedHandshake): Offer | undefined {
  const versions = offered(handshake, 'supportedVersions')
  if (versions) return { text: listed(versions.map(versionName)), holds: (version) => versions.includes(version) }
  const most = fieldOf(handshake, 'client_hello', 'legacyVersion')
  if (typeof most !== 'number') return undefined
  return {
    text: `${versionName(most)} and below`,
    holds: (version) => isDtls(version) === isDtls(most) && tlsEquivalent(version) <= tlsEquivalent(most),
  }
}
