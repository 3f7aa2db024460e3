import { existsSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { makeConnectionIndexes } from './connection-indexes.ts'
import { strangePart } from './expected-schema.ts'
import { MIGRATIONS } from './migration/index.ts'

/** Only what a reader may do; the type keeps a query from writing, `query_only` keeps SQLite from it. */
export interface ReadableCase {
  readonly db: Database.Database
}
/** Writers: ingest, and the engine for a few rows at a time. */
export interface WritableCase extends ReadableCase {
  readonly writable: true
}

/** "gskp": tells `file` and us that an SQLite file is a case (https://www.sqlite.org/pragma.html#pragma_application_id). */
export const APPLICATION_ID = 0x67736b70
/** The form of case file that this program writes. */
export const CASE_VERSION = MIGRATIONS.length

export type CaseFileProblem =
  'not-a-case' | 'newer-case' | 'damaged-case' | 'strange-case' | 'case-not-writable' | 'case-in-use' | 'disk-full'

/** A case file that cannot be used; `message` says what it is and what to do next, for a person. */
export class CaseFileError extends Error {
  readonly code: CaseFileProblem
  constructor(code: CaseFileProblem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Waits this long for the other writer: ingest holds the lock for one batch, a few dozen milliseconds. */
const BUSY_TIMEOUT_MS = 10_000
/** Page cache in KiB (negative: https://www.sqlite.org/pragma.html#pragma_cache_size). Twice as much makes writing some hundredths faster; indexing is to stay below 300 MB. */
const WRITER_CACHE = -8_192
/** Pages of the log (4 KiB each) before it is copied into the file: each time waits for the disk, and 1,000 (SQLite's own) is often. */
const CHECKPOINT_PAGES = 8_000
const READER_CACHE = -16_384

/** Opens or creates a case file for writing and brings it to the present version. Throws CaseFileError. */
export function openForWriting(file: string): WritableCase {
  const isNew = !existsSync(file) || statSync(file).size === 0
  return guarded(file, () => {
    const db = new Database(file, { timeout: BUSY_TIMEOUT_MS })
    try {
      if (!isNew) check(db, file)
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = NORMAL')
      db.pragma(`cache_size = ${WRITER_CACHE}`)
      db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
      db.pragma('temp_store = MEMORY')
      migrate(db)
      makeConnectionIndexes(db)
      return { db, writable: true as const }
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** Opens an existing case file of the present version for reading. Throws CaseFileError. */
export function openForReading(file: string): ReadableCase {
  return guarded(file, () => {
    const db = new Database(file, { timeout: BUSY_TIMEOUT_MS, fileMustExist: true })
    try {
      check(db, file)
      db.pragma('query_only = ON')
      db.pragma(`cache_size = ${READER_CACHE}`)
      db.pragma('temp_store = MEMORY')
      return { db }
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** Refuses what is not a case of ours before anything is written to it: a user may point anywhere. */
function check(db: Database.Database, file: string): void {
  db.pragma('trusted_schema = OFF')
  const applicationId = db.pragma('application_id', { simple: true })
  if (applicationId !== APPLICATION_ID) {
    throw new CaseFileError(
      'not-a-case',
      `${file} is an SQLite file, but no gskope case. Open the traces or captures themselves.`,
    )
  }
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > CASE_VERSION) {
    throw new CaseFileError(
      'newer-case',
      `${file} was written by a newer gskope (case version ${version}, this program knows ` +
        `${CASE_VERSION}). Update gskope, or open the traces or captures themselves.`,
    )
  }
  checkLength(db, file)
  const strange = strangePart(db, version)
  if (strange !== undefined) {
    throw new CaseFileError(
      'strange-case',
      `${file} holds what gskope did not put there (${strange}), so it is not opened. Open the traces or captures themselves.`,
    )
  }
}

/** A file that was cut (a copy that broke off) is told at once; SQLite would notice when it first needs a page that is missing. */
function checkLength(db: Database.Database, file: string): void {
  const pages = Number(db.pragma('page_count', { simple: true }))
  const pageSize = Number(db.pragma('page_size', { simple: true }))
  if (statSync(file).size < pages * pageSize && !existsSync(`${file}-wal`)) throw damaged(file, undefined)
}

function migrate(db: Database.Database): void {
  const apply = db.transaction(() => {
    const version = Number(db.pragma('user_version', { simple: true }))
    for (const migration of MIGRATIONS.slice(version)) db.exec(migration)
    if (version < CASE_VERSION) {
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${CASE_VERSION}`)
    }
  })
  apply.immediate()
}

/** SQLite's own words for a bad file become ours. */
function guarded<T>(file: string, open: () => T): T {
  try {
    return open()
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) {
      if (error instanceof CaseFileError) throw error
      throw new CaseFileError('case-not-writable', `${file} cannot be opened: ${String(error)}.`, { cause: error })
    }
    if (error.code === 'SQLITE_NOTADB') {
      throw new CaseFileError('not-a-case', `${file} is no gskope case. Open the traces or captures themselves.`, {
        cause: error,
      })
    }
    if (error.code.startsWith('SQLITE_CORRUPT')) throw damaged(file, error)
    if (isDiskFull(error)) {
      throw new CaseFileError(
        'disk-full',
        `${file} cannot be written: its disk is full. Make room there, or keep the case on another disk (TMPDIR names the folder for temporary files).`,
        { cause: error },
      )
    }
    throw new CaseFileError(
      'case-not-writable',
      `${file} cannot be opened as a case file (${error.code}: ${error.message}). ` +
        'Choose a folder that you may write to.',
      { cause: error },
    )
  }
}

function damaged(file: string, cause: unknown): CaseFileError {
  return new CaseFileError('damaged-case', `${file} is damaged. Remove it and open the traces or captures again.`, {
    cause,
  })
}

/** True for what SQLite throws when a page of an already opened file turns out to be damaged. */
export function isDamage(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError && (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB')
  )
}

/** True for what SQLite throws when there is no room for what it writes. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code === 'SQLITE_FULL'
}
