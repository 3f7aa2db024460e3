import { rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'

/**
 * One engine at a time writes a case file: two would give the same ids to different connections. Held as the lock of an empty database
 * beside the case, because the operating system takes such a lock back however its owner ends, and because SQLite keeps apart owners
 * in one process too (https://www.sqlite.org/lockingv3.html). A process id in a file would do neither.
 */
export class CaseLock {
  readonly #file: string
  readonly #db: Database.Database

  private constructor(file: string, db: Database.Database) {
    this.#file = file
    this.#db = db
  }

  /** Undefined while another engine holds it. Throws where no file can be made. */
  static take(caseFile: string): CaseLock | undefined {
    const file = `${caseFile}-lock`
    const db = new Database(file, { timeout: 0 })
    try {
      const opened = inode(file)
      db.pragma('journal_mode = MEMORY')
      db.exec('BEGIN EXCLUSIVE')
      // Its last owner removed the file between our opening and locking it: what we hold, nobody else will ask for.
      if (opened !== undefined && opened === inode(file)) return new CaseLock(file, db)
    } catch (error) {
      if (!(error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))) throw error
    }
    db.close()
    return undefined
  }

  release(): void {
    // Removed while it is held, so that nobody loses a lock just taken. Windows refuses: the empty file stays for the next one.
    try {
      rmSync(this.#file, { force: true })
    } catch {
      // It stays.
    }
    this.#db.close()
  }
}

function inode(file: string): bigint | undefined {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino
}
