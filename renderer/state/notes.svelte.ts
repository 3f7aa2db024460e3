import type { EngineClient, Result } from '../../preload/contract/carrier.ts'
import type { Note, NoteList, NoteSubject } from '../../preload/contract/note.ts'
import { readStored, writeStored } from './stored.ts'

/** A thing that can be written on, and what it is called. */
export interface Subject {
  readonly subject: NoteSubject
  readonly words: string
}

/** What the editor is open for: a new note, on one of several things, or one that there is. */
export interface Draft {
  readonly subjects: readonly Subject[]
  readonly note: Note | undefined
  readonly text: string
}

/** What notes need of the rest of the window. */
export interface NotesPlace {
  /** What is shown now, the smallest thing first. */
  readonly subjects: () => readonly Subject[]
  readonly failed: (message: string) => void
  /** Notes were changed by the user. */
  readonly did: () => void
}

const NONE: NoteList = { notes: [], undo: null, redo: null }
/** Typed and not saved: it outlives the editor, the window and the engine. */
const KEPT = 'note-draft'

/** The notes of the open case, and the one that is being written. */
export class Notes {
  list = $state.raw<NoteList>(NONE)
  draft = $state.raw<Draft | undefined>()
  /** The note that somebody went to. */
  shown = $state.raw<number | undefined>()
  busy = $state(false)
  readonly #engine: EngineClient
  readonly #place: NotesPlace
  #asked: AbortController | undefined

  readonly byConnection = $derived(Map.groupBy(this.list.notes, ({ connection }) => connection))

  constructor(engine: EngineClient, place: NotesPlace) {
    this.#engine = engine
    this.#place = place
  }

  /** Notes on the connection and everything in it. */
  of(connection: number | undefined): readonly Note[] {
    return (connection === undefined ? undefined : this.byConnection.get(connection)) ?? []
  }

  /** Opens the editor for a new note; what was typed before and not saved is there again. */
  begin(): void {
    this.draft = { subjects: this.#place.subjects(), note: undefined, text: this.#kept(undefined) }
  }

  beginEdit(note: Note): void {
    this.draft = { subjects: [], note, text: this.#kept(note) || note.text }
  }

  /** What was typed and not saved. */
  get begun(): string | undefined {
    try {
      const value: unknown = JSON.parse(readStored(KEPT) ?? '')
      const text: unknown = Array.isArray(value) ? value[1] : undefined
      return typeof text === 'string' && text.trim() !== '' ? text : undefined
    } catch {
      return undefined
    }
  }

  keep(text: string): void {
    if (this.draft) writeStored(KEPT, text === '' ? '' : JSON.stringify([this.draft.note?.id ?? null, text]))
  }

  /** Closes the editor; `keep` has what was typed. */
  close(): void {
    this.draft = undefined
  }

  discard(): void {
    this.keep('')
    this.close()
  }

  async save(subject: NoteSubject | undefined, text: string): Promise<void> {
    const note = this.draft?.note
    const done = note
      ? await this.#change(this.#engine.request('note.edit', { id: note.id, text }))
      : subject && (await this.#change(this.#engine.request('note.make', { subject, text })))
    if (!done) return
    if (!note) this.shown = this.list.notes.at(-1)?.id
    this.discard()
  }

  async remove(note: Note): Promise<void> {
    if (await this.#change(this.#engine.request('note.delete', { id: note.id }))) this.discard()
  }

  undo(): Promise<unknown> {
    return this.#change(this.#engine.request('note.undo', {}), false)
  }

  redo(): Promise<unknown> {
    return this.#change(this.#engine.request('note.redo', {}))
  }

  /** Asks for the list: another case is open, or connections have other numbers. */
  async refresh(): Promise<void> {
    this.#asked?.abort()
    const abort = (this.#asked = new AbortController())
    const result = await this.#engine.request('note.list', {}, abort.signal)
    if (!abort.signal.aborted && result.ok) this.list = result.value
  }

  reset(): void {
    this.#asked?.abort()
    this.list = NONE
    this.draft = undefined
    this.shown = undefined
  }

  #kept(note: Note | undefined): string {
    try {
      const value: unknown = JSON.parse(readStored(KEPT) ?? '')
      if (!Array.isArray(value)) return ''
      const [id, text] = value as unknown[]
      return id === (note?.id ?? null) && typeof text === 'string' ? text : ''
    } catch {
      return ''
    }
  }

  async #change(asked: Promise<Result<NoteList>>, counts = true): Promise<boolean> {
    if (this.busy) return false
    this.busy = true
    this.#asked?.abort()
    const result = await asked
    this.busy = false
    if (result.ok) {
      this.list = result.value
      if (counts) this.#place.did()
    } else if (result.code !== 'aborted') this.#place.failed(result.message)
    return result.ok
  }
}
