import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { StoredSource } from '../../../db/query/source-list.ts'
import type { StoredTraceNote } from '../../../db/query/trace-note-list.ts'
import { readNoteDetails } from '../../../main/engine/trace-detail.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { MARGINS } from '../../support/listing-form.ts'
import { readListing } from '../../support/read-listing.ts'

const lines = readFileSync(new URL('../../fixture/listing/tls12-server.txt', import.meta.url), 'latin1').split('\n')

it.each([['nothing', (plain: readonly string[]) => plain] as const, ...Object.entries(MARGINS)])(
  'reads the details of each record again, alone, behind %s',
  async (_, put) => {
    const bytes = new Uint8Array(Buffer.from(put(lines).join('\n'), 'latin1'))
    const path = join(temporaryFolder(), 'trace.txt')
    writeFileSync(path, bytes)
    const { records } = readListing(bytes)
    const source = { id: 1, path, encoding: 'utf-8', recordForm: 'lines' } as StoredSource
    const notes = records.map(
      ({ offset, length, description }) => ({ source: 1, offset, length, description }) as StoredTraceNote,
    )
    const details = await readNoteDetails([source], notes)
    expect(records.length).toBeGreaterThan(20)
    expect(details).toEqual(records.map(({ detail }) => detail))
  },
)

it('reads the details of a record whose lines have numbers that are no longer filled up', async () => {
  const copies = Math.ceil(101_000 / lines.length)
  const numbered = Array.from({ length: copies }, () => lines)
    .flat()
    .map((line, at) => `${String((at + 1) * 100).padStart(8, '0')} ${line}`)
  const bytes = new Uint8Array(Buffer.from(numbered.join('\n'), 'latin1'))
  const path = join(temporaryFolder(), 'trace.txt')
  writeFileSync(path, bytes)
  const records = readListing(bytes).records.slice(-40)
  const notes = records.map(
    ({ offset, length, description }) => ({ source: 1, offset, length, description }) as StoredTraceNote,
  )
  const source = { id: 1, path, encoding: 'utf-8', recordForm: 'lines' } as StoredSource
  expect(records.some(({ detail }) => detail.length > 0)).toBe(true)
  expect(await readNoteDetails([source], notes)).toEqual(records.map(({ detail }) => detail))
})
