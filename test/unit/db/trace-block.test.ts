import { describe, expect, it } from 'vitest'
import { BLOCK_RECORDS, COLUMN, NONE, TraceBlock } from '../../../db/trace-block.ts'

const HOUR_NS = 3_600_000_000_000

/** Numbers of every width, in each column other ones. */
const NUMBERS: readonly (readonly number[])[] = [
  [7, 7, 7],
  [1_000, 1_255, 1_001],
  [0, 65_535, 3],
  [0, 65_536, 70_000],
  [NONE, 0, 5],
  [NONE, NONE, NONE],
]

function blockOf(times: readonly number[], shift = 0): TraceBlock {
  const block = TraceBlock.empty()
  for (const [at, time] of times.entries()) {
    block.timesOfDay[at] = time
    for (const column of Object.values(COLUMN))
      block.set(at, column, NUMBERS[(column + shift) % NUMBERS.length]?.[at % 3] ?? 0)
  }
  return block
}

describe('TraceBlock', () => {
  it.each([
    ['near each other', [HOUR_NS, HOUR_NS + 1_000, HOUR_NS - 5_000]],
    ['the same', [HOUR_NS, HOUR_NS, HOUR_NS]],
    ['of a whole day', [0, 86_399_999_999_000, HOUR_NS]],
    ['finer than microseconds', [HOUR_NS, HOUR_NS + 1, HOUR_NS + 999]],
    ['a single one', [HOUR_NS]],
  ])('gives back what was put, with times %s', (_, times) => {
    for (let shift = 0; shift < NUMBERS.length; shift++) {
      const block = blockOf(times, shift)
      const read = TraceBlock.of(block.toBytes(times.length), times.length)
      expect([...read.timesOfDay]).toEqual(times)
      for (const column of Object.values(COLUMN))
        for (const at of times.keys()) expect(read.get(at, column)).toBe(block.get(at, column))
    }
  })

  it('stores few bytes for numbers that are near each other', () => {
    const block = TraceBlock.empty()
    for (let at = 0; at < BLOCK_RECORDS; at++) {
      block.timesOfDay[at] = HOUR_NS + at * 1_000
      block.set(at, COLUMN.line, 500_000 + at * 8)
    }
    expect(block.toBytes(BLOCK_RECORDS).length).toBeLessThan(BLOCK_RECORDS * 4 + 200)
  })

  it('is empty where size, widths or count do not fit', () => {
    const bytes = blockOf([1_000, 2_000, 3_000]).toBytes(3)
    for (let length = 0; length < bytes.length; length++)
      expect(TraceBlock.of(bytes.subarray(0, length), 3).count).toBe(0)
    expect(TraceBlock.of(bytes, 2 ** 31).count).toBe(0)
    expect(TraceBlock.of(bytes, BLOCK_RECORDS).count).toBe(0)
    for (let at = 88; at < 99; at++) {
      const damaged = bytes.slice()
      damaged[at] = 3
      expect(TraceBlock.of(damaged, 3).count).toBe(0)
    }
  })
})
