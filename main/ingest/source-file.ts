import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'
import {
  changedProblem,
  directoryProblem,
  emptyProblem,
  notAFileProblem,
  type SourceProblem,
  systemProblem,
  vanishedProblem,
} from './source-problem.ts'

/** A file that is read from front to back. Its calls block: it belongs into a worker. */
export class SourceFile {
  readonly path: string
  /** Bytes when it was opened. */
  readonly bytes: number
  readonly descriptor: number
  readonly #modifiedMs: number
  #offset = 0

  private constructor(path: string, descriptor: number, bytes: number, modifiedMs: number) {
    this.path = path
    this.descriptor = descriptor
    this.bytes = bytes
    this.#modifiedMs = modifiedMs
  }

  static open(path: string): SourceFile | SourceProblem {
    try {
      // Asked before opening: to open a pipe would wait for somebody to write into it.
      const before = statSync(path)
      if (before.isDirectory()) return directoryProblem(path)
      if (!before.isFile()) return notAFileProblem(path)
      if (before.size === 0) return emptyProblem(path)
      const descriptor = openSync(path, constants.O_RDONLY)
      const { size, mtimeMs } = fstatSync(descriptor)
      return new SourceFile(path, descriptor, size, mtimeMs)
    } catch (error) {
      return systemProblem(path, error)
    }
  }

  /** How many bytes were read so far. */
  get offset(): number {
    return this.#offset
  }

  get atEnd(): boolean {
    return this.#offset >= this.bytes
  }

  /**
   * Fills `buffer` from `start` on as far as the file goes and returns how many bytes it brought, or why there are no more.
   * The file's size at opening is its end: a file that grows is read up to there, and `changed` tells of it.
   */
  read(buffer: Uint8Array, start: number): number | SourceProblem {
    const wanted = Math.min(buffer.length - start, this.bytes - this.#offset)
    let got = 0
    try {
      while (got < wanted) {
        const more = readSync(this.descriptor, buffer, start + got, wanted - got, this.#offset + got)
        if (more === 0) break
        got += more
      }
    } catch (error) {
      return systemProblem(this.path, error, this.#offset)
    }
    if (got === 0 && wanted > 0) return vanishedProblem(this.path, this.#offset, this.bytes)
    this.#offset += got
    return got
  }

  /** From the beginning once more. */
  rewind(): void {
    this.#offset = 0
  }

  /** Looks whether the path still leads to what was read. An open file that is removed can be read to its end, and its bytes count. */
  changed(): SourceProblem | undefined {
    try {
      const now = statSync(this.path)
      return now.size === this.bytes && now.mtimeMs === this.#modifiedMs ? undefined : changedProblem(this.path)
    } catch {
      return vanishedProblem(this.path, this.#offset, this.bytes)
    }
  }

  close(): void {
    closeSync(this.descriptor)
  }
}
