import { align, type AlignedRow } from './align.ts'
import { certificateDifferences } from './certificate-difference.ts'
import { type Difference, seen, type Seen } from './difference.ts'
import type { ComparedHandshake, ComparedMessage } from './handshake.ts'
import { messageDifferences } from './message-difference.ts'
import { pauseDifferences } from './pause-difference.ts'
import { summary } from './summary.ts'
import { unseenByOne } from './unseen.ts'
import { failedOne, weigh } from './weigh.ts'

export interface AlignedMessages {
  /** Numbers of messages, from 1; null: a gap. */
  readonly a: number | null
  readonly b: number | null
  /** `same` says that they match, not that their fields are equal. */
  readonly state: 'same' | 'only-a' | 'only-b' | 'moved'
}

export interface Comparison {
  readonly aligned: readonly AlignedMessages[]
  /** What matters first; a list too long to read is cut. */
  readonly differences: readonly Difference[]
  /** The first meaningful difference: its place in `differences`; null where the two are the same in all that matters. */
  readonly first: number | null
  /** One sentence. */
  readonly summary: string
}

/** Two chains and two hellos differ in some hundred fields at most; more are of handshakes that have nothing in common. */
const MAX_DIFFERENCES = 1_000

/** Compares two handshakes by meaning. Comparing B with A is the mirror image of comparing A with B. */
export function compare(a: ComparedHandshake, b: ComparedHandshake): Comparison {
  const rows = align(a.messages, b.messages)
  const places = placesOf(rows)
  const divergence = places[rows.findIndex((row) => isDivergence(row, a, b))] ?? Number.MAX_SAFE_INTEGER
  const fromRows = rowDifferences(rows, a, b)
  const samePath = !fromRows.some(({ kind, noise }) => kind === 'messages' && !noise)
  const found = [
    ...fromRows,
    ...certificateDifferences(a, b, (side) => {
      const row = rows.findIndex((one) => isCertificateOf(one, a, b, side))
      return places[row] ?? -1
    }),
    ...pauseDifferences(rows, a, b),
    ...endDifferences(a, b, samePath),
  ]
  const failed = failedOne(a, b)
  const bad = failed === 'a' ? a : failed === 'b' ? b : undefined
  const differences = weigh(found, bad, divergence).slice(0, MAX_DIFFERENCES)
  const first = differences.findIndex(({ weight }) => weight === 'cause' || weight === 'matters')
  return {
    aligned: rows.map((row) => ({
      a: row.a === undefined ? null : (a.messages[row.a]?.n ?? null),
      b: row.b === undefined ? null : (b.messages[row.b]?.n ?? null),
      state: stateOf(row),
    })),
    differences,
    first: first < 0 ? null : first,
    summary: summary(a, b, failed, differences[first]),
  }
}

/** What comes before what: in a run without a match neither side's messages come before the other's. */
function placesOf(rows: readonly AlignedRow[]): number[] {
  let run: number | undefined
  return rows.map((row, at) => {
    const isMatch = row.a !== undefined && row.b !== undefined
    run = isMatch ? undefined : (run ?? at)
    return run ?? at
  })
}

function stateOf({ a, b, movedTo }: AlignedRow): AlignedMessages['state'] {
  if (movedTo !== undefined) return 'moved'
  return a === undefined ? 'only-b' : b === undefined ? 'only-a' : 'same'
}

/** Tickets come or not as a server likes, and a peer says goodbye or not: neither parts two handshakes. */
function isIncidental(message: ComparedMessage | undefined): boolean {
  const name = message?.name
  return name === 'new_session_ticket' || name === 'close_notify' || message?.content === 'change_cipher_spec'
}

function isDivergence(row: AlignedRow, a: ComparedHandshake, b: ComparedHandshake): boolean {
  if (row.a !== undefined && row.b !== undefined) return false
  return !isIncidental(row.a === undefined ? b.messages[row.b ?? -1] : a.messages[row.a])
}

