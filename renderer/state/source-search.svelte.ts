import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { FoundInSource } from '../../preload/contract/source-text.ts'

export interface Query {
  readonly text: string
  readonly regex: boolean
  readonly matchCase: boolean
}

/** A search through one source: what was found so far, and how far it is. */
export class SourceSearch {
  query = $state.raw<Query>({ text: '', regex: false, matchCase: false })
  running = $state(false)
  #hits = $state.raw<FoundInSource['hits']>([])
  /** Lines that match, ascending, from 1. */
  readonly lines = $derived(this.#hits.map(([line]) => line))
  readonly #places = $derived(new Map(this.#hits.map(([line, start, end]) => [line, [start, end] as const])))
  searchedBytes = $state(0)
  /** There are more than are kept. */
  more = $state(false)
  /** Somebody ended it before its end. */
  stopped = $state(false)
  failure = $state.raw<string | undefined>()
  /** The query whose first hit somebody was taken to. */
  jumped: Query | undefined
  #source: number | undefined
  #id = 0
  #abort: AbortController | undefined
  readonly #engine: EngineClient

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  /** Listens; returns the function that stops. */
  start(): () => void {
    return this.#engine.on('source.found', ({ search, hits, searchedBytes }) => {
      if (search !== this.#id || !this.running) return
      this.searchedBytes = Math.max(this.searchedBytes, searchedBytes)
      if (hits.length === 0) return
      this.#hits = [...this.#hits, ...hits]
    })
  }

  /** Whether this is what was searched for already. */
  isFor(source: number, query: Query): boolean {
    const { text, regex, matchCase } = this.query
    return (
      source === this.#source &&
      text === query.text &&
      regex === query.regex &&
      matchCase === query.matchCase &&
      text !== ''
    )
  }

  async run(source: number, query: Query): Promise<void> {
    this.clear()
    if (query.text === '') return
    this.query = query
    this.#source = source
    this.running = true
    const id = this.#id
    const abort = (this.#abort = new AbortController())
    const result = await this.#engine.request('source.search', { source, search: id, ...query }, abort.signal)
    if (id !== this.#id) return
    this.running = false
    if (result.ok) this.more = result.value.more
    else if (result.code === 'aborted') this.stopped = true
    else if (result.code !== 'disconnected') this.failure = result.message
  }

  /** Ends it; what was found stays. */
  stop(): void {
    this.#abort?.abort()
  }

  clear(): void {
    this.stop()
    this.#id++
    this.running = false
    this.query = { text: '', regex: false, matchCase: false }
    this.#hits = []
    this.searchedBytes = 0
    this.more = false
    this.stopped = false
    this.failure = undefined
  }

  /** First and end of the match in a line, characters; undefined where the line does not match. */
  placeIn(line: number): readonly [start: number, end: number] | undefined {
    return this.#places.get(line)
  }
}
