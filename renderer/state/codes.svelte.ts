import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { CodeInCase, CodePage, CodeReading } from '../../preload/contract/code.ts'

/** Rows of a page; the longest table has some hundred. */
const CODE_ROWS = 100

/** What codes and names mean: a search over all tables, the entry that is chosen, and where it occurs in the case. */
export class Codes {
  open = $state(false)
  text = $state('')
  kind = $state<string | null>(null)
  /** Of the text and kind that were asked last; undefined until the first answer. */
  total = $state.raw<number | undefined>()
  kinds = $state.raw<CodePage['kinds']>([])
  manual = $state.raw<string | null>(null)
  failure = $state.raw<string | undefined>()
  /** Position of the row that is chosen. */
  at = $state(0)
  /** Of the chosen row; undefined while it is looked for. */
  inCase = $state.raw<CodeInCase | undefined>()
  #pages = $state.raw<ReadonlyMap<number, readonly CodeReading[]>>(new Map())
  readonly #underWay = new Set<number>()
  readonly #engine: EngineClient
  /** Counts what makes older replies worthless. */
  #generation = 0
  #looking: AbortController | undefined

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  row(index: number): CodeReading | undefined {
    return this.#pages.get(Math.floor(index / CODE_ROWS))?.[index % CODE_ROWS]
  }

  get chosen(): CodeReading | undefined {
    return this.row(this.at)
  }

  /** Opens the view, with what a text means where one is given. */
  show(text?: string): void {
    this.open = true
    if (text !== undefined || this.total === undefined) this.ask(text ?? this.text, null)
    else void this.#findInCase()
  }

  close(): void {
    this.open = false
    this.#looking?.abort()
  }

  ask(text: string, kind: string | null = this.kind): void {
    this.text = text
    this.kind = kind
    this.at = 0
    this.#generation++
    this.#underWay.clear()
    this.#pages = new Map()
    void this.#load(0)
  }

  choose(index: number): void {
    this.at = Math.max(0, Math.min(index, (this.total ?? 1) - 1))
    void this.#load(Math.floor(this.at / CODE_ROWS))
    void this.#findInCase()
  }

  /** Tells which rows are in view. */
  view(first: number, last: number): void {
    for (let page = Math.floor(first / CODE_ROWS); page <= Math.floor(last / CODE_ROWS); page++) void this.#load(page)
  }

  async #load(page: number): Promise<void> {
    if (this.#pages.has(page) || this.#underWay.has(page)) return
    this.#underWay.add(page)
    const generation = this.#generation
    const { text, kind } = this
    const result = await this.#engine.request('code.search', {
      text,
      kind,
      offset: page * CODE_ROWS,
      limit: CODE_ROWS,
    })
    if (generation !== this.#generation) return
    this.#underWay.delete(page)
    if (!result.ok) {
      if (result.code !== 'disconnected' && result.code !== 'aborted') this.failure = result.message
      return
    }
    this.failure = undefined
    this.total = result.value.total
    this.kinds = result.value.kinds
    this.manual = result.value.manual
    this.#pages = new Map(this.#pages).set(page, result.value.rows)
    if (page === Math.floor(this.at / CODE_ROWS)) void this.#findInCase()
  }

  async #findInCase(): Promise<void> {
    this.#looking?.abort()
    this.inCase = undefined
    const { chosen } = this
    if (!chosen || !this.open) return
    const looking = new AbortController()
    this.#looking = looking
    const { kind, code, name } = chosen
    const result = await this.#engine.request('code.inCase', { kind, code, name }, looking.signal)
    if (this.#looking !== looking || !result.ok) return
    this.inCase = result.value
  }
}