function isCertificateOf(row: AlignedRow, a: ComparedHandshake, b: ComparedHandshake, side: string): boolean {
  return [a.messages[row.a ?? -1], b.messages[row.b ?? -1]].some(
    (message) =>
      message?.from === side && (message.name === 'certificate' || message.name === 'compressed_certificate'),
  )
}

/** Fields of messages that match, and runs of messages that do not. */
function rowDifferences(rows: readonly AlignedRow[], a: ComparedHandshake, b: ComparedHandshake): Seen[] {
  const found: Seen[] = []
  const crossing = sameButIncidental(a, b)
  const unseen = unseenByOne(a, b)
  let run: { row: number; a: ComparedMessage[]; b: ComparedMessage[] } | undefined
  const endRun = (): void => {
    if (!run) return
    const names = (messages: readonly ComparedMessage[]): string[] => messages.map(nameOf)
    const [onlyA, onlyB] = [names(run.a), names(run.b)]
    const noise = crossing || [...run.a, ...run.b].every((one) => isIncidental(one) || unseen.has(one))
    const at = { row: run.row, messageA: run.a[0]?.n ?? null, messageB: run.b[0]?.n ?? null }
    found.push(seen('messages', 'messages', onlyA, onlyB, { onlyA, onlyB, noise, ...at }))
    run = undefined
  }
  for (const [at, row] of rows.entries()) {
    const messageA = row.a === undefined ? undefined : a.messages[row.a]
    const messageB = row.b === undefined ? undefined : b.messages[row.b]
    if (messageA && messageB) {
      endRun()
      found.push(...messageDifferences(messageA, messageB, at))
      continue
    }
    run ??= { row: at, a: [], b: [] }
    if (messageA) run.a.push(messageA)
    if (messageB) run.b.push(messageB)
  }
  endRun()
  return found
}

/** `server alert handshake_failure`, `client finished`, `server encrypted message`. */
function nameOf({ from, content, name }: ComparedMessage): string {
  const what = name ?? (content === 'handshake' ? 'encrypted message' : content)
  return content === 'alert' ? `${from} alert ${name ?? '(encrypted)'}` : `${from} ${what}`
}

/** What became of the two. `samePath`: no message tells them apart. */
function endDifferences(a: ComparedHandshake, b: ComparedHandshake, samePath: boolean): Seen[] {
  const paths = ['outcome', 'boundary', 'resumption', 'helloRetryRequest', 'clientAuthentication', 'signature'] as const
  return paths.flatMap((path) =>
    // Whether a session was taken up again is the server's word: who shows no ServerHello shows nothing of it.
    a[path] === b[path] || (path === 'resumption' && !(isAnswered(a) && isAnswered(b)))
      ? []
      : [seen(path, 'value', a[path], b[path], { noise: isIncidentalEnd(path, a, b, samePath) })],
  )
}

/**
 * What follows from how much a source shows: a host's trace has no data behind the handshake, a capture nothing under keys. A signature that differs
 * without a message that does is of the same messages, some of them encrypted.
 */
function isIncidentalEnd(path: string, a: ComparedHandshake, b: ComparedHandshake, samePath: boolean): boolean {
  if (path === 'signature') return samePath && a.outcome === b.outcome
  if (path === 'clientAuthentication') return unseenByOne(a, b).size > 0
  return path === 'boundary' && a.outcome === b.outcome && (a.outcome === 'established' || unseenByOne(a, b).size > 0)
}

const isAnswered = ({ messages }: ComparedHandshake): boolean => messages.some(({ name }) => name === 'server_hello')

/** Each side says the same in the same order. What crosses on the way (a server's ticket and a client's Finished, RFC 8446 §4.6.1) is seen in either order. */
function sameButIncidental(a: ComparedHandshake, b: ComparedHandshake): boolean {
  const essence = (one: ComparedHandshake, side: string): string =>
    one.messages
      .filter((message) => message.from === side && !isIncidental(message))
      .map(nameOf)
      .join()
  return ['client', 'server'].every((side) => essence(a, side) === essence(b, side))
}
