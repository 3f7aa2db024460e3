import type { Note, NoteList, NoteSubject } from '../../preload/contract/note.ts'

type Channel = 'note.list' | 'note.make' | 'note.edit' | 'note.delete' | 'note.undo' | 'note.redo'

/** Notes in memory, with as many steps back and forth as were made. */
export class StandInNotes {
  #states: readonly (readonly Note[])[] = [[]]
  #at = 0
  #next = 1

  get count(): number {
    return this.#now.length
  }

  get #now(): readonly Note[] {
    return this.#states[this.#at] ?? []
  }

  answer(channel: Channel, payload: unknown): NoteList {
    const { id, text, subject } = payload as { id: number; text: string; subject: NoteSubject }
    if (channel === 'note.make') this.#go([...this.#now, this.#note(subject, text)])
    if (channel === 'note.edit') this.#go(this.#now.map((note) => (note.id === id ? { ...note, text } : note)))
    if (channel === 'note.delete') this.#go(this.#now.filter((note) => note.id !== id))
    if (channel === 'note.undo') this.#at = Math.max(0, this.#at - 1)
    if (channel === 'note.redo') this.#at = Math.min(this.#states.length - 1, this.#at + 1)
    return {
      notes: [...this.#now],
      undo: this.#at > 0 ? 'making a note' : null,
      redo: this.#at < this.#states.length - 1 ? 'making a note' : null,
    }
  }

  #go(notes: readonly Note[]): void {
    this.#states = [...this.#states.slice(0, this.#at + 1), notes]
    this.#at++
  }

  #note(subject: NoteSubject, text: string): Note {
    const id = this.#next++
    return {
      id,
      letter: String.fromCharCode(64 + id),
      on: subject.on,
      about: subject.on === 'case' ? 'the case' : `connection ${subject.connection}`,
      connection: subject.on === 'case' ? null : subject.connection,
      n: subject.on === 'message' || subject.on === 'bytes' ? subject.n : null,
      range: subject.on === 'bytes' ? [subject.start, subject.end] : null,
      text,
      madeMs: 1_779_810_000_000,
      changedMs: 1_779_810_000_000,
    }
  }
}
