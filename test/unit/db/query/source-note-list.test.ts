import { expect, it } from 'vitest'
import { prepareSourceNotes } from '../../../../db/query/source-note-list.ts'
import { prepareSettingWriter } from '../../../../db/write/setting-rows.ts'
import { prepareSourceWriter } from '../../../../db/write/source-row.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

it('gives the notes of a source, and nothing else that is kept beside them', () => {
  const index = emptyCase()
  const sources = prepareSourceWriter(index)
  const source = sources.insert('/data/capture', 'capture', 9)
  const other = sources.insert('/data/other', 'other', 9)
  const row = { line: 0, offset: 20, length: 7 }
  const writer = prepareSettingWriter(index)
  writer.write(source, [
    { position: 0, kind: 'note', name: 'packet 3', json: '{"text":"here"}', ...row },
    { position: 1, kind: 'TTLSRule', name: 'A', json: '{}', ...row },
    { position: 2, kind: 'note', name: 'section', json: '{}', ...row },
  ])
  writer.write(other, [{ position: 0, kind: 'note', name: 'section', json: '{"text":"there"}', ...row }])
  const notes = prepareSourceNotes(index)
  expect(notes(source, 10)).toEqual([
    { about: 'packet 3', text: 'here' },
    { about: 'section', text: '' },
  ])
  expect(notes(source, 1)).toHaveLength(1)
  expect(notes(99, 10)).toEqual([])
})

it('is served by the primary key', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareSourceNotes(index))
  expect(queryPlan(index, sql, 1, 2, 'note', 1)).toBe('SEARCH setting USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)')
})
