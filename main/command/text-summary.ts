import type { ConnectionDetail, ConnectionRow, EventRow, MessageRow } from '../../preload/contract/connection.ts'
import type { Finding } from '../../preload/contract/finding.ts'
import type { Endpoint } from '../../preload/contract/vocabulary.ts'
import type { Paint } from './paint.ts'
import { printable } from './printable.ts'

/** What `gskope analyze` prints for people: a line per connection, and for a failed one the ladder. `at` numbers it, from 1. */
export function connectionText(detail: ConnectionDetail, at: number, paint: Paint): string {
  const { row } = detail
  const line = `${connectionLine(row, at, paint)}\n`
  if (row.outcome === 'failed') return `${line}${ladder(detail, paint)}\n${cause(detail, paint)}`
  // What went wrong after the handshake.
  return detail.findings.some(({ confidence }) => confidence !== 'possible') ? line + cause(detail, paint) : line
}

function connectionLine(row: ConnectionRow, at: number, paint: Paint): string {
  const outcome = {
    established: paint.good('established'),
    failed: paint.bad('failed'),
    incomplete: paint.warn('incomplete'),
  }[row.outcome]
  const parts = [
    `${endpoint(row.client)} → ${endpoint(row.server)}`,
    row.serverName === null ? undefined : printable(row.serverName),
    row.version?.name,
    row.cipherSuite?.name,
    row.outcome === 'established' ? undefined : `last stage ${row.boundary}`,
    row.outcome === 'failed' && row.alert ? alertText(row.alert) : undefined,
    paint.faint(row.signature),
  ]
  return `${String(at).padStart(4)}  ${outcome}  ${parts.filter((part) => part !== undefined && part !== '').join('  ')}`
}

function alertText({ from, level, name }: { from: string; level: number | null; name: string }): string {
  return `${level === 2 ? 'fatal ' : level === 1 ? 'warning ' : ''}${name} from the ${from}`
}

function endpoint(end: Endpoint | null): string {
  if (!end) return '?'
  return end.address.includes(':') ? `[${end.address}]:${end.port}` : `${end.address}:${end.port}`
}

/** Lines of evidence printed; the document has all. */
const MAX_PROOFS = 3

/** Where it stopped, why, what proves it, what to do. */
function cause({ findings: [root, ...others] }: ConnectionDetail, paint: Paint): string {
  return root ? findingText(root, others, paint) : ''
}

/** A finding of the case, that belongs to no connection. */
export function caseFindingText(finding: Finding, paint: Paint): string {
  return findingText(finding, [], paint)
}

function findingText(root: Finding, others: readonly Finding[], paint: Paint): string {
  const [fix] = root.fixes
  const lines = [
    `${paint.bad(root.cause)} (${root.confidence}): ${printable(root.title)}`,
    printable(root.explanation),
    ...root.evidence.slice(0, MAX_PROOFS).map(proof),
    ...(fix === undefined ? [] : fixLines(fix, root.confidence)),
    ...collectLines(root.collect),
    others.length > 0 &&
      paint.faint(`also ${others.map((other) => `${other.cause} (${other.confidence})`).join(', ')}`),
  ]
  return lines
    .filter((line) => typeof line === 'string')
    .map((line, at) => `      ${at === 0 ? '' : '  '}${line}\n`)
    .join('')
}

/** What to change, ready to copy where the cause is more than possible, and what that brings with it. */
function fixLines({ title, snippet, caution }: Finding['fixes'][number], confidence: Finding['confidence']): string[] {
  if (snippet === null || (confidence === 'possible' && snippet.includes('\n'))) return [`fix: ${printable(title)}`]
  if (!snippet.includes('\n')) return [`fix: ${printable(title)}: ${printable(snippet)}`]
  return [
    `fix: ${printable(title)}`,
    ...snippet.split('\n').map((line) => `    ${printable(line)}`),
    ...(caution === null ? [] : [`    (${printable(caution)})`]),
  ]
}

