import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { APPLICATION_ID, CASE_VERSION, CaseFileError, openForReading, openForWriting } from '../../../db/open.ts'
import { aLeg, putLegs, temporaryFolder } from '../../support/case-fixture.ts'

function codeOf(open: () => unknown): string | undefined {
  try {
    open()
  } catch (error) {
    if (error instanceof CaseFileError) return error.code
    throw error
  }
  return undefined
}

describe('a case file', () => {
  it('is created with its version and its application id, and opened again as it is', () => {
    const file = join(temporaryFolder(), 'a b "c" 🔑.gskope')
    const first = openForWriting(file)
    expect(first.db.pragma('user_version', { simple: true })).toBe(CASE_VERSION)
    expect(first.db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID)
    expect(first.db.pragma('journal_mode', { simple: true })).toBe('wal')
    putLegs(first, aLeg())
    first.db.close()
    const again = openForWriting(file)
    expect(again.db.prepare('SELECT count(*) FROM leg').pluck().get()).toBe(1)
    again.db.close()
  })

  it('has STRICT tables only', () => {
    const index = openForWriting(join(temporaryFolder(), 'x.gskope'))
    const loose = index.db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      )
      .all()
    expect(loose).toStrictEqual([])
    index.db.close()
  })

  it('cannot be written to by a reader', () => {
    const file = join(temporaryFolder(), 'x.gskope')
    openForWriting(file).db.close()
    const reader = openForReading(file)
    expect(() => reader.db.exec("INSERT INTO case_fact VALUES ('a', 'b')")).toThrow(/readonly/)
    reader.db.close()
  })

  it('of a newer version is refused and left as it is', () => {
    const file = join(temporaryFolder(), 'x.gskope')
    const index = openForWriting(file)
    index.db.pragma(`user_version = ${CASE_VERSION + 1}`)
    index.db.close()
    const before = readFileSync(file)
    expect(codeOf(() => openForWriting(file))).toBe('newer-case')
    expect(codeOf(() => openForReading(file))).toBe('newer-case')
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it.each([
    ['writing', openForWriting],
    ['reading', openForReading],
  ] as const)('that is none is refused for %s, and not touched', (_how, open) => {
    const text = join(temporaryFolder(), 'notes.gskope')
    writeFileSync(text, 'just a text, long enough to have a header in it '.repeat(40))
    expect(codeOf(() => open(text))).toBe('not-a-case')
    const foreign = join(temporaryFolder(), 'other.gskope')
    const db = new Database(foreign)
    db.exec('CREATE TABLE t (a)')
    db.close()
    const before = readFileSync(foreign)
    expect(codeOf(() => open(foreign))).toBe('not-a-case')
    expect(readFileSync(foreign).equals(before)).toBe(true)
  })

  it('that was cut or overwritten is told to be damaged', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'x.gskope')
    openForWriting(file).db.close()
    const cut = join(folder, 'cut.gskope')
    copyFileSync(file, cut)
    truncateSync(cut, 8_192)
    expect(codeOf(() => openForReading(cut))).toBe('damaged-case')
    expect(codeOf(() => openForWriting(cut))).toBe('damaged-case')
  })

  it('in a folder that does not exist is told so', () => {
    expect(codeOf(() => openForWriting(join(temporaryFolder(), 'no', 'x.gskope')))).toBe('case-not-writable')
  })
})
