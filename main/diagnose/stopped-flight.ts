/** A server of TLS 1.3 that stopped in its own flight, behind its hello, with an alert that nobody can read. */
import type { ConnectionFacts, OfferFact } from './facts.ts'
import { onceEach } from './once-each.ts'
import { type Refusal, refusalExhibit, refusalOf } from './refusal.ts'
import type { Exhibit } from './rule.ts'

export interface StoppedFlight {
  readonly offer: OfferFact
  readonly refusal: Refusal
  /** It had sent nothing under keys: what EncryptedExtensions answers (RFC 8446 §4.3.1) was still to be settled. */
  readonly atOnce: boolean
}

export const stoppedFlight = onceEach((facts: ConnectionFacts): StoppedFlight | undefined => {
  const refusal = refusalOf(facts)
  const offer = facts.offers.at(-1)
  const { hidden, by, at } = refusal ?? {}
  if (refusal === undefined || offer === undefined || hidden === undefined) return undefined
  if (by !== 'server' || at !== 'client_hello') return undefined
  const first = facts.events.find(({ kind, from }) => kind === 'application_data' && from === 'server')
  return { offer, refusal, atOnce: first === hidden }
})

/** Said by each rule that thinks it may be meant. */
export function stopText({ atOnce }: StoppedFlight): string {
  return `The server answered the hello and stopped ${atOnce ? 'at once' : 'in its flight'} with a record under keys of an alert's size.`
}

export function stopExhibits(facts: ConnectionFacts, { refusal }: StoppedFlight): Exhibit[] {
  return [
    ...(facts.answer === undefined ? [] : [{ message: facts.answer.n, text: "the server's hello" }]),
    ...refusalExhibit(facts, refusal),
  ]
}
