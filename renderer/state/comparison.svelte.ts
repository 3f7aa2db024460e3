import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { ComparisonReply } from '../../preload/contract/comparison.ts'
import type { ConnectionDetail, MessageDetail } from '../../preload/contract/connection.ts'
import type { StandingConnections } from '../../preload/contract/standing.ts'
import { isForLater } from './for-later.ts'

type Standing = NonNullable<StandingConnections['standing'][number]>

interface Read {
  readonly message: MessageDetail | undefined
  readonly failure: string | undefined
}

const NO_FAILURES = { a: undefined, b: undefined }

/** Two handshakes beside each other; `a` or `b` alone while the other is still to be chosen. */
export class Comparison {
  a = $state.raw<number | undefined>()
  b = $state.raw<number | undefined>()
  value = $state.raw<ComparisonReply | undefined>()
  details = $state.raw<{ readonly a: ConnectionDetail; readonly b: ConnectionDetail } | undefined>()
  failure = $state.raw<string | undefined>()
  /** What the user should know because something they asked for cannot be had. */
  hint = $state.raw<string | undefined>()
  /** Place in the alignment that is open, and its messages. */
  row = $state.raw<number | undefined>()
  messages = $state.raw<{ readonly a: MessageDetail | undefined; readonly b: MessageDetail | undefined } | undefined>()
  /** Why a message of the open row could not be read. */
  messageFailures = $state.raw<{ readonly a: string | undefined; readonly b: string | undefined }>(NO_FAILURES)
  readonly #engine: EngineClient
  #asked = 0
  /** Apart from those of pairs: who looks for a partner in vain keeps the pair that is on its way. */
  #nearestAsked = 0

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  /** Both are chosen. */
  readonly complete = $derived(this.a !== undefined && this.b !== undefined)

  choose(side: 'a' | 'b', connection: number): void {
    this.#nearestAsked++
    this.hint = undefined
    this[side] = connection
    if (this.a !== undefined && this.a === this.b) this[side === 'a' ? 'b' : 'a'] = undefined
    void this.#load()
  }

  show(a: number, b: number): void {
    if (a === this.a && b === this.b) return
    this.a = a
    this.b = b
    void this.#load()
  }

  swap(): void {
    const { a, b } = this
    this.a = b
    this.b = a
    void this.#load()
  }

  /** Beside the established one that serves best to explain it; false where there is none, and `hint` says so. */
  async withNearest(connection: number, within: readonly number[] | null = null): Promise<boolean> {
    this.hint = undefined
    const asked = ++this.#nearestAsked
    const result = await this.#engine.request('compare.nearest', { connection, within: within && [...within] })
    if (asked !== this.#nearestAsked) return false
    if (!result.ok) this.hint = result.message
    else if (result.value.connection === null)
      this.hint =
        within === null
          ? 'No handshake near this one was established. Add a source that holds a good one, or choose B with the key b.'
          : 'No handshake of what was added was established. Choose B with the key b.'
    else {
      this.show(connection, result.value.connection)
      return true
    }
    return false
  }

  /** The case changed or the engine came back: what could not be had, or was joined or split since, is asked for again. */
  async refresh(): Promise<void> {
    if (this.complete && this.value === undefined) return this.#load()
    if (this.row !== undefined && this.messageFailures !== NO_FAILURES) void this.openRow(this.row)
    const { a, b, details } = this
    const asked = this.#asked
    const ids = [a, b].filter((id) => id !== undefined)
    const now = ids.length > 0 ? await this.#engine.request('connection.standing', { connections: ids }) : undefined
    if (!now?.ok || asked !== this.#asked || a !== this.a || b !== this.b) return
    const standing = new Map(ids.map((id, at) => [id, now.value.standing[at] ?? undefined]))
    const [ofA, ofB] = [a, b].map((id) => (id === undefined ? undefined : standing.get(id)))
    if (!this.complete) {
      // One that waits for another goes with its source.
      this.a = ofA?.id
      this.b = ofB?.id
    } else if (details && (isOther(details.a, ofA) || isOther(details.b, ofB))) await this.#load()
  }

  forget(): void {
    this.#asked++
    this.#nearestAsked++
    this.a = this.b = this.hint = undefined
    this.#clear()
  }

  async openRow(row: number | undefined): Promise<void> {
    this.row = row
    const aligned = row === undefined ? undefined : this.value?.aligned[row]
    const { details } = this
    this.messages = undefined
    this.messageFailures = NO_FAILURES
    if (!aligned || !details) return
    const [ofA, ofB] = await Promise.all([this.#message(details.a, aligned.a), this.#message(details.b, aligned.b)])
    if (this.row !== row || this.details !== details) return
    this.messages = { a: ofA.message, b: ofB.message }
    if (ofA.failure !== undefined || ofB.failure !== undefined)
      this.messageFailures = { a: ofA.failure, b: ofB.failure }
  }

  async #message({ row, legs }: ConnectionDetail, n: number | null): Promise<Read> {
    if (n === null) return { message: undefined, failure: undefined }
    const result = await this.#engine.request('message.detail', {
      connection: row.id,
      n,
      legs: legs.map(({ id }) => id),
    })
    return result.ok
      ? { message: result.value, failure: undefined }
      : { message: undefined, failure: `Message ${n} could not be read. ${result.message}` }
  }

  #clear(): void {
    this.value = this.details = this.failure = this.row = this.messages = undefined
    this.messageFailures = NO_FAILURES
  }

  async #load(): Promise<void> {
    const asked = ++this.#asked
    const { a, b } = this
    this.#clear()
    if (a === undefined || b === undefined) return
    const [value, ofA, ofB] = await Promise.all([
      this.#engine.request('compare.pair', { a, b }),
      this.#engine.request('connection.detail', { id: a }),
      this.#engine.request('connection.detail', { id: b }),
    ])
    if (asked !== this.#asked) return
    const failed = [value, ofA, ofB].find((one) => !one.ok)
    if (failed && !failed.ok) {
      if (!isForLater(failed.code)) this.failure = failed.message
      return
    }
    if (!value.ok || !ofA.ok || !ofB.ok) return
    // They go by other numbers where they were joined to others meanwhile.
    this.a = ofA.value.row.id
    this.b = ofB.value.row.id
    if (a !== b && this.a === this.b) {
      this.failure = 'Both are one connection since they were joined: choose another one with the key a or b.'
      return
    }
    this.details = { a: ofA.value, b: ofB.value }
    this.value = value.value
    const first = value.value.first === null ? undefined : value.value.differences[value.value.first]
    const at = value.value.aligned.findIndex(
      (row) =>
        first &&
        ((first.messageA !== null && row.a === first.messageA) ||
          (first.messageB !== null && row.b === first.messageB)),
    )
    void this.openRow(at < 0 ? undefined : at)
  }
}

/** Whether a connection was joined or split since its detail was told: its messages have other numbers. */
function isOther({ row, legs }: ConnectionDetail, now: Standing | undefined): boolean {
  return row.id !== now?.id || legs.length !== now.legs.length || !legs.every(({ id }) => now.legs.includes(id))
}
