export type Undoable = 'note' | 'join'

/** Steps that are remembered. */
const MAX_STEPS = 500

/** Which kind of thing was done last in this window: each kind keeps its own past, and one key takes back the latest of all. */
export class UndoOrder {
  #steps: Undoable[] = []

  did(what: Undoable): void {
    this.#steps = [...this.#steps, what].slice(-MAX_STEPS)
  }

  clear(): void {
    this.#steps = []
  }

  /** What to take back now; `can`: what has a past at all, as one kind may have been undone by other means, or have one from before. */
  take(can: Readonly<Record<Undoable, boolean>>): Undoable | undefined {
    for (let last = this.#steps.pop(); last !== undefined; last = this.#steps.pop()) if (can[last]) return last
    return can.note ? 'note' : can.join ? 'join' : undefined
  }
}