/** What to collect next, with its commands; of what could be collected beside it no more than what it is. */
function collectLines([first, ...others]: Finding['collect']): string[] {
  if (first === undefined) return []
  const commands = (first.commands ?? '').split('\n').filter((line) => line.trim() !== '')
  return [
    `to tell: ${printable(first.title)}, which would say ${printable(first.question)}`,
    ...commands.map((line) => `    ${printable(line)}`),
    ...(others.length === 0 ? [] : [`or: ${others.map(({ title }) => printable(title)).join('; ')}`]),
  ]
}

function proof(evidence: Finding['evidence'][number]): string {
  const place = [
    evidence.frame === null ? undefined : `packet ${evidence.frame}`,
    evidence.line === null ? undefined : `line ${evidence.line}`,
    evidence.message === null ? undefined : `message ${evidence.message}`,
    evidence.byteRange === null ? undefined : `bytes ${evidence.byteRange[0]} to ${evidence.byteRange[1] - 1}`,
  ].filter((part) => part !== undefined)
  return `${place.length > 0 ? `${place.join(', ')}: ` : ''}${printable(evidence.text)}`
}

/** More lines than this are a wall; the middle is left out and counted. */
const MAX_RUNGS = 60

type Rung = { readonly timeNs: bigint | null; readonly text: string }

function ladder(detail: ConnectionDetail, paint: Paint): string {
  const rungs: Rung[] = []
  const eventsAfter = Map.groupBy(detail.events, (event) => event.afterMessage)
  const addEvents = (n: number): void => {
    for (const event of eventsAfter.get(n) ?? [])
      rungs.push({ timeNs: event.timeNs, text: paint.faint(eventRung(event)) })
  }
  addEvents(0)
  for (const message of detail.messages) {
    const fatal = message.content === 'alert' && message.level === 2
    rungs.push({ timeNs: message.timeNs, text: fatal ? paint.bad(messageRung(message)) : messageRung(message) })
    addEvents(message.n)
  }
  const cut = rungs.length - MAX_RUNGS
  const shown = cut > 0 ? [...rungs.slice(0, MAX_RUNGS / 2), undefined, ...rungs.slice(-MAX_RUNGS / 2)] : rungs
  let before: bigint | null = null
  return shown
    .map((rung) => {
      if (!rung) return `      ${paint.faint(`… ${cut} more`)}`
      const time = rungTime(rung.timeNs, before)
      before = rung.timeNs ?? before
      return `      ${paint.faint(time.padStart(15))}  ${rung.text}`
    })
    .join('\n')
}

function messageRung(message: MessageRow): string {
  const level = message.level === 2 ? 'fatal ' : message.level === 1 ? 'warning ' : ''
  const name = message.name === null ? `encrypted ${message.content}` : `${level}${message.name}`
  const extra = [
    message.summary === '' ? undefined : printable(message.summary),
    `${message.length} bytes`,
    message.complete ? undefined : 'incomplete',
  ]
  return arrow(message.from, `${name} (${extra.filter((part) => part !== undefined).join(', ')})`)
}

function eventRung(event: EventRow): string {
  const text = event.text === null ? '' : `: ${printable(event.text)}`
  const what = `${event.kind.replaceAll('_', ' ')}${event.length > 0 ? ` (${event.length} bytes)` : ''}${text}`
  return event.from === null ? `       ${what}` : arrow(event.from, what)
}

function arrow(from: 'client' | 'server', what: string): string {
  return `${from === 'client' ? 'client ──▶' : 'server ◀──'} ${what}`
}

const MILLION = 1_000_000n

/** Time of day for the first, the distance to the one before for the others. */
function rungTime(ns: bigint | null, before: bigint | null): string {
  if (ns === null) return ''
  if (before === null) return new Date(Number(ns / MILLION)).toISOString().slice(11, 23)
  const micros = Number((ns - before) / 1_000n)
  const sign = micros < 0 ? '-' : '+'
  const size = Math.abs(micros)
  if (size < 1_000) return `${sign} ${size} µs`
  return size < 1_000_000 ? `${sign} ${(size / 1_000).toFixed(1)} ms` : `${sign} ${(size / 1_000_000).toFixed(2)} s`
}
