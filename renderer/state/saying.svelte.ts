const SAID_MS = 4_000

/** One line in the status bar about what was just asked for, read out politely: that it was done, or why not. */
export class Saying {
  /** Empty after some seconds. */
  said = $state.raw('')
  #timer: ReturnType<typeof setTimeout> | undefined

  say(text: string): void {
    this.said = text
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.said = ''), SAID_MS)
  }
}
