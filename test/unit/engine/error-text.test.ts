import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { errorText } from '../../../main/engine/error-text.ts'

it('a database that has no room says what to do', () => {
  const db = new Database(':memory:')
  db.exec('CREATE TABLE t (text)')
  db.pragma('max_page_count = 4')
  const fill = (): unknown => db.prepare('INSERT INTO t VALUES (zeroblob(1000000))').run()
  expect(fill).toThrow(/full/)
  try {
    fill()
  } catch (error) {
    expect(errorText(error)).toMatch(/disk .* is full.*Make room, or keep the case on another disk.*TMPDIR/)
  }
})

it('so does a folder that cannot be made on a full disk; anything else is told in its own words', () => {
  expect(errorText(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' }))).toMatch(/Make room/)
  expect(errorText(new Error('its own words'))).toBe('its own words')
  expect(errorText('thrown as a text')).toBe('thrown as a text')
})
