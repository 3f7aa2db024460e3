import { expect, it } from 'vitest'
import type { Note } from '../../../../preload/contract/note.ts'
import { placeWords, subjectsOf } from '../../../../renderer/state/note-subjects.ts'
import { standInConnections } from '../../../support/stand-in-case.ts'

const detail = standInConnections()[0]!.detail

it('offers what is shown, the smallest thing first', () => {
  const kinds = (...given: Parameters<typeof subjectsOf>): string[] =>
    subjectsOf(...given).map(({ subject }) => subject.on)
  expect(kinds({ connection: undefined, detail: undefined, message: undefined, bytes: undefined })).toEqual(['case'])
  expect(kinds({ connection: 1, detail, message: undefined, bytes: { start: 0, end: 4 } })).toEqual([
    'connection',
    'case',
  ])
  expect(kinds({ connection: 1, detail, message: 1, bytes: undefined })).toEqual(['message', 'connection', 'case'])
  expect(kinds({ connection: 1, detail, message: 1, bytes: { start: 4, end: 4 } })).toEqual([
    'message',
    'connection',
    'case',
  ])
  expect(kinds({ connection: 1, detail, message: 999, bytes: undefined })).toEqual(['connection', 'case'])
  expect(subjectsOf({ connection: 1, detail, message: 1, bytes: { start: 4, end: 6 } })[0]).toEqual({
    subject: { on: 'bytes', connection: detail.row.id, n: 1, legs: [1, 101], start: 4, end: 6 },
    words: 'Its bytes 4–5',
  })
})

it('offers a connection that was chosen and is not there yet, and never the one before', () => {
  expect(subjectsOf({ connection: 7, detail: undefined, message: undefined, bytes: undefined })).toEqual([
    { subject: { on: 'connection', connection: 7 }, words: 'This connection' },
    { subject: { on: 'case' }, words: 'The whole case' },
  ])
})

const note: Note = {
  id: 1,
  letter: 'A',
  on: 'bytes',
  about: '',
  connection: 1,
  n: 2,
  range: [3, 4],
  text: '',
  madeMs: 0,
  changedMs: 0,
}

it.each<[Partial<Note>, string]>([
  [{}, 'byte 3 of message 2'],
  [{ range: null }, 'message 2'],
  [{ n: null, range: null }, 'its message is not shown any more'],
  [{ on: 'connection', n: null, range: null }, 'the connection'],
  [{ on: 'case', connection: null }, 'the case'],
  [{ connection: null }, 'not among these files'],
])('says where %j is', (more, words) => {
  expect(placeWords({ ...note, ...more })).toBe(words)
})
