import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { FilterBook, MAX_FILTERS } from '../../../main/engine/filter-book.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'

const failing = { name: 'failing', filter: 'outcome:failed' }
const bank = { name: 'the bank', filter: 'sni:*.bank port:2023' }

it('keeps filters by name, in their order, for whoever opens the same home', () => {
  const home = temporaryFolder()
  const book = new FilterBook(home)
  expect(book.list()).toEqual([])
  book.save({ ...failing, at: null })
  expect(new FilterBook(home).save({ ...bank, at: null })).toEqual([failing, bank])
  expect(book.save({ name: 'failing', filter: 'outcome:failed version<1.2', at: null })).toEqual([
    { name: 'failing', filter: 'outcome:failed version<1.2' },
    bank,
  ])
  expect(book.rename('failing', 'old ones').map(({ name }) => name)).toEqual(['old ones', 'the bank'])
  expect(() => book.rename('old ones', 'the bank')).toThrow('There is a filter "the bank" already.')
  expect(() => book.rename('nobody', 'x')).toThrow('There is no saved filter "nobody".')
  // Deleted and put back where it was.
  expect(book.delete('old ones')).toEqual([bank])
  expect(book.save({ ...failing, at: 0 })).toEqual([failing, bank])
  expect(new FilterBook(home).list()).toEqual([failing, bank])
})

it.each(['{', '[{"name":""}]', '"x"'])('sets a file aside that makes no sense: %s', (text) => {
  const home = temporaryFolder()
  writeFileSync(join(home, 'filters.json'), text)
  const book = new FilterBook(home)
  expect(book.list()).toEqual([])
  expect(book.save({ ...bank, at: null })).toEqual([bank])
  expect(readFileSync(join(home, 'filters.json.damaged'), 'utf8')).toBe(text)
})

it('says so where nothing can be written, and leaves nothing behind', () => {
  const home = join(temporaryFolder(), 'home')
  mkdirSync(join(home, 'filters.json'), { recursive: true })
  expect(() => new FilterBook(home).save({ ...bank, at: null })).toThrow('The filters could not be saved')
  expect(readdirSync(home)).toEqual(['filters.json'])
})

it('has an end', () => {
  const book = new FilterBook(temporaryFolder())
  for (let n = 0; n < MAX_FILTERS; n++) book.save({ name: `${n}`, filter: 'port:1', at: null })
  expect(() => book.save({ ...bank, at: null })).toThrow('delete one first')
  expect(book.save({ name: '7', filter: 'port:2', at: null })).toHaveLength(MAX_FILTERS)
})
