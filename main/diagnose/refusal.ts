/** Who gave up, at what, and in which words. */
import { alertName } from '../reference/alert.ts'
import type { Side } from '../tls/message.ts'
import { ALERT } from './alert-code.ts'
import { hiddenClientAlert, hiddenServerAlert } from './hidden-alert.ts'
import type { AlertFact, ConnectionFacts, EventFact } from './facts.ts'
import { TLS13 } from './offer.ts'
import { onceEach } from './once-each.ts'
import type { Exhibit } from './rule.ts'

export interface Refusal {
  readonly by: Side
  /**
   * What it gave up at: the client's hello, what the server answered, or what the client sent after that. `start`: nothing was there to
   * give up at.
   */
  readonly at: 'start' | 'client_hello' | 'server_flight' | 'client_flight'
  /** The alert that says so; undefined for a bare close and for alerts that only close. */
  readonly alert: AlertFact | undefined
  /** A record under keys that by its size and place is the alert. */
  readonly hidden?: EventFact
  readonly end: EventFact | undefined
}

const WARNING = 1

/** RFC 8446 §6.1: alerts that close and say nothing. */
function closes({ description }: AlertFact): boolean {
  return description === ALERT.closeNotify || description === ALERT.userCanceled
}

/** `unrecognized_name` may come as a warning that means nothing (RFC 6066 §3). */
function informs({ level, description }: AlertFact): boolean {
  return level === WARNING && description !== undefined && !closes({ description } as AlertFact)
}

/** The first FIN or RST, or a host's word that its peer closed. */
export function firstEnd(facts: ConnectionFacts): EventFact | undefined {
  return facts.events.find(({ kind }) => kind === 'fin' || kind === 'rst' || kind === 'closed')
}

/**
 * The first end to give up. An alert that only answers the other end's close says nothing: OpenSSL answers any unexpected FIN with
 * decode_error, JSSE with handshake_failure, GnuTLS with unexpected_message. Undefined where nobody alerted or closed.
 */
export const refusalOf = onceEach((facts: ConnectionFacts): Refusal | undefined => {
  const end = firstEnd(facts)
  const said = facts.alerts.find((alert) => !informs(alert))
  // A warning that was the last word all the same.
  const alert = said ?? (facts.outcome === 'failed' ? facts.alerts.at(-1) : undefined)
  const hidden = hiddenClientAlert(facts) ?? hiddenServerAlert(facts)
  if (hidden?.from !== undefined && (alert === undefined || hidden.afterMessage < alert.n)) {
    const first = end === undefined || facts.events.indexOf(hidden) < facts.events.indexOf(end)
    const at = refusedAt(facts, hidden.from, hidden.afterMessage)
    if (first) return { by: hidden.from, at, alert: undefined, hidden, end }
  }
  const closedFirst =
    end?.from !== undefined && (alert === undefined || (end.afterMessage < alert.n && end.from !== alert.from))
  if (closedFirst && end?.from !== undefined)
    return { by: end.from, at: refusedAt(facts, end.from, end.afterMessage), alert: undefined, end }
  if (alert === undefined) return undefined
  // What follows a close_notify of the same end may say more: rustls closes and then alerts, or the other way round.
  const telling = closes(alert)
    ? facts.alerts.find((other) => other.from === alert.from && !closes(other) && !informs(other))
    : alert
  return { by: alert.from, at: refusedAt(facts, alert.from, alert.n - 1), alert: telling, end }
})

function refusedAt(facts: ConnectionFacts, by: Side, before: number): Refusal['at'] {
  if (by === 'client') {
    if (facts.answer !== undefined || facts.retry !== undefined) return 'server_flight'
    const heard =
      facts.messages.some(({ from, n }) => from === 'server' && n <= before) ||
      facts.events.some(({ kind, from }) => kind === 'not_tls' && from === 'server')
    return heard ? 'server_flight' : facts.offers.length > 0 ? 'client_hello' : 'start'
  }
  const { answer } = facts
  const clientWentOn =
    answer !== undefined &&
    (facts.messages.some(
      ({ from, n, content }) => from === 'client' && n > answer.n && n <= before && content === 'handshake',
    ) ||
      facts.events.some(
        ({ kind, from, afterMessage }) => kind === 'application_data' && from === 'client' && afterMessage >= answer.n,
      ))
  if (clientWentOn) return 'client_flight'
  return facts.messages.some(({ from, content }) => from === 'client' && content === 'handshake')
    ? 'client_hello'
    : 'start'
}

/** The client took the server's hello and went on with its own part of the handshake. */
export function clientWentOn({ answer, messages }: ConnectionFacts): boolean {
  return (
    answer !== undefined &&
    messages.some(({ from, n, content }) => from === 'client' && n > answer.n && content === 'handshake')
  )
}

/**
 * A client of TLS 1.3 gave up before anything of the server's protected flight is known to have opened: one record of it may have changed, or
 * a hello, from which both sides make their keys (RFC 8446 §7.1). A client that sent its Finished has the keys of the server.
 */
export function nothingOpened({ answer, messages }: ConnectionFacts, { by }: Refusal): boolean {
  return (
    by === 'client' &&
    answer?.version !== undefined &&
    answer.version >= TLS13 &&
    !messages.some(
      ({ n, from, content, visibility }) =>
        n > answer.n && from === 'server' && content === 'handshake' && visibility !== 'encrypted',
    )
  )
}

/** `the server's alert handshake_failure`, `the client's close`. */
export const refusalText = onceEach(({ by, alert, hidden, end }: Refusal): string => {
  if (hidden !== undefined) return `the ${by}'s encrypted alert`
  if (alert !== undefined) {
    const name = alert.description === undefined ? 'encrypted alert' : `alert ${alertName(alert.description)}`
    return `the ${by}'s ${name}`
  }
  return end?.kind === 'rst' ? `the ${by}'s reset` : `the ${by}'s close`
})

/** At the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The alert or the close as evidence. */
export function refusalExhibit(facts: ConnectionFacts, refusal: Refusal): Exhibit[] {
  const text = refusalText(refusal)
  if (refusal.alert !== undefined) return [{ message: refusal.alert.n, text }]
  if (refusal.hidden !== undefined)
    return [
      {
        event: facts.events.indexOf(refusal.hidden),
        text: `a record of ${refusal.hidden.length} bytes, the size of an alert`,
      },
    ]
  return refusal.end === undefined ? [] : [{ event: facts.events.indexOf(refusal.end), text }]
}
