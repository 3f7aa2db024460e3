import { randomUUID } from 'node:crypto'
import type { ReadableCase, WritableCase } from '../../db/open.ts'
import {
  MAX_NOTES,
  prepareNoteById,
  prepareNoteCount,
  prepareNoteList,
  type PlacedNote,
  type StoredNote,
} from '../../db/query/note-list.ts'
import type { StoredSource } from '../../db/query/source-list.ts'
import { prepareNoteWriter } from '../../db/write/note-row.ts'
import type { Note, NoteList, NoteSubject } from '../../preload/contract/note.ts'
import type { MergedLegs } from '../ingest/merge-legs.ts'
import { readNoteMark, writeNoteMark } from '../ingest/note-mark.ts'
import { Failure } from './answer.ts'
import { breathe } from './breathe.ts'
import type { ConnectionContents } from './connection-content.ts'
import type { BookNote, NoteBook } from './note-book.ts'
import { NoteHistory } from './note-history.ts'
import { markSubject, noteLetter } from './note-subject.ts'

/** What notes need of the case that they are in. */
export interface NotedCase {
  readonly index: ReadableCase
  readonly writable: WritableCase
  readonly contents: ConnectionContents
  readonly title: () => string
  readonly sources: () => readonly StoredSource[]
}

/** The notes of the open case. Each change is in the case file, and in the book of this machine, before its answer is given. */
export class CaseNotes {
  readonly #case: NotedCase
  readonly #book: NoteBook
  readonly #list: ReturnType<typeof prepareNoteList>
  readonly #byId: ReturnType<typeof prepareNoteById>
  readonly #count: ReturnType<typeof prepareNoteCount>
  readonly #writer: ReturnType<typeof prepareNoteWriter>
  readonly #history = new NoteHistory()
  /** Hashes of files that the book was asked for. */
  readonly #looked = new Set<string>()

  constructor(noted: NotedCase, book: NoteBook) {
    this.#case = noted
    this.#book = book
    this.#list = prepareNoteList(noted.index)
    this.#byId = prepareNoteById(noted.index)
    this.#count = prepareNoteCount(noted.index)
    this.#writer = prepareNoteWriter(noted.writable)
  }

  get count(): number {
    return this.#count()
  }

