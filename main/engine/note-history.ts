import type { StoredNote } from '../../db/query/note-list.ts'

/** One change of a note: made where there is no `before`, deleted where there is no `after`. */
export interface NoteChange {
  readonly before: StoredNote | undefined
  readonly after: StoredNote | undefined
}

/** Changes that can be undone. */
const MAX_CHANGES = 200

/** What was done to notes since the case was opened, to be undone and done again in order. */
export class NoteHistory {
  #done: NoteChange[] = []
  #undone: NoteChange[] = []

  did(change: NoteChange): void {
    this.#done = [...this.#done, change].slice(-MAX_CHANGES)
    this.#undone = []
  }

  /** The change to take back. */
  undo(): NoteChange | undefined {
    const change = this.#done.pop()
    if (change) this.#undone.push(change)
    return change
  }

  /** The change to make once more. */
  redo(): NoteChange | undefined {
    const change = this.#undone.pop()
    if (change) this.#done.push(change)
    return change
  }

  get undoWords(): string | null {
    return wordsOf(this.#done.at(-1))
  }

  get redoWords(): string | null {
    return wordsOf(this.#undone.at(-1))
  }

  /** Sources were read anew: legs have other ids, and a note that comes back is to be looked for. */
  forgetPlaces(): void {
    const without = (note: StoredNote | undefined): StoredNote | undefined =>
      note && { ...note, leg: null, message: null }
    const all = (changes: readonly NoteChange[]): NoteChange[] =>
      changes.map(({ before, after }) => ({ before: without(before), after: without(after) }))
    this.#done = all(this.#done)
    this.#undone = all(this.#undone)
  }
}

function wordsOf(change: NoteChange | undefined): string | null {
  if (!change) return null
  return change.before === undefined
    ? 'making a note'
    : change.after === undefined
      ? 'deleting a note'
      : 'editing a note'
}
