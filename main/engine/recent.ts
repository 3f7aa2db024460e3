import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { RecentCase } from '../../preload/contract/case.ts'

/** More than a start view shows. */
const MAX_RECENT = 50

/** The cases opened lately, newest first, in one small file. A file that cannot be read or is damaged counts as empty. */
export class RecentCases {
  readonly #file: string

  constructor(home: string) {
    this.#file = join(home, 'recent.json')
  }

  list(): RecentCase[] {
    try {
      return z.array(RecentCase).parse(JSON.parse(readFileSync(this.#file, 'utf8')))
    } catch {
      return []
    }
  }

  /** Puts the case first. */
  remember(recent: RecentCase): void {
    this.#write([recent, ...this.list().filter((known) => known.file !== recent.file)].slice(0, MAX_RECENT))
  }

  forget(file: string): RecentCase[] {
    const left = this.list().filter((known) => known.file !== file)
    this.#write(left)
    return left
  }

  /** Written beside and moved into place, so that nobody ever reads half of it. To remember is a convenience: failing to is no error. */
  #write(recent: readonly RecentCase[]): void {
    const beside = `${this.#file}.${process.pid}`
    try {
      mkdirSync(dirname(this.#file), { recursive: true })
      writeFileSync(beside, JSON.stringify(recent, undefined, 1))
      renameSync(beside, this.#file)
    } catch {
      rmSync(beside, { force: true })
    }
  }
}
