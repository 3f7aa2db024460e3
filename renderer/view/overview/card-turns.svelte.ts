/**
 * What each card of the overview shows: a new count reaches them one after the other, one a frame, as to draw all at once would hold the window
 * up for longer than a frame of a list has.
 */
export class CardTurns<T> {
  #now = $state.raw<T | undefined>()
  #before = $state.raw<T | undefined>()
  /** Cards that show the count of now. */
  #turned = $state(0)
  #frame: number | undefined
  readonly #cards: number

  constructor(cards: number) {
    this.#cards = cards
  }

  /** Undefined: nothing is known any more. */
  show(value: T | undefined): void {
    this.stop()
    this.#before = value === undefined ? undefined : this.#now
    this.#now = value
    this.#turned = 0
    if (value !== undefined) this.#next()
  }

  /** What the card of this number shows, from 0; undefined before its first turn. */
  of(card: number): T | undefined {
    return card < this.#turned ? this.#now : this.#before
  }

  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
    this.#frame = undefined
  }

  #next(): void {
    this.#turned++
    this.#frame = this.#turned < this.#cards ? requestAnimationFrame(() => this.#next()) : undefined
  }
}
