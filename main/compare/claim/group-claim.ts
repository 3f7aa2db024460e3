import { signatureSchemeName } from '../../reference/signature-scheme.ts'
import { groupName } from '../../reference/supported-group.ts'
import type { ComparedHandshake } from '../handshake.ts'
import type { Claim } from './claim.ts'
import { fieldOf, leafOf, listed, offered } from './shown.ts'

/** What the client names beside the group of the good one. */
export const groupClaim: Claim = (bad, good) => {
  const groups = offered(bad, 'supportedGroups')
  const chosen = fieldOf(good, 'server_hello', 'keyShareGroup') ?? fieldOf(good, 'server_key_exchange', 'group')
  if (!groups || typeof chosen !== 'number') return undefined
  const name = groupName(chosen)
  if (!groups.includes(chosen))
    return `The bad client names only ${listed(groups.map(groupName))}; the server of the good one chose ${name}, which it does not name.`
  const shares = offered(bad, 'keyShareGroups')
  const sharesOfGood = offered(good, 'keyShareGroups')
  if (shares && sharesOfGood?.includes(chosen) && !shares.includes(chosen))
    return `Only the good client sends a key share for ${name}; the bad one sends ${listed(shares.map(groupName))}.`
  const answered = fieldOf(bad, 'server_hello', 'cipherSuite') !== undefined
  return answered ? undefined : `Both clients name ${name}; only the server of the good one chose it.`
}

/** A server's curve that the client does not name (RFC 8422 §5.1.1). */
export const certificateCurveClaim: Claim = (bad, good) => {
  const [ofBad, ofGood] = [curveOf(bad), curveOf(good)]
  const groups = offered(bad, 'supportedGroups')?.map(groupName)
  if (!groups) return undefined
  if (ofBad !== undefined && !groups.includes(ofBad))
    return `The server's certificate is on ${ofBad}, which the bad client does not name${
      ofGood !== undefined && ofGood !== ofBad ? `; the good server's is on ${ofGood}` : ''
    }.`
  if (ofBad === undefined && ofGood !== undefined) {
    const names = offered(good, 'supportedGroups')?.map(groupName).includes(ofGood)
    return groups.includes(ofGood)
      ? `The good server's certificate is on ${ofGood}, which both clients name; the certificate of the bad one's server is not shown.`
      : `The bad client does not name ${ofGood}, which the good server's certificate is on${names ? '; the good client does' : ''}.`
  }
  return undefined
}

/** What the client names beside what the server's key signs with. */
export const signatureClaim: Claim = (bad, good) => {
  const [ofBad, ofGood] = [offered(bad, 'signatureAlgorithms'), offered(good, 'signatureAlgorithms')]
  const used =
    fieldOf(good, 'certificate_verify', 'signatureScheme') ?? fieldOf(good, 'server_key_exchange', 'signatureScheme')
  if (!ofBad || !ofGood) return undefined
  if (typeof used === 'number' && !ofBad.includes(used))
    return `The bad client names only ${listed(ofBad.map(signatureSchemeName))}; the server of the good one signed with ${signatureSchemeName(used)}, which it does not name.`
  const added = ofGood.filter((scheme) => !ofBad.includes(scheme))
  if (added.length > 0)
    return `The bad client names only ${listed(ofBad.map(signatureSchemeName))}; the good one also names ${listed(added.map(signatureSchemeName))}.`
  const [keyOfBad, keyOfGood] = [leafOf(bad, 'server')?.keyType, leafOf(good, 'server')?.keyType]
  if (keyOfBad !== undefined && keyOfGood !== undefined && keyOfBad !== keyOfGood)
    return `Both clients name the same signature algorithms; the bad server's key is ${keyOfBad}, the good one's ${keyOfGood}.`
  return typeof used === 'number'
    ? `Both clients name the same signature algorithms; only the server of the good one could sign with one of them, ${signatureSchemeName(used)}.`
    : undefined
}

const curveOf = (handshake: ComparedHandshake): string | undefined => leafOf(handshake, 'server')?.curve ?? undefined
