import { ALERT } from '../alert-code.ts'
import type { ConnectionFacts, EventFact } from '../facts.ts'
import { helloSentAgain } from '../hello-sent-again.ts'
import { firstEnd } from '../refusal.ts'
import type { Claim, Exhibit, Rule } from '../rule.ts'

/** Routes that change in the middle of a connection are a hop or two longer or shorter; another sender is further off. */
const HOPS = 4

export const middleboxInjectedReset: Rule = {
  cause: 'middlebox-injected-reset',
  title: 'Something between the two ends reset the connection',
  looksFor: 'a RST whose time to live does not fit its supposed sender, or after which that sender goes on as before',
  references: ['RFC 9293 §3.5.2', 'RFC 3360'],
  kind: 'cause',
  grounds: ['bare-end'],
  find: (facts) => {
    const { events } = facts
    const end = firstEnd(facts)
    if (end === undefined) return unheard(facts)
    if (end.kind !== 'rst' || facts.alerts.some(({ description }) => description !== ALERT.closeNotify))
      return undefined
    const reset = events.indexOf(end)
    const hops = hopsApart(end)
    const later = events.findIndex(
      ({ kind, from, packet }, at) => at > reset && kind === 'after_reset' && from === end.from && packet !== undefined,
    )
    const goesOn = later >= 0
    if (hops < HOPS && !goesOn) return undefined
    const { packet } = end
    const odd = [
      ...(hops >= HOPS ? [`time to live ${packet?.ttl}, ${packet?.before?.ttl} in the packet before`] : []),
      ...(hops >= HOPS && packet?.before && packet.window === 0 && packet.before.window > 0
        ? [`window 0, ${packet.before.window} before`]
        : []),
      ...(goesOn ? ['its sender goes on afterwards as if it had sent none'] : []),
    ]
    return {
      confidence: hops >= HOPS ? (goesOn ? 'certain' : 'likely') : 'possible',
      basis: 'bytes',
      fit: 0.9,
      detectedBy: 'network',
      explanation: `The RST in the name of the ${end.from ?? 'other end'} is not like that one's packets: ${odd.join('; ')}.`,
      evidence: evidence(facts, reset, later),
      wouldDisprove: 'a capture beside the supposed sender in which it sends this RST itself',
    }
  },
}

/** Who resets one side and drops what the other one goes on to send leaves this behind at the latter. */
function unheard(facts: ConnectionFacts): Claim | undefined {
  const at = helloSentAgain(facts)
  const [hello] = facts.offers
  if (at === undefined || hello === undefined || facts.alerts.length > 0) return undefined
  return {
    confidence: 'possible',
    basis: 'bytes',
    fit: 0.3,
    detectedBy: 'network',
    explanation:
      'The connection was opened, and since the hello nothing comes back. A device that looks into the hello may have reset the server and dropped the rest; from this side alone that cannot be told from loss.',
    evidence: [
      { message: hello.n, text: 'the hello' },
      { event: at, text: facts.events[at]?.text ?? 'sent again' },
    ],
    wouldDisprove: 'a capture beside the server without a RST in the name of the client',
  }
}

/** 0 where nothing is known of the sender's other packets. */
function hopsApart({ packet }: EventFact): number {
  return packet?.before === undefined ? 0 : Math.abs(packet.ttl - packet.before.ttl)
}

function evidence({ offers }: ConnectionFacts, reset: number, later: number): Exhibit[] {
  const hello = offers.at(-1)
  return [
    ...(hello ? [{ message: hello.n, text: 'the hello before it' }] : []),
    { event: reset, text: 'the RST' },
    ...(later >= 0 ? [{ event: later, text: "the supposed sender's next packet" }] : []),
  ]
}
