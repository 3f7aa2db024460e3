/** A page with which a web server refuses a request for its client's certificate, once the handshake is done. */
import { asLatin } from '../tls/clear-text.ts'
import type { ConnectionFacts } from './facts.ts'
import type { Claim, Exhibit } from './rule.ts'

const HTTP = /^HTTP\/1/

/** Undefined without keys, and where the server had not asked for a certificate. `sent`: whether one came, in words. */
export function certificatePageClaim(
  facts: ConnectionFacts,
  confidence: Claim['confidence'],
  sent: string,
): Claim | undefined {
  const { certificateRequest } = facts
  if (certificateRequest === undefined) return undefined
  const { certificateMessages, events } = facts
  const event = events.findIndex(
    ({ kind, from, bytes }) =>
      kind === 'application_data' && from === 'server' && bytes !== undefined && HTTP.test(asLatin(bytes)),
  )
  if (event < 0) return undefined
  const [status = '', words = ''] = asLatin(events[event]?.bytes ?? new Uint8Array(0)).split('\n')
  const answer = certificateMessages.find(({ from }) => from === 'client')
  const shown: Exhibit[] = answer === undefined ? [] : [{ message: answer.n, text: `the client's answer: ${sent}` }]
  return {
    confidence,
    basis: 'bytes',
    fit: 0.95,
    detectedBy: 'server',
    explanation: `The server asked for a certificate in the handshake, and ${sent}. It finished the handshake all the same, and refused the request with ${status}: "${words}".`,
    evidence: [
      { message: certificateRequest.n, text: 'the server asks for a certificate' },
      ...shown,
      { event, text: `${status}: ${words}` },
    ],
    wouldDisprove: 'the same request without a certificate, answered otherwise',
  }
}
