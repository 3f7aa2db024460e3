import type { ConnectionFacts } from '../facts.ts'
import { firstEnd } from '../refusal.ts'
import { helloSentAgain } from '../hello-sent-again.ts'
import type { Claim, Exhibit, Rule } from '../rule.ts'
import { LONG_NS, silenceBeforeEnd } from '../silence.ts'
import type { Side } from '../../tls/message.ts'

/** What fits into the smallest packet that every network carries whole is not lost for its size (RFC 8200 §5). */
const SMALL = 1_232

export const lostFlight: Rule = {
  cause: 'lost-flight',
  title: 'Large packets of the handshake do not arrive',
  looksFor:
    'a message or record of more than one packet that is never whole, or is sent again and again, and a peer that hears nothing more and gives up',
  references: ['RFC 4821', 'RFC 2923 §2.1', 'RFC 8200 §5'],
  kind: 'cause',
  grounds: ['bare-end'],
  find: (facts) => {
    const end = firstEnd(facts)
    if (facts.offers.length === 0 || facts.alerts.length > 0) return undefined
    if (end === undefined) return unheard(facts)
    for (const sender of ['server', 'client'] as const) {
      const signs = signsOfLoss(facts, sender)
      const silence = silenceBeforeEnd(facts, sender === 'server' ? 'client' : 'server')
      if (signs.length === 0 || silence === undefined || silence.lengthNs < LONG_NS) continue
      return {
        confidence: 'likely',
        basis: 'bytes',
        fit: 0.9,
        detectedBy: 'network',
        explanation: `Of what the ${sender} sent, packets are lost and never made up for; the ${sender === 'server' ? 'client' : 'server'} said nothing for ${silence.lengthNs / 1_000_000_000n} seconds, then the ${end.from ?? 'connection'} gave up. When small packets arrive and large ones do not, the path carries less than the ends believe.`,
        evidence: [...signs, { event: facts.events.indexOf(end), text: 'the end, after the silence' }],
        wouldDisprove: 'a capture beside the receiver in which the large packets arrive',
      }
    }
    return undefined
  },
}

/** The connection was opened, and then the hello was sent again and again without a byte in answer, until the recording ends. */
function unheard(facts: ConnectionFacts): Claim | undefined {
  const at = helloSentAgain(facts)
  const [hello] = facts.offers
  if (at === undefined || hello === undefined) return undefined
  return {
    confidence: 'possible',
    basis: 'bytes',
    fit: 0.6,
    detectedBy: 'network',
    explanation:
      'The connection was opened, then the hello was sent again and again, and nothing came back, not even an acknowledgement: from the hello on packets are dropped on the way.',
    evidence: [
      { message: hello.n, text: 'the hello' },
      { event: at, text: facts.events[at]?.text ?? 'sent again' },
    ],
    wouldDisprove: 'a capture beside the server in which the hello arrives',
  }
}

/** Empty where all that the side sent is there and was not repeated. */
function signsOfLoss({ messages, events }: ConnectionFacts, sender: Side): Exhibit[] {
  const own = messages.filter(({ from }) => from === sender)
  const lastOwn = own.at(-1)
  const answered = (after: number): boolean =>
    messages.some(({ from, n }) => from !== sender && n > after) ||
    events.some(
      ({ kind, from, afterMessage }) => kind === 'application_data' && from !== sender && afterMessage > after,
    )
  if (lastOwn !== undefined && !lastOwn.complete && lastOwn.length > SMALL && !answered(lastOwn.n))
    return [{ message: lastOwn.n, text: 'the message that is never whole' }]
  const missing = events.findIndex(
    ({ kind, from, length, afterMessage }) =>
      kind === 'gap' &&
      from === sender &&
      length > SMALL &&
      (lastOwn?.n ?? 0) <= afterMessage &&
      !answered(afterMessage),
  )
  if (missing >= 0) return [{ event: missing, text: `${events[missing]?.length} bytes that never arrive` }]
  const again = events.findIndex(
    ({ kind, from, afterMessage }) =>
      kind === 'retransmission' && from === sender && (lastOwn?.n ?? 0) <= afterMessage && !answered(afterMessage),
  )
  if (again < 0) return []
  const peerLast = messages.findLast(({ from }) => from !== sender)?.n ?? 0
  const flight =
    own.reduce((sum, { n, length }) => sum + (n > peerLast ? length : 0), 0) +
    events.reduce(
      (sum, { kind, from, length, afterMessage }) =>
        sum + (kind === 'application_data' && from === sender && afterMessage >= peerLast ? length : 0),
      0,
    )
  return flight > SMALL
    ? [{ event: again, text: `${flight} bytes of a flight, sent again: ${events[again]?.text ?? 'once'}` }]
    : []
}
