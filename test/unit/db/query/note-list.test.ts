import { expect, it } from 'vitest'
import { prepareNoteById, prepareNoteCount, prepareNoteList } from '../../../../db/query/note-list.ts'
import { prepareLegWriter } from '../../../../db/write/leg-row.ts'
import { prepareNoteWriter } from '../../../../db/write/note-row.ts'
import { removeSourceContent } from '../../../../db/write/remove-source.ts'
import { aLeg, aNote, emptyCase, preparedBy, putLegs, queryPlan } from '../../../support/case-fixture.ts'

it('gives notes with the connection that they are in, the first made first', () => {
  const index = emptyCase()
  expect(prepareNoteList(index)()).toEqual([])
  putLegs(index, aLeg(), aLeg())
  prepareLegWriter(index).join(2, 1, 'time')
  const writer = prepareNoteWriter(index)
  const first = writer.add({ ...aNote, leg: 2, message: 1 })
  const second = writer.add({ ...aNote, key: 'two' })
  expect(prepareNoteList(index)().map(({ id, leg, connection, message }) => [id, leg, connection, message])).toEqual([
    [first, 2, 1, 1],
    [second, null, null, null],
  ])
  expect(prepareNoteById(index)(first)).toEqual({ ...aNote, id: first, leg: 2, message: 1 })
  writer.put({ ...aNote, id: first, leg: 1, text: 'Done.' })
  writer.place(second, 2, null)
  writer.remove(99)
  expect(prepareNoteList(index)().map(({ text, leg }) => [text, leg])).toEqual([
    ['Done.', 1],
    [aNote.text, 2],
  ])
  expect(prepareNoteCount(index)()).toBe(2)
})

it('has no place left where its source goes', () => {
  const index = emptyCase()
  putLegs(index, aLeg())
  const id = prepareNoteWriter(index).add({ ...aNote, leg: 1, message: 1 })
  removeSourceContent(index, 1)
  expect(prepareNoteById(index)(id)).toEqual({ ...aNote, id })
})

it('is served by the primary keys', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareNoteList(index))
  expect(queryPlan(index, sql, 1)).toMatch(/SCAN note.*SEARCH leg USING INTEGER PRIMARY KEY/)
  expect(queryPlan(index, sql, 1)).not.toContain('TEMP B-TREE')
})
