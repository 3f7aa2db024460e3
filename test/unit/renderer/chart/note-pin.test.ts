import { expect, it } from 'vitest'
import { ladderItems } from '../../../../main/presentation/ladder-item.ts'
import { layoutLadder } from '../../../../main/presentation/ladder-layout.ts'
import { ladderPins, lettersText, notedBytes, pinWidth } from '../../../../renderer/chart/note-pin.ts'
import type { Note } from '../../../../preload/contract/note.ts'
import { standInConnections } from '../../../support/stand-in-case.ts'

const note = (id: number, n: number | null, range: [number, number] | null = null): Note => ({
  id,
  letter: String.fromCharCode(64 + id),
  on: n === null ? 'connection' : range ? 'bytes' : 'message',
  about: '',
  connection: 1,
  n,
  range,
  text: `note ${id}`,
  madeMs: 0,
  changedMs: 0,
})

it('shortens many letters, and none to nothing', () => {
  const of = (count: number): string => lettersText(Array.from({ length: count }, (_, i) => note(i + 1, 1)))
  expect([0, 1, 3, 4, 9].map(of)).toEqual(['', 'A', 'A B C', 'A B +2', 'A B +7'])
  expect(pinWidth('A')).toBe(15)
  expect(pinWidth('A B +7')).toBeGreaterThan(40)
})

it('stands at the rows of messages, one pin a row', () => {
  const detail = standInConnections()[0]!.detail
  const { marks } = layoutLadder(ladderItems(detail, 'all'), 900)
  const pins = ladderPins(marks, [note(1, 2), note(2, null), note(3, 2, [0, 4]), note(4, 1), note(5, 999)])
  expect(pins.map(({ key, text }) => [key, text])).toEqual([
    ['message-1', 'D'],
    ['message-2', 'A C'],
  ])
  for (const { key, y } of pins) {
    const mark = marks.find((one) => one.key === key)!
    expect(y).toBeGreaterThanOrEqual(mark.y)
    expect(y + 15).toBeLessThanOrEqual(mark.y + mark.heightPx)
  }
})

it('gives the noted bytes of one message in order', () => {
  const notes = [note(1, 1, [8, 9]), note(2, 1), note(3, 2, [0, 1]), note(4, 1, [0, 4])]
  expect(notedBytes(notes, 1)).toEqual([
    { start: 0, end: 4, letter: 'D', id: 4 },
    { start: 8, end: 9, letter: 'A', id: 1 },
  ])
})
