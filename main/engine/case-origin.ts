import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const SECRET_BYTES = 32

/**
 * Whether a case file was made here. One that comes from somebody else names files of theirs, and might name others of this machine on
 * purpose: those are not looked at until the user says so. What was made here is known by a code over its paths that only this machine's secret gives.
 */
export class CaseOrigin {
  readonly #home: string

  constructor(home: string) {
    this.#home = home
  }

  codeOf(paths: readonly string[]): string {
    return createHmac('sha256', this.#secret())
      .update(JSON.stringify([...new Set(paths)].sort()))
      .digest('hex')
  }

  isOurs(file: string, paths: readonly string[], code: string | undefined): boolean {
    return paths.length === 0 || this.isOwnFile(file) || code === this.codeOf(paths)
  }

  /** It lies in the folder that gskope keeps its cases in. */
  isOwnFile(file: string): boolean {
    return !/^\.\.|[/\\:]/.test(relative(join(resolve(this.#home), 'case'), resolve(file)))
  }

  /** Made when it is first needed; where it cannot be kept, nothing is known again. */
  #secret(): Buffer {
    const file = join(this.#home, 'secret')
    try {
      const kept = readFileSync(file)
      if (kept.length === SECRET_BYTES) return kept
    } catch {
      // There is none yet.
    }
    const secret = randomBytes(SECRET_BYTES)
    try {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, secret, { mode: 0o600 })
    } catch {
      // A case that is saved now will be a stranger's later: it opens, and asks.
    }
    return secret
  }
}
