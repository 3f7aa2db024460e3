import type { ConnectionDetail, MessageRow } from '../../preload/contract/connection.ts'
import { plural } from './format.ts'
import { alertWords, BOUNDARY_PHRASE } from './words.ts'

type Facts = Pick<ConnectionDetail, 'row' | 'messages' | 'events'>

/** One sentence on how the handshake ended, made of what the sources show and nothing else. It names no cause. */
export function headline(facts: Facts): string {
  const { row } = facts
  if (row.outcome === 'established') return established(facts)
  if (row.outcome === 'incomplete')
    return `The sources end ${afterLast(facts)}; how the handshake went on is not in this trace`
  if (row.alert) return endedByAlert(facts)
  const end = facts.events.findLast((event) => event.kind === 'rst' || event.kind === 'fin' || event.kind === 'closed')
  if (end?.kind === 'rst')
    return `${end.from ? `The ${end.from}` : 'One side'} reset the TCP connection ${after(facts, end.afterMessage)}, without an alert`
  if (end)
    return `${end.from ? `The ${end.from}` : 'One side'} closed the connection ${after(facts, end.afterMessage)}, without an alert`
  return `The handshake stopped ${afterLast(facts)}, without an alert`
}

function established({ row }: Facts): string {
  const version = row.version?.name ?? 'TLS'
  return row.resumption === 'none' ? `The ${version} handshake completed` : `The ${version} session was resumed`
}

function endedByAlert(facts: Facts): string {
  const { alert } = facts.row
  if (!alert) return ''
  const at = facts.messages.findLast((message) => message.content === 'alert' && message.from === alert.from)
  const where = at ? after(facts, at.n - 1) : BOUNDARY_PHRASE[facts.row.boundary]
  if (alert.level === null)
    return `The ${alert.from} sent an encrypted alert ${where}; what it says is not in this trace`
  return alert.level === 2
    ? `The ${alert.from} ended the handshake with ${alertWords(alert)} ${where}`
    : `The handshake failed; the last alert is the ${alert.from}'s ${alertWords(alert)} ${where}`
}

function afterLast(facts: Facts): string {
  return after(facts, facts.messages.length)
}

/** `after server_hello and 4 encrypted records`: the last message with a name among the first `n`, and what came behind it unread. */
function after(facts: Facts, n: number): string {
  const before = facts.messages.filter((message: MessageRow) => message.n <= n && message.content !== 'alert')
  const at = before.findLastIndex((message) => message.name !== null)
  const last = before[at]
  const unread = before.length - 1 - at
  const records = unread > 0 ? plural(unread, 'encrypted record') : ''
  if (last) return `after ${last.name}${records && ` and ${records}`}`
  if (records) return `after ${records}`
  return facts.row.messageCount > facts.messages.length ? BOUNDARY_PHRASE[facts.row.boundary] : 'before any TLS message'
}
