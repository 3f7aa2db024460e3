import type { AlertSummary, Apart, ConnectionRow, Leg, MessageRow } from '../../preload/contract/connection.ts'
import type { Boundary, Outcome } from '../../preload/contract/vocabulary.ts'

/** Words for the contract's values, the same in the list, the ladder and the explanation. */

export const OUTCOME_WORD: Readonly<Record<Outcome, string>> = {
  established: 'established',
  failed: 'failed',
  incomplete: 'incomplete',
}

/** What stood when it stopped: `after client_hello`. */
export const BOUNDARY_PHRASE: Readonly<Record<Boundary, string>> = {
  tcp: 'before any TLS message',
  client_hello: 'after client_hello',
  server_hello: 'after server_hello',
  server_flight: "after the server's flight",
  client_flight: "after the client's flight",
  finished: 'after finished',
  application: 'after application data',
}

export const RESUMPTION_WORD: Readonly<Record<ConnectionRow['resumption'], string>> = {
  none: 'full handshake',
  'session-id': 'resumed by session id',
  ticket: 'resumed by ticket',
  psk: 'resumed by PSK',
}

export const ROLE_WORD: Readonly<Record<Leg['role'], string>> = {
  wire: 'on the wire',
  client: "on the client's host",
  server: "on the server's host",
}

/** What legs were joined by, after `joined`. */
export const JOINED_WORD: Readonly<Record<NonNullable<Leg['joinedBy']>, string>> = {
  'client-random': 'by client random',
  'four-tuple': 'by addresses and ports',
  'connection-id': 'by connection id',
  time: 'by time and sizes',
  manual: 'by hand',
}

/** As many as are looked for: there may be more. */
const MANY = 10

/** Why a leg was not joined to one of a source. */
export function apartWords({ reason, count }: Pick<Apart, 'reason' | 'count'>, source: string): string {
  if (reason === 'manual') return `Kept apart by hand from what ${source} shows:`
  const by = `${JOINED_WORD[reason]}, and nothing tells which it is:`
  if (count < 2) return `Not joined to ${source}: one connection there fits this one and others ${by}`
  return `Not joined to ${source}: ${count >= MANY ? `${MANY} connections or more` : `${count} connections`} there fit ${by}`
}

export function levelWord(level: number | null): string {
  return level === 2 ? 'fatal' : level === 1 ? 'warning' : level === null ? 'encrypted' : `level ${level}`
}

/** `fatal handshake_failure`, `encrypted alert`. */
export function alertWords(alert: Pick<AlertSummary, 'level' | 'name'>): string {
  return alert.level === null ? 'encrypted alert' : `${levelWord(alert.level)} ${alert.name}`
}

/** `client_hello`, `fatal handshake_failure`, `encrypted handshake`. */
export function messageWords({ content, name, level }: Pick<MessageRow, 'content' | 'name' | 'level'>): string {
  return content === 'alert' ? `${levelWord(level)} ${name ?? 'alert'}` : (name ?? `encrypted ${content}`)
}

/** `no common cipher`, with a question mark where it is only possible; undefined where nothing tells a cause. */
export function causeWords({ cause }: ConnectionRow): string | undefined {
  if (cause === null || cause.id === 'unexplained') return undefined
  return `${cause.id.replaceAll('-', ' ')}${cause.confidence === 'possible' ? '?' : ''}`
}

/** The one clause under a row that did not succeed; undefined for one that did. */
export function stopWords(row: ConnectionRow): string | undefined {
  if (row.outcome === 'established') return undefined
  if (row.outcome === 'incomplete') return `the sources end ${BOUNDARY_PHRASE[row.boundary]}`
  return row.alert ? alertWords(row.alert) : `ended ${BOUNDARY_PHRASE[row.boundary]}`
}
