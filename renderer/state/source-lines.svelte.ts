import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { SourceLines as Reply, SourceRecord } from '../../preload/contract/source-text.ts'

const PAGE_LINES = 200
/** Some hundred kilobytes of text: what was in view lately. */
const MAX_PAGES = 60
/** While lines are still counted, ms between questions. */
const AGAIN_MS = 250
/** Holding an arrow key down should not ask what each line belongs to that it passes. */
const SETTLE_MS = 50

export interface LineRow {
  readonly text: string
  readonly cut: boolean
}

/** The lines of one source as far as they were in view, and the line that is chosen in it. */
export class SourceLines {
  source = $state.raw<number | undefined>()
  kind = $state.raw<Reply['kind'] | undefined>()
  /** Lines of the source so far. */
  lines = $state(0)
  complete = $state(false)
  /** From 1. */
  chosen = $state.raw<number | undefined>()
  /** The other end of what is selected. */
  anchor = $state.raw<number | undefined>()
  /** What the chosen line belongs to. */
  record = $state.raw<SourceRecord | null | undefined>()
  failure = $state.raw<string | undefined>()
  /** The longest line so far, characters. */
  widest = $state(0)
  /** Those asked for last stand last. */
  #pages = $state.raw<ReadonlyMap<number, readonly LineRow[]>>(new Map())
  readonly #waiting = new Set<number>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #settle: ReturnType<typeof setTimeout> | undefined
  /** Asks at once what the chosen line belongs to, where that still waits. */
  #askNow: (() => void) | undefined
  #recordAsked: Promise<void> | undefined
  #asked: AbortController | undefined
  readonly #engine: EngineClient

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  /** Shows a source; a line is chosen when one is given. */
  show(source: number, line?: number): void {
    if (source !== this.source || this.kind === 'missing') {
      this.source = source
      this.#forget()
      void this.#ask(0)
    }
    if (line !== undefined) this.choose(line)
  }

  /** What was shown belongs to another case, or its file changed. */
  clear(): void {
    this.source = undefined
    this.#forget()
  }

  choose(line: number, extend = false): void {
    const to = Math.max(1, this.complete ? Math.min(this.lines, line) : line)
    if (!extend) this.anchor = undefined
    else this.anchor ??= this.chosen ?? to
    if (to === this.chosen) return
    this.chosen = to
    clearTimeout(this.#settle)
    this.#askNow = () => {
      clearTimeout(this.#settle)
      this.#askNow = undefined
      this.#recordAsked = this.#askRecord(to)
    }
    this.#settle = setTimeout(this.#askNow, SETTLE_MS)
  }

  /** What the chosen line belongs to, waited for. */
  async recordHere(): Promise<SourceRecord | null | undefined> {
    this.#askNow?.()
    await this.#recordAsked
    return this.record
  }

  /** Undefined while it is not there yet. */
  row(line: number): LineRow | undefined {
    return this.#pages.get(Math.floor((line - 1) / PAGE_LINES))?.[(line - 1) % PAGE_LINES]
  }

  /** Lines came into view. */
  want(first: number, last: number): void {
    for (let page = Math.floor((first - 1) / PAGE_LINES); page * PAGE_LINES < last; page++)
      if (!this.#pages.has(page) && !this.#waiting.has(page)) void this.#ask(page)
  }

  /** The text of some lines, read for this: they need not be in view. Undefined where they cannot be read. */
  async textOf(first: number, last: number): Promise<string | undefined> {
    if (this.source === undefined) return undefined
    const result = await this.#engine.request('source.lines', { source: this.source, first, count: last - first + 1 })
    return result.ok ? result.value.rows.map(({ text }) => text).join('\n') : undefined
  }

  async lineAtTime(timeNs: bigint): Promise<number | undefined> {
    if (this.source === undefined) return undefined
    const result = await this.#engine.request('source.lineAtTime', { source: this.source, timeNs })
    return result.ok ? (result.value.line ?? undefined) : undefined
  }

  #forget(): void {
    clearTimeout(this.#timer)
    clearTimeout(this.#settle)
    this.#askNow = undefined
    this.#asked?.abort()
    this.#asked = new AbortController()
    this.#pages = new Map()
    this.#waiting.clear()
    this.kind = undefined
    this.lines = 0
    this.complete = false
    this.chosen = undefined
    this.anchor = undefined
    this.record = undefined
    this.failure = undefined
    this.widest = 0
  }

  async #ask(page: number): Promise<void> {
    const { source } = this
    const signal = this.#asked?.signal
    if (source === undefined) return
    this.#waiting.add(page)
    const result = await this.#engine.request(
      'source.lines',
      { source, first: page * PAGE_LINES + 1, count: PAGE_LINES },
      signal,
    )
    if (signal?.aborted || source !== this.source) return
    this.#waiting.delete(page)
    if (!result.ok) {
      if (result.code !== 'disconnected' && result.code !== 'aborted') this.failure = result.message
      return
    }
    const { kind, lines, complete, rows } = result.value
    this.failure = undefined
    this.kind = kind
    this.lines = Math.max(this.lines, lines)
    this.complete = complete
    this.widest = rows.reduce((widest, { text }) => Math.max(widest, text.length), this.widest)
    // A page that is not full, while lines are still counted, is asked for again when it is wanted.
    if (rows.length === PAGE_LINES || complete) this.#keep(page, rows)
    if (!complete) {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.#ask(Math.max(0, Math.floor((this.lines - 1) / PAGE_LINES))), AGAIN_MS)
    }
  }

  #keep(page: number, rows: readonly LineRow[]): void {
    const others = [...this.#pages].filter(([other]) => other !== page)
    this.#pages = new Map([...others.slice(1 - MAX_PAGES), [page, rows]])
  }

  async #askRecord(line: number): Promise<void> {
    const { source } = this
    if (source === undefined) return
    const result = await this.#engine.request('source.recordAt', { source, line }, this.#asked?.signal)
    if (source === this.source && line === this.chosen) this.record = result.ok ? result.value : undefined
  }
}
