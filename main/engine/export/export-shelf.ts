import { mkdtempSync, rmSync } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Exports that a window has not fetched yet; the oldest makes room. */
const MAX_WAITING = 4
/** One piece: some milliseconds for whatever carries it. */
const PIECE_BYTES = 1 << 20

/** Files that were written for a window, which fetches them piece by piece: it can open no file, and a large one fits no message. */
export class ExportShelf {
  readonly #files = new Map<number, string>()
  #folder: string | undefined
  #next = 1

  /** Where to write the next one. */
  place(ending: string): { readonly export: number; readonly path: string } {
    this.#folder ??= mkdtempSync(join(tmpdir(), 'gskope-export-'))
    const number = this.#next++
    return { export: number, path: join(this.#folder, `${number}.${ending}`) }
  }

  /** Resolves with its size. */
  async keep(number: number, path: string): Promise<number> {
    this.#files.set(number, path)
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= MAX_WAITING) break
      await this.forget(oldest)
    }
    return (await stat(path)).size
  }

  /** Bytes from `offset` on, none at the end. Undefined: there is no such export any more. */
  async read(number: number, offset: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const path = this.#files.get(number)
    if (path === undefined) return undefined
    const file = await open(path, 'r')
    try {
      const buffer = new Uint8Array(PIECE_BYTES)
      const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES, offset)
      return buffer.slice(0, bytesRead)
    } finally {
      await file.close()
    }
  }

  async forget(number: number): Promise<void> {
    const path = this.#files.get(number)
    this.#files.delete(number)
    if (path !== undefined) await rm(path, { force: true })
  }

  close(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true })
    this.#folder = undefined
    this.#files.clear()
  }
}
