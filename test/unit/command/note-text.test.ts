import { expect, it } from 'vitest'
import { noteText } from '../../../main/command/note-text.ts'
import { paintFor } from '../../../main/command/paint.ts'
import type { Note } from '../../../preload/contract/note.ts'

const plain = paintFor({ isTTY: false }, {})
const note: Note = {
  id: 1,
  letter: 'A',
  on: 'connection',
  about: '10.1.0.2 → tn3270.example:992',
  connection: 3,
  n: null,
  range: null,
  text: 'Fails since Monday.',
  madeMs: 0,
  changedMs: 0,
}

it.each<[Partial<Note>, string]>([
  [{}, '      note A on this connection: Fails since Monday.\n'],
  [{ on: 'message', n: 2 }, '      note A on message 2: Fails since Monday.\n'],
  [{ on: 'bytes', n: 2, range: [4, 6] }, '      note A on message 2, bytes 4 to 5: Fails since Monday.\n'],
  [{ on: 'case', connection: null }, '      note A on the case: Fails since Monday.\n'],
  [{ connection: null }, '      note A on 10.1.0.2 → tn3270.example:992: Fails since Monday.\n'],
  [{ text: 'one\r\ntwo\u001b[31m' }, '      note A on this connection: one\n        two'],
])('says where %j is, and shows no control characters', (more, expected) => {
  const text = noteText({ ...note, ...more }, plain)
  expect(text.startsWith(expected)).toBe(true)
  expect(text).not.toContain('\u001b')
})
