import { isBadRequest, asksForTls, refusesHttp } from '../../tls/clear-text.ts'
import { ALERT } from '../alert-code.ts'
import { clearExhibit, clearName, type ClearWords, clearWords } from '../clear-words.ts'
import type { ConnectionFacts } from '../facts.ts'
import type { Confidence } from '../finding.ts'
import { advice } from '../fix/advice.ts'
import { codeClaim, hostCode, withCode } from '../host-code.ts'
import { firstEnd, refusalExhibit, refusalOf } from '../refusal.ts'
import type { Rule } from '../rule.ts'

/** What a TLS reader says to bytes that are none (RFC 8446 §5.1, §5.2): of a wrong type, too long, not to be parsed. */
const UNREADABLE: readonly number[] = [ALERT.unexpectedMessage, ALERT.recordOverflow, ALERT.decodeError]

export const plaintextOnTlsPort: Rule = {
  cause: 'plaintext-on-tls-port',
  title: 'The client speaks clear text to a TLS port',
  looksFor: 'first bytes of the client that are no TLS record, where the server expects TLS; AT-TLS return code 5003',
  references: ['RFC 8446 §5.1', 'z/OS Communications Server: AT-TLS return code 5003'],
  kind: 'cause',
  grounds: ['clear-text', 'host'],
  find: (facts) => {
    const code = hostCode(facts, 'at-tls', 5003)
    const [words] = clearWords(facts, 'client')
    const confidence = words && words.afterMessage === 0 ? sureness(facts, words, code !== undefined) : undefined
    if (words !== undefined && confidence !== undefined) {
      const refusal = refusalOf(facts)
      const page = clearWords(facts, 'server')[0]
      return withCode(
        {
          confidence,
          basis: 'bytes',
          fit: 1,
          detectedBy: 'server',
          explanation: `The client began with ${clearName(words.bytes)}${facts.offers.length > 0 ? ', before its hello' : ''}; ${
            confidence === 'possible'
              ? 'the server left without a word, as one that expects TLS does'
              : 'the server expects TLS'
          }.`,
          evidence: [
            clearExhibit(words),
            ...(page ? [clearExhibit(page)] : []),
            ...(refusal?.by === 'server' ? refusalExhibit(facts, refusal) : []),
          ],
          wouldDisprove: 'a ClientHello before these bytes, or a server that answers them in clear text',
          // A client that speaks TLS itself did not send this: something in front of it did.
          ...(facts.offers.length > 0
            ? {
                fixes: [
                  advice(
                    'network',
                    `Let what puts ${clearName(words.bytes)} before the hello (a load balancer, a proxy) leave it out, or the server expect it`,
                  ),
                ],
              }
            : {}),
        },
        code,
      )
    }
    return (
      code &&
      codeClaim(code, {
        fit: 0.95,
        detectedBy: 'server',
        explanation: 'AT-TLS return code 5003: clear text came where AT-TLS expected a TLS message.',
        wouldDisprove: 'a ClientHello as the first bytes of this connection in a packet trace',
      })
    )
  },
}

/** How sure it is that the server wants TLS; undefined where it talks along in clear, or took the hello that followed. */
function sureness(facts: ConnectionFacts, client: ClearWords, told: boolean): Confidence | undefined {
  if (facts.answer !== undefined || facts.retry !== undefined || asksForTls(client.bytes)) return undefined
  const [answer] = clearWords(facts, 'server')
  if (answer !== undefined) {
    if (answer.event < client.event) return undefined
    if (refusesHttp(answer.bytes)) return 'certain'
    return facts.offers.length > 0 && isBadRequest(answer.bytes) ? 'likely' : undefined
  }
  const alerts = facts.alerts.filter(({ from }) => from === 'server')
  if (facts.offers.length > 0)
    return alerts.some(({ description }) => UNREADABLE.includes(description ?? -1)) ? 'certain' : undefined
  if (alerts.length > 0) return 'certain'
  if (told || (facts.elsewhere?.versions.length ?? 0) > 0) return 'likely'
  return firstEnd(facts)?.from === 'server' ? 'possible' : undefined
}
