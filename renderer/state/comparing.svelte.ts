import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { CaseState } from '../../preload/contract/case.ts'
import { MOST_COMPARED, type Place } from './address-bar.ts'
import { Comparison } from './comparison.svelte.ts'
import { focusList } from './focus.ts'
import { comparableSources, SettingsComparison } from './settings-comparison.svelte.ts'
import { Several } from './several.svelte.ts'

/** What comparing needs of the rest of the window. */
export interface ComparingPlace {
  readonly case: () => CaseState | undefined
  /** The handshake that is shown. */
  readonly connection: () => number | undefined
  readonly marked: () => readonly number[]
  readonly pickFiles: () => Promise<void>
  /** Something else stands in the window now; as a step that one can go back from, or not. */
  readonly moved: (asStep: boolean) => void
}

/** What stands in place of one handshake: two of them, several, or two settings. What was chosen stays so while one looks at others. */
export class Comparing {
  shown = $state<'pair' | 'several' | 'settings' | undefined>()
  readonly pair: Comparison
  readonly several: Several
  readonly settings: SettingsComparison
  readonly #place: ComparingPlace
  /** What waits until all files are read. */
  #whenRead: (() => Promise<void>) | undefined

  constructor(engine: EngineClient, place: ComparingPlace) {
    this.pair = new Comparison(engine)
    this.several = new Several(engine)
    this.settings = new SettingsComparison(engine)
    this.#place = place
  }

  /** Chooses the handshake that is shown as one of two; once both are chosen they stand beside each other. */
  choose(side: 'a' | 'b'): void {
    const connection = this.#place.connection()
    if (connection === undefined) return
    this.pair.choose(side, connection)
    this.showPair()
  }

  async withNearest(): Promise<void> {
    const connection = this.#place.connection()
    if (connection === undefined) return
    if (await this.pair.withNearest(connection)) this.showPair()
  }

  /** Takes other files into the case; once they are read, the nearest good one of theirs stands beside the handshake that is shown. */
  async withFile(): Promise<void> {
    const connection = this.#place.connection()
    if (connection === undefined) return
    const sources = (): readonly number[] => (this.#place.case()?.sources ?? []).map(({ id }) => id)
    const file = this.#place.case()?.file
    const before = new Set(sources())
    await this.#place.pickFiles()
    // A case that was picked opens instead of this one.
    if (this.#place.case()?.file !== file) return
    const within = sources().filter((id) => !before.has(id))
    if (within.length === 0) return
    this.#whenRead = async () => {
      if (await this.pair.withNearest(connection, within)) this.showPair()
    }
    this.#ifRead()
  }

  /** Those that are marked: two as ladders, more as columns. */
  showMarked(): void {
    const connections = this.#place.marked()
    const [a, b, ...more] = connections
    if (a === undefined || b === undefined || connections.length > MOST_COMPARED) return
    if (more.length === 0) {
      this.pair.show(a, b)
      this.showPair()
      return
    }
    this.several.show(connections)
    this.#show('several', true)
  }

  /** Two policies or key rings of the case: those named, or the first two that can be compared. */
  showSettings(a?: number, b?: number): void {
    const [first, second] = comparableSources(this.#place.case()?.sources ?? []) ?? []
    const [one, other] = [a ?? first?.id, b ?? second?.id]
    if (one === undefined || other === undefined) return
    this.settings.show(one, other)
    this.#show('settings', this.shown !== 'settings')
  }

  /** The two that are chosen, if they are. */
  showPair(): void {
    if (this.pair.complete) this.#show('pair', true)
  }

  swap(): void {
    if (this.shown === 'settings') this.settings.swap()
    else this.pair.swap()
    this.#place.moved(false)
  }

  /** Back to one handshake. */
  leave(): void {
    this.shown = undefined
    this.#place.moved(true)
    void focusList()
  }

  forget(): void {
    this.pair.forget()
    if (this.shown) this.leave()
    else void focusList()
  }

  /** Another case is open. */
  reset(): void {
    this.pair.forget()
    this.several.forget()
    this.settings.forget()
    this.#whenRead = undefined
  }

  /** The case changed: what stands there is asked for again. */
  refresh(): void {
    void this.pair.refresh()
    void this.several.refresh()
    this.settings.refresh()
    this.#ifRead()
  }

  /** What of it belongs to a place. */
  get here(): Pick<Place, 'compared' | 'settings'> {
    const { a, b } = this.pair
    const pair = a !== undefined && b !== undefined ? ([a, b] as const) : undefined
    const compared = { pair, several: this.several.connections, settings: undefined }[this.shown ?? 'settings']
    const { a: one, b: other } = this.settings
    const settings = this.shown === 'settings' && one !== undefined && other !== undefined
    return { compared, settings: settings ? [one, other] : undefined }
  }

  /** As a place has it. */
  goTo({ compared, settings }: Pick<Place, 'compared' | 'settings'>): void {
    const [a, b, ...more] = compared ?? []
    if (settings) this.settings.show(...settings)
    else if (more.length > 0) this.several.show(compared ?? [])
    else if (a !== undefined && b !== undefined) this.pair.show(a, b)
    this.shown = settings ? 'settings' : more.length > 0 ? 'several' : compared && 'pair'
  }

  #show(what: 'pair' | 'several' | 'settings', asStep: boolean): void {
    this.shown = what
    this.#place.moved(asStep)
  }

  #ifRead(): void {
    if (this.#place.case()?.indexing) return
    const then = this.#whenRead
    this.#whenRead = undefined
    void then?.()
  }
}
