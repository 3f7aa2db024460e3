import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/**
 * One engine at a time writes a case file: two would give the same ids to different connections. Taken with a file beside the case that
 * holds the owner's process id; what a dead process left behind is taken over.
 */
export class CaseLock {
  readonly #file: string

  private constructor(file: string) {
    this.#file = file
  }

  /** Undefined when another living process holds it. Throws where no file can be made. */
  static take(caseFile: string): CaseLock | undefined {
    const file = `${caseFile}-lock`
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        writeFileSync(file, String(process.pid), { flag: 'wx' })
        return new CaseLock(file)
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
        if (isAlive(file)) return undefined
        rmSync(file, { force: true })
      }
    }
    return undefined
  }

  release(): void {
    rmSync(this.#file, { force: true })
  }
}

function isAlive(lockFile: string): boolean {
  try {
    const owner = Number(readFileSync(lockFile, 'utf8'))
    if (!Number.isSafeInteger(owner) || owner <= 0) return false
    process.kill(owner, 0)
    return true
  } catch (error) {
    // EPERM: there is such a process, of somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
