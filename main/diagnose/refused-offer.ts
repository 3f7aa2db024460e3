/** A ClientHello that the server refused without a word on what was wrong with it. */
import { ALERT } from './alert-code.ts'
import type { ConnectionFacts, OfferFact } from './facts.ts'
import { onlyTls13 } from './offer.ts'
import { onceEach } from './once-each.ts'
import type { Refusal } from './refusal.ts'
import { refusalOf } from './refusal.ts'

export interface RefusedOffer {
  readonly offer: OfferFact
  readonly refusal: Refusal
}

/** Said for anything that does not fit; JSSE says unexpected_message to a TLS 1.3 hello without a group that it knows. */
const VAGUE: readonly number[] = [ALERT.handshakeFailure, ALERT.insufficientSecurity, ALERT.internalError]
const VAGUE_TLS13: readonly number[] = [ALERT.unexpectedMessage]

/** The hello, when a whole one was answered by nothing but an alert that tells no cause, or by a bare close. */
export const vaguelyRefusedOffer = onceEach((facts: ConnectionFacts): RefusedOffer | undefined => {
  const refused = refusedOffer(facts)
  if (refused === undefined) return undefined
  const { offer, refusal } = refused
  const description = refusal.alert?.description
  if (description === undefined) return refusal.alert === undefined && refusal.end?.kind !== 'rst' ? refused : undefined
  return VAGUE.includes(description) || (onlyTls13(offer) && VAGUE_TLS13.includes(description)) ? refused : undefined
})

/** The hello that the server turned down, in whatever words. */
export const refusedOffer = onceEach((facts: ConnectionFacts): RefusedOffer | undefined => {
  const offer = facts.offers.at(-1)
  if (facts.outcome !== 'failed' || offer === undefined || !offer.complete || offer.problem !== undefined)
    return undefined
  if (facts.answer !== undefined || facts.events.some(({ kind, from }) => kind === 'not_tls' && from === 'server'))
    return undefined
  const refusal = refusalOf(facts)
  return refusal?.by === 'server' && refusal.at === 'client_hello' ? { offer, refusal } : undefined
})

/** A bare close may have any cause, so what only fits the offer weighs less then. */
export function fitOf(refused: RefusedOffer, fit: number): number {
  return refused.refusal.alert === undefined ? fit / 2 : fit
}
