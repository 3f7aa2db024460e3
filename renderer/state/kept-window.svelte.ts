import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { CaseState } from '../../preload/contract/case.ts'
import { readWindow, windowText, type WindowMemory } from './window-memory.ts'

/** After the last change of the window, until the case is told. */
const KEEP_MS = 600

/** Keeps with the open case how the window is. */
export class KeptWindow {
  readonly #engine: EngineClient
  readonly #memory: () => WindowMemory
  readonly #caseFile: () => string | null | undefined
  /** The case whose window it is. */
  #file: string | null = null
  /** What that case has of it. */
  #kept: string | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `memory` is how the window is now, `caseFile` the file of the case that is open. */
  constructor(engine: EngineClient, memory: () => WindowMemory, caseFile: () => string | null | undefined) {
    this.#engine = engine
    this.#memory = memory
    this.#caseFile = caseFile
  }

  /** Another case is open; gives how its window was. */
  enter(state: CaseState | undefined): WindowMemory | undefined {
    clearTimeout(this.#timer)
    this.#file = state?.open ? state.file : null
    this.#kept = state?.window ?? null
    return readWindow(this.#kept)
  }

  /** The window changed: the case is told of it when it rests. */
  changed(): void {
    clearTimeout(this.#timer)
    if (this.#file !== null) this.#timer = setTimeout(() => void this.keep(), KEEP_MS)
  }

  async keep(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#file === null || this.#caseFile() !== this.#file) return
    const text = windowText(this.#memory())
    if (text === this.#kept) return
    this.#kept = text
    await this.#engine.request('case.keepWindow', { window: text })
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
