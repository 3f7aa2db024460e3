import { renameSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { ReadableCase } from './open.ts'

/** Pages (4 KiB) that are copied before others get their turn. */
const PAGES_AT_ONCE = 1_000

/**
 * Writes a copy of the whole case: beside its place, then moved there, so that nobody ever finds half of one. `origin`: what the copy is
 * known by when it is opened on this machine. Rejects with what SQLite or the system says; nothing is left behind then.
 */
export async function copyCase({ db }: ReadableCase, file: string, origin: string): Promise<void> {
  const beside = `${file}.${process.pid}.part`
  try {
    await db.backup(beside, { progress: () => PAGES_AT_ONCE })
    const copy = new Database(beside)
    try {
      // One file, which can be sent as it is: in WAL mode there may be more beside it.
      copy.pragma('journal_mode = DELETE')
      copy.prepare("INSERT OR REPLACE INTO case_fact VALUES ('origin', ?)").run(origin)
    } finally {
      copy.close()
    }
    renameSync(beside, file)
  } catch (error) {
    for (const part of ['', '-journal', '-wal', '-shm']) rmSync(`${beside}${part}`, { force: true })
    throw error
  }
}
