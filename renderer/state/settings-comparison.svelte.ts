import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { Source } from '../../preload/contract/case.ts'
import type { SettingsComparisonReply } from '../../preload/contract/comparison.ts'

/** Formats of sources that say what is set up, by what they can be compared with. */
const KIND: Readonly<Record<string, 'policy' | 'key ring'>> = {
  'attls-policy': 'policy',
  pasearch: 'policy',
  racdcert: 'key ring',
}

export const settingsKind = ({ format }: Pick<Source, 'format'>): 'policy' | 'key ring' | undefined =>
  format === null ? undefined : KIND[format]

/** Two of the sources that can be compared with each other, policies first; undefined where no kind has two. */
export function comparableSources(sources: readonly Source[]): readonly [Source, Source] | undefined {
  for (const kind of ['policy', 'key ring'] as const) {
    const [a, b] = sources.filter((source) => settingsKind(source) === kind)
    if (a && b) return [a, b]
  }
  return undefined
}

/** Two sources with a policy, or with key rings, beside each other. */
export class SettingsComparison {
  a = $state.raw<number | undefined>()
  b = $state.raw<number | undefined>()
  value = $state.raw<SettingsComparisonReply | undefined>()
  failure = $state.raw<string | undefined>()
  readonly #engine: EngineClient
  #asked = 0

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  show(a: number, b: number): void {
    if (a === this.a && b === this.b && this.value !== undefined) return
    this.a = a
    this.b = b
    void this.#load()
  }

  swap(): void {
    if (this.a !== undefined && this.b !== undefined) this.show(this.b, this.a)
  }

  /** The case changed: a source may have been read again. */
  refresh(): void {
    if (this.a !== undefined) void this.#load()
  }

  forget(): void {
    this.#asked++
    this.a = this.b = this.value = this.failure = undefined
  }

  async #load(): Promise<void> {
    const asked = ++this.#asked
    const { a, b } = this
    if (a === undefined || b === undefined) return
    const result = await this.#engine.request('compare.settings', { a, b })
    if (asked !== this.#asked) return
    this.value = result.ok ? result.value : undefined
    this.failure = result.ok || result.code === 'disconnected' ? undefined : result.message
  }
}
