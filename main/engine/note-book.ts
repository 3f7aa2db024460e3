import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { NOTE_LENGTH } from '../../preload/contract/note-length.ts'

/** A note as it goes from one case to another: `key` and `mark` are as in the case file. */
export const BookNote = z.object({
  key: z.string().min(1).max(64),
  mark: z.string(),
  text: z.string().min(1).max(NOTE_LENGTH),
  madeMs: z.number(),
  changedMs: z.number(),
})
export type BookNote = z.infer<typeof BookNote>

/** Notes on one file; more are kept in the case that they were made in, but do not travel. */
const MAX_NOTES = 500
const MAX_BYTES = 32 << 20
const SHA256 = /^[\da-f]{64}$/

/**
 * The notes that were made on this machine, by the SHA-256 of the files that they are about: so that they are found again when a file is
 * opened in another case. One small file for each. What cannot be read or written is as if it were not there: a case keeps its notes itself.
 */
export class NoteBook {
  readonly #folder: string

  constructor(home: string) {
    this.#folder = join(home, 'note')
  }

  notesOn(sha256: string): BookNote[] {
    if (!SHA256.test(sha256)) return []
    const file = this.#fileOf(sha256)
    try {
      if (statSync(file).size > MAX_BYTES) return []
      return z
        .array(BookNote)
        .parse(JSON.parse(readFileSync(file, 'utf8')))
        .slice(0, MAX_NOTES)
    } catch {
      return []
    }
  }

  put(sha256: string, note: BookNote): void {
    this.#write(sha256, [...this.notesOn(sha256).filter(({ key }) => key !== note.key), note])
  }

  remove(sha256: string, key: string): void {
    const notes = this.notesOn(sha256)
    const left = notes.filter((note) => note.key !== key)
    if (left.length < notes.length) this.#write(sha256, left)
  }

  #fileOf(sha256: string): string {
    return join(this.#folder, `${sha256}.json`)
  }

  /** Written beside and moved into place, so that nobody ever reads half of it. */
  #write(sha256: string, notes: readonly BookNote[]): void {
    if (!SHA256.test(sha256)) return
    const file = this.#fileOf(sha256)
    if (notes.length === 0) return rmSync(file, { force: true })
    const beside = `${file}.${process.pid}`
    try {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(beside, JSON.stringify(notes.slice(-MAX_NOTES), undefined, 1))
      renameSync(beside, file)
    } catch {
      rmSync(beside, { force: true })
    }
  }
}
