import { extensionName } from '../../reference/extension.ts'
import type { ComparedHandshake } from '../handshake.ts'
import type { Claim } from './claim.ts'
import { fieldOf, listed, offered } from './shown.ts'

export const applicationProtocolClaim: Claim = (bad, good) => {
  const [ofBad, ofGood] = [protocols(bad), protocols(good)]
  if (!ofBad || !ofGood) return undefined
  const chosen =
    fieldOf(good, 'server_hello', 'applicationProtocol') ?? fieldOf(good, 'encrypted_extensions', 'applicationProtocol')
  if (typeof chosen === 'string' && !ofBad.includes(chosen))
    return `The bad client offers only ${listed(ofBad)} as application protocol; the server of the good one chose ${chosen}.`
  const added = ofGood.filter((protocol) => !ofBad.includes(protocol))
  return added.length > 0
    ? `The bad client offers only ${listed(ofBad)} as application protocol; the good one also offers ${listed(added)}.`
    : undefined
}

function protocols(handshake: ComparedHandshake): readonly string[] | undefined {
  const value = fieldOf(handshake, 'client_hello', 'applicationProtocols')
  return Array.isArray(value) ? value.map(String) : undefined
}

export const serverNameClaim: Claim = (bad, good) => {
  const name = (one: ComparedHandshake): string | undefined => {
    const value = fieldOf(one, 'client_hello', 'serverName')
    return typeof value === 'string' ? value : undefined
  }
  const [ofBad, ofGood] = [name(bad), name(good)]
  if (ofBad === ofGood) return undefined
  return `The bad client ${ofBad === undefined ? 'names no server' : `asks for ${ofBad}`}, the good one ${ofGood === undefined ? 'names none' : `for ${ofGood}`}.`
}

/** What one peer's hello has and the other's lacks. */
function presenceClaim(field: string, what: string): Claim {
  return (bad, good) => {
    const lacks = (one: ComparedHandshake, message: string): boolean =>
      one.messages.some(({ name }) => name === message) && !fieldOf(one, message, field)
    for (const [message, who] of [
      ['server_hello', 'server'],
      ['client_hello', 'client'],
    ] as const)
      if (lacks(bad, message) && fieldOf(good, message, field))
        return `The bad ${who} does not support ${what}; the good one does.`
    return undefined
  }
}

export const extendedMasterSecretClaim = presenceClaim('extendedMasterSecret', 'the extended master secret (RFC 7627)')
export const renegotiationClaim = presenceClaim('renegotiationInfo', 'secure renegotiation (RFC 5746)')

export const groupSizeClaim: Claim = (bad, good) => {
  const bits = (one: ComparedHandshake): number | undefined => {
    const value = fieldOf(one, 'server_key_exchange', 'dhPrimeBits')
    return typeof value === 'number' ? value : undefined
  }
  const [ofBad, ofGood] = [bits(bad), bits(good)]
  if (ofBad === undefined || ofBad === ofGood) return undefined
  return `The bad server uses a Diffie-Hellman group of ${ofBad} bits${
    ofGood === undefined ? '; the good one none' : `, the good one of ${ofGood}`
  }.`
}

/** RFC 8446 §4.2: an answer holds only extensions that were asked for. */
export const unaskedExtensionClaim: Claim = (bad, good) => {
  for (const message of ['server_hello', 'encrypted_extensions']) {
    const asked = new Set(offered(bad, 'extensions'))
    const sent = numbers(bad, message)
    const usual = new Set(numbers(good, message))
    const odd = sent.filter((type) => !asked.has(type) && !usual.has(type))
    if (odd.length > 0 && asked.size > 0)
      return `Only the bad server sends ${listed(odd.map(extensionName))}, which its client did not ask for.`
  }
  return undefined
}

function numbers(handshake: ComparedHandshake, message: string): readonly number[] {
  const value = fieldOf(handshake, message, 'extensions')
  return Array.isArray(value) ? value.filter((type) => typeof type === 'number') : []
}