  async list(signal?: AbortSignal): Promise<NoteList> {
    const notes: Note[] = []
    const placeIn = this.#placer()
    for (const stored of this.#list()) {
      notes.push(presentNote(stored, placeIn(stored)))
      if (stored.message !== null) await breathe(signal)
    }
    return { notes, undo: this.#history.undoWords, redo: this.#history.redoWords }
  }

  /** Throws a Failure where there is no such thing to write on. */
  make(subject: NoteSubject, text: string): void {
    if (this.#count() >= MAX_NOTES) throw new Failure('refused', `A case keeps ${MAX_NOTES} notes.`)
    const hashes = new Map(this.#case.sources().map(({ id, sha256 }) => [id, sha256 ?? undefined]))
    const { mark, leg, message } = markSubject(subject, this.#case.contents, (id) => hashes.get(id), this.#case.title())
    const now = Date.now()
    const note = { key: randomUUID(), mark: writeNoteMark(mark), leg, message, text, madeMs: now, changedMs: now }
    const id = this.#writer.add(note)
    this.#history.did({ before: undefined, after: this.#write({ ...note, id }) })
  }

  edit(id: number, text: string): void {
    const before = this.#known(id)
    if (before.text === text) return
    this.#history.did({ before, after: this.#write({ ...before, text, changedMs: Date.now() }) })
  }

  remove(id: number): void {
    const before = this.#known(id)
    this.#delete(before)
    this.#history.did({ before, after: undefined })
  }

  /** Returns whether a note came back whose place must be looked for. */
  undo(): boolean {
    const change = this.#history.undo()
    if (!change)
      throw new Failure('invalid', 'No note was changed since the case was opened: there is nothing to undo.')
    return this.#bring(change.before, change.after)
  }

  /** As `undo`. */
  redo(): boolean {
    const change = this.#history.redo()
    if (!change) throw new Failure('invalid', 'Nothing was undone: there is nothing to do again.')
    return this.#bring(change.after, change.before)
  }

  /** Ids of legs changed. */
  forgetPlaces(): void {
    this.#history.forgetPlaces()
  }

  /** Takes over what the book holds on the case's files; returns whether there are notes now whose place must be looked for. */
  takeFromBook(): boolean {
    const fresh = new Set(
      this.#case
        .sources()
        .flatMap(({ sha256 }) => sha256 ?? [])
        .filter((hash) => !this.#looked.has(hash)),
    )
    if (fresh.size === 0) return false
    const byKey = new Map(this.#list().map((note) => [note.key, note]))
    let placeless = false
    let count = byKey.size
    for (const hash of fresh) {
      this.#looked.add(hash)
      for (const { key, mark, text, madeMs, changedMs } of this.#book.notesOn(hash)) {
        const known = byKey.get(key)
        if (known && known.changedMs >= changedMs) continue
        if (known) this.#writer.put({ ...withoutConnection(known), text, changedMs })
        else if (count < MAX_NOTES && readNoteMark(mark)) {
          this.#writer.add({ key, mark, leg: null, message: null, text, madeMs, changedMs })
          byKey.set(key, { id: 0, key, mark, leg: null, message: null, connection: null, text, madeMs, changedMs })
          count++
          placeless = true
        }
      }
    }
    return placeless
  }

  #known(id: number): StoredNote {
    const note = this.#byId(id)
    if (!note) throw new Failure('not-found', 'There is no such note; it may have been deleted.')
    return note
  }

  /** Makes the case have `wanted` in place of `present`. */
  #bring(wanted: StoredNote | undefined, present: StoredNote | undefined): boolean {
    if (!wanted) {
      if (present) this.#delete(present)
      return false
    }
    const there = this.#byId(wanted.id)
    // Another note may have its number by now: an undone one does not push it aside.
    if (there && there.key !== wanted.key) {
      const { id: _taken, ...note } = wanted
      this.#write({ ...note, id: this.#writer.add(note) })
    } else this.#write({ ...wanted, leg: there?.leg ?? wanted.leg, message: there?.message ?? wanted.message })
    return (there?.leg ?? wanted.leg) === null
  }

  #write(note: StoredNote): StoredNote {
    this.#writer.put(note)
    const { key, mark, text, madeMs, changedMs } = note
    const copy: BookNote = { key, mark, text, madeMs, changedMs }
    for (const hash of hashesOf(note)) this.#book.put(hash, copy)
    return note
  }

  #delete(note: StoredNote): void {
    this.#writer.remove(note.id)
    for (const hash of hashesOf(note)) this.#book.remove(hash, note.key)
  }

  /** Numbers of messages in their connection; what was read for one note is kept for the next one of the same connection. */
  #placer(): (note: PlacedNote) => number | null {
    let last: { readonly connection: number; readonly numberOf: MergedLegs['numberOf'] } | undefined
    return ({ connection, leg, message }) => {
      if (connection === null || leg === null || message === null) return null
      if (last?.connection !== connection) {
        const content = this.#case.contents.content(connection)
        if (!content) return null
        last = { connection, numberOf: content.merged.numberOf }
      }
      return last.numberOf(leg, message) ?? null
    }
  }
}

function presentNote(stored: PlacedNote, n: number | null): Note {
  const { id, connection, text, madeMs, changedMs } = stored
  const mark = readNoteMark(stored.mark)
  return {
    id,
    letter: noteLetter(id),
    on: mark?.on ?? 'case',
    about: mark?.about ?? '',
    connection,
    n,
    range: mark?.range && n !== null ? [...mark.range] : null,
    text,
    madeMs,
    changedMs,
  }
}

function hashesOf(note: StoredNote): ReadonlySet<string> {
  return new Set(readNoteMark(note.mark)?.legs.flatMap(({ sha256 }) => sha256 ?? []))
}

function withoutConnection({ connection: _connection, ...note }: PlacedNote): StoredNote {
  return note
}
