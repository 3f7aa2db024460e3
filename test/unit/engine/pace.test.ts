import { expect, it } from 'vitest'
import { Pace } from '../../../main/engine/pace.ts'

/** Work at so many rows a millisecond. */
function worked(rate: (piece: number) => number, pieces: number): number[] {
  let now = 0
  const pace = new Pace(() => now)
  const rows: number[] = []
  for (let piece = 0; piece < pieces; piece++) {
    rows.push(pace.rows)
    pace.piece(() => (now += pace.rows / rate(piece)))
  }
  return rows
}

it('takes larger pieces as long as they are quick, and no larger than there is use for', () => {
  expect(worked(() => 1_000, 6)).toEqual([1_000, 2_000, 4_000, 4_000, 4_000, 4_000])
  expect(worked(() => 1_000_000, 12).at(-1)).toBe(64_000)
})

it('takes smaller ones where the machine got slower, and goes on however slow it is', () => {
  expect(worked((piece) => (piece < 3 ? 1_000 : 200), 7)).toEqual([1_000, 2_000, 4_000, 4_000, 2_000, 1_000, 1_000])
  expect(worked(() => 1, 3)).toEqual([1_000, 1_000, 1_000])
})

it('gives what the work gives', () => {
  expect(new Pace().piece(() => 'done')).toBe('done')
})
