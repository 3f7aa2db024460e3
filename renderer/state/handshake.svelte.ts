import type { EngineClient, Result } from '../../preload/contract/carrier.ts'
import type { ConnectionDetail, MessageDetail, MessageRow } from '../../preload/contract/connection.ts'
import type { Evidence, Finding } from '../../preload/contract/finding.ts'
import { isForLater } from './for-later.ts'

/** Holding an arrow key down on the list should not ask for each connection it passes. */
const SETTLE_MS = 50

/** What the open message is by now. */
type Moved = Result<MessageDetail>

const READ_ANEW: Moved = {
  ok: false,
  code: 'not-found',
  message: 'The files were read anew, and this message is not among those of the handshake any more.',
}

/** Said to who asks for the next piece. */
export const NO_EVIDENCE = 'There is no evidence to follow in this handshake.'

/** A piece of evidence that somebody looks at: `at` counts in the finding's evidence, from 0. */
export interface Followed {
  readonly finding: Finding
  readonly evidence: Evidence
  readonly at: number
}

/** The connection that is shown, the message of it that is open, and the evidence that is followed. */
export class Handshake {
  connection = $state.raw<number | undefined>()
  detail = $state.raw<ConnectionDetail | undefined>()
  detailFailure = $state.raw<string | undefined>()
  /** Number of the open message. */
  messageNumber = $state.raw<number | undefined>()
  message = $state.raw<MessageDetail | undefined>()
  messageFailure = $state.raw<string | undefined>()
  /** Bytes of the open message that somebody chose. */
  bytes = $state.raw<{ readonly start: number; readonly end: number } | undefined>()
  #step = $state.raw<{ readonly cause: string; readonly rank: number; readonly at: number } | undefined>()
  /** The legs that the connection had when the open message's number was told; undefined where the number is of now. */
  #numberedBy: readonly number[] | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Who waits for the detail that is on its way, however often it is asked for; of a connection that nobody wants any more they are not told. */
  #waiting: (() => void)[] = []
  #asked: AbortController | undefined
  #askedMessage: AbortController | undefined
  readonly #engine: EngineClient

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  /** Waiting for the detail of another connection than the one that `detail` still holds. */
  readonly stale = $derived(this.connection !== undefined && this.detail?.row.id !== this.connection)

  /** Kept by rank and place, so that it outlives a detail that was asked for again. */
  readonly followed = $derived.by((): Followed | undefined => {
    const step = this.#step
    if (!step || this.stale) return undefined
    // Another source may bring another finding to its rank.
    const finding = this.detail?.findings.find(({ cause, rank }) => cause === step.cause && rank === step.rank)
    const evidence = finding?.evidence[step.at]
    return evidence && { finding, evidence, at: step.at }
  })

  /** The message's bytes that the followed evidence is about. */
  readonly marked = $derived.by(() => {
    const { byteRange, message } = this.followed?.evidence ?? { byteRange: null, message: null }
    return byteRange && message === this.messageNumber ? { start: byteRange[0], end: byteRange[1] } : undefined
  })

  /** Goes to a piece of evidence; its message opens where it has one. False where the finding has no such evidence. */
  follow(finding: Finding, at: number): boolean {
    const evidence = finding.evidence[at]
    if (!evidence) return false
    this.openMessage(evidence.message ?? undefined)
    this.#step = { cause: finding.cause, rank: finding.rank, at }
    return true
  }

