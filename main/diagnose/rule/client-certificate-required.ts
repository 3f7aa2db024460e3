import { certificatePageClaim } from '../certificate-page.ts'
import { ALERT } from '../alert-code.ts'
import type { ConnectionFacts } from '../facts.ts'
import { hostCode, withCode } from '../host-code.ts'
import { clientAuthExhibits } from '../client-auth.ts'
import { clientFlight } from '../client-flight.ts'
import { clientWentOn, type Refusal, refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import { toldAlertClaim } from '../told-alert.ts'
import type { Rule } from '../rule.ts'

export const clientCertificateRequired: Rule = {
  cause: 'client-certificate-required',
  title: 'The server wants a client certificate and got none',
  looksFor:
    'an empty Certificate message of the client, or one of that size under TLS 1.3, refused; the alert certificate_required; return codes 403 and 5001',
  references: ['RFC 8446 §4.4.2.4', 'RFC 5246 §7.4.6', 'z/OS System SSL: 403', 'AT-TLS: 5001'],
  kind: 'cause',
  // A web server may refuse what it then gets over the connection.
  afterwards: true,
  grounds: ['answer', 'host'],
  alerts: [ALERT.certificateRequired],
  find: (facts) => {
    if (facts.clientAuthentication !== 'sent') {
      const page = certificatePageClaim(facts, 'certain', 'none came')
      if (page !== undefined) return page
    }
    if (facts.outcome !== 'failed') return undefined
    const code = hostCode(facts, 'system-ssl', 403) ?? hostCode(facts, 'at-tls', 5001)
    const refusal = refusalOf(facts)
    const empty = facts.certificateMessages.find(({ from, count }) => from === 'client' && count === 0)
    const named = refusal?.alert?.description === ALERT.certificateRequired
    if (facts.outcome === 'failed' && refusal?.by === 'server' && refusal.at === 'client_flight' && (empty || named)) {
      return withCode(
        {
          confidence: 'certain',
          basis: 'bytes',
          fit: 1,
          explanation: `${empty ? 'The client answered the request for a certificate with an empty list' : 'The server says that it requires a certificate'}; ${refusalText(refusal)} followed.`,
          detectedBy: 'server',
          evidence: [
            ...(facts.certificateRequest
              ? [{ message: facts.certificateRequest.n, text: 'the server asks for a certificate' }]
              : []),
            ...(empty ? [{ message: empty.n, text: 'the client sends an empty list' }] : []),
            ...refusalExhibit(facts, refusal),
            ...clientAuthExhibits(facts),
          ],
          wouldDisprove: 'a handshake in which the same server goes on after an empty list',
        },
        code,
      )
    }
    const flight = clientFlight(facts)
    if (facts.outcome === 'failed' && refusal && flight?.kind === 'empty' && flight.refused) {
      return {
        confidence: 'likely',
        basis: 'bytes',
        fit: 0.85,
        explanation:
          "The client's first protected record has the size of an empty Certificate message, its Finished follows, and the server gave up.",
        detectedBy: 'server',
        evidence: [
          { event: flight.event, text: `a record of ${flight.length} bytes: no room for a certificate` },
          ...refusalExhibit(facts, refusal),
          ...clientAuthExhibits(facts),
        ],
        wouldDisprove: 'a certificate of the client in the decrypted handshake',
      }
    }
    if (code === undefined && refusal !== undefined && askedAndLeft(facts, refusal)) {
      return {
        confidence: 'possible',
        basis: 'bytes',
        fit: 0.6,
        explanation:
          'The server asks for a certificate, and the client left without a word before its own flight. Browsers do so to ask their user for one, and connect anew.',
        detectedBy: 'client',
        evidence: [
          { message: facts.certificateRequest?.n ?? 0, text: 'the server asks for a certificate' },
          ...refusalExhibit(facts, refusal),
          ...clientAuthExhibits(facts),
        ],
        wouldDisprove: 'the same client leaving a server that asks for none in the same way',
      }
    }
    if (code === undefined)
      return toldAlertClaim(facts, ALERT.certificateRequired, {
        explanation: 'The server demands a certificate of the client and got none.',
        detectedBy: 'server',
        wouldDisprove: 'a certificate of the client in the same handshake',
      })
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.9,
        explanation: `Return code ${code.code}: the partner sent no certificate, and the policy demands one.`,
        evidence: clientAuthExhibits(facts),
        wouldDisprove: 'a certificate of the client in the same handshake',
      },
      code,
    )
  },
}

function askedAndLeft(facts: ConnectionFacts, { by, at, alert, hidden }: Refusal): boolean {
  const silent = alert === undefined && hidden === undefined
  return (
    facts.certificateRequest !== undefined &&
    silent &&
    by === 'client' &&
    at === 'server_flight' &&
    !clientWentOn(facts)
  )
}