  show(connection: number | undefined, messageNumber?: number): void {
    if (connection !== this.connection) {
      this.connection = connection
      this.detailFailure = undefined
      this.#closeMessage()
      clearTimeout(this.#timer)
      this.#asked?.abort()
      this.#waiting = []
      if (connection === undefined) this.detail = undefined
      else this.#timer = setTimeout(() => void this.#load(connection), SETTLE_MS)
    }
    if (messageNumber !== this.messageNumber) this.#open(messageNumber, undefined)
  }

  /** The detail of the connection that is shown, as soon as it is there; undefined where it cannot be had. */
  async shown(): Promise<ConnectionDetail | undefined> {
    if (this.stale && this.detailFailure === undefined) await new Promise<void>((told) => void this.#waiting.push(told))
    return this.stale ? undefined : this.detail
  }

  /** A message by the number that the shown detail gives it. */
  openMessage(n: number | undefined): void {
    this.#open(n, this.stale ? undefined : this.detail?.legs.map(({ id }) => id))
  }

  #open(n: number | undefined, numberedBy: readonly number[] | undefined): void {
    this.#step = undefined
    this.bytes = undefined
    if (n === this.messageNumber && (this.message || n === undefined)) return
    this.#closeMessage()
    this.messageNumber = n
    this.#numberedBy = numberedBy
    if (n !== undefined && this.connection !== undefined) void this.#loadMessage(this.connection, n)
  }

  /** Asks again for what is shown: the case changed, or the engine came back. Resolves with true where the case no longer has the connection. */
  async refresh(): Promise<boolean> {
    if (this.connection === undefined) return false
    if (this.messageNumber !== undefined && !this.message) void this.#loadMessage(this.connection, this.messageNumber)
    return (await this.#load(this.connection)) === 'gone'
  }

  #closeMessage(): void {
    this.#askedMessage?.abort()
    this.messageNumber = undefined
    this.bytes = undefined
    this.message = undefined
    this.messageFailure = undefined
  }

  async #load(connection: number): Promise<'gone' | undefined> {
    this.#asked?.abort()
    const abort = (this.#asked = new AbortController())
    const result = await this.#engine.request('connection.detail', { id: connection }, abort.signal)
    if (abort.signal.aborted || connection !== this.connection) return undefined
    if (result.ok) {
      const message = await this.#messageIn(result.value, abort.signal)
      if (abort.signal.aborted || connection !== this.connection) return undefined
      // Both or neither: a message by its old number would be another one. Asked again when the engine is back.
      if (message && !message.ok && isForLater(message.code)) return undefined
      this.detail = result.value
      this.detailFailure = undefined
      // It was joined to another one, which is shown in its place.
      this.connection = result.value.row.id
      this.#renumber(message, result.value)
    } else if (!isForLater(result.code)) {
      this.detail = undefined
      this.detailFailure = result.message
    } else return undefined
    for (const told of this.#waiting.splice(0)) told()
    return !result.ok && result.code === 'not-found' ? 'gone' : undefined
  }

  /** The open message as it is in a new detail; undefined where none is open, or it is as it was. */
  async #messageIn(detail: ConnectionDetail, signal: AbortSignal): Promise<Moved | undefined> {
    for (;;) {
      const open = this.messageNumber
      let n = open
      const legs = this.#numberedBy
      if (n === undefined || this.connection === undefined) return undefined
      const known = legs ?? (this.connection === detail.row.id ? undefined : [this.connection])
      if (!known) return undefined
      if (isSame(known, detail)) {
        const { message } = this
        const now = message && messageAfter(detail, message.row)
        if (!message || (now && isAlike(now, message.row))) return undefined
        if (!now) return READ_ANEW
        n = now.n
      }
      this.#askedMessage?.abort()
      const result = await this.#engine.request(
        'message.detail',
        { connection: detail.row.id, n, legs: [...known] },
        signal,
      )
      if (signal.aborted) return undefined
      // Another one was opened meanwhile.
      if (open === this.messageNumber && legs === this.#numberedBy) return result
    }
  }

  /** What is open is the same message under its new number. */
  #renumber(moved: Moved | undefined, { legs }: ConnectionDetail): void {
    if (moved?.ok) {
      const { row, bytes } = moved.value
      this.messageNumber = row.n
      this.message = moved.value
      this.messageFailure = undefined
      if (this.bytes && this.bytes.end > bytes.length) this.bytes = undefined
    } else if (moved) {
      this.message = undefined
      this.messageFailure = moved.message
    }
    this.#numberedBy = legs.map(({ id }) => id)
  }

  async #loadMessage(connection: number, n: number): Promise<void> {
    this.#askedMessage?.abort()
    const abort = (this.#askedMessage = new AbortController())
    const legs = this.#numberedBy && [...this.#numberedBy]
    const result = await this.#engine.request('message.detail', { connection, n, legs }, abort.signal)
    if (abort.signal.aborted || n !== this.messageNumber) return
    if (result.ok) this.message = result.value
    else if (!isForLater(result.code)) this.messageFailure = result.message
  }
}

function isSame(legs: readonly number[], detail: ConnectionDetail): boolean {
  return legs.length === detail.legs.length && detail.legs.every(({ id }) => legs.includes(id))
}

/** The same message after its files were read anew, by where it stands: with a key log there may be more before it. */
function messageAfter({ messages }: ConnectionDetail, before: MessageRow): MessageRow | undefined {
  const { source, frame, line, from } = before
  const isThere = (one: Pick<MessageRow, 'source' | 'frame' | 'line'>): boolean =>
    one.source === source && one.frame === frame && one.line === line
  const there = messages.filter((row) => row.from === from && [row, ...row.sightings].some(isThere))
  return (
    there.find(({ n }) => n === before.n) ??
    there.find(({ content, type }) => content === before.content && type === before.type)
  )
}

/** Whether nothing else is known of a message than before. */
function isAlike(now: MessageRow, before: MessageRow): boolean {
  const known = ({ n, name, length, visibility, complete, sightings }: MessageRow): string =>
    [n, name, length, visibility, complete, sightings.length].join()
  return known(now) === known(before)
}
