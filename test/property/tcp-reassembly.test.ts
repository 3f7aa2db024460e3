import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TcpRecorder } from '../support/tcp-recorder.ts'

const LENGTH = 60
/** Without the question mark, which stands for a byte that is missing. */
const letters = Array.from({ length: LENGTH }, (_, index) => String.fromCharCode(64 + index)).join('')

/** Pieces that cover everything, more of them at random places, in any order, some of them cut by the recorder. */
const pieces = fc
  .record({
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: LENGTH - 1 }), { maxLength: 8 }),
    extra: fc.array(fc.tuple(fc.nat(LENGTH - 1), fc.integer({ min: 1, max: 20 })), { maxLength: 6 }),
    order: fc.array(fc.nat(), { minLength: 15, maxLength: 15 }),
  })
  .map(({ cuts, extra, order }) => {
    const ends = [...cuts, LENGTH].sort((one, other) => one - other)
    const covering = ends.map((end, index): [number, number] => [ends[index - 1] ?? 0, end])
    const more = extra.map(([at, length]): [number, number] => [at, Math.min(LENGTH, at + length)])
    return [...covering, ...more]
      .map((range, index) => ({ range, key: order[index] ?? 0 }))
      .sort((one, other) => one.key - other.key)
      .map(({ range }) => range)
  })

describe('TCP reassembly', () => {
  it('gives every byte once and in order, whatever the order of segments', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 0, max: 0xffffffff }), (ranges, isn) => {
        const recorder = new TcpRecorder()
        recorder.send(0, { sequence: isn, flags: 2 })
        for (const [from, to] of ranges) recorder.send(0, { sequence: isn + 1 + from, text: letters.slice(from, to) })
        expect(recorder.text(0)).toBe(letters)
        expect(recorder.lines.filter((line) => line.includes('conflict') || line.includes('gap'))).toEqual([])
        recorder.stream.finish()
        expect(recorder.memory.used).toBe(0)
      }),
      { numRuns: 500 },
    )
  })

  it('names every byte that is missing, with its place, and keeps all others', () => {
    fc.assert(
      fc.property(pieces, fc.array(fc.nat(20), { maxLength: 5 }), fc.boolean(), (ranges, dropped, acknowledges) => {
        const kept = ranges.filter((_, index) => !dropped.includes(index))
        const recorder = new TcpRecorder()
        recorder.send(0, { sequence: 0, flags: 2 })
        for (const [from, to] of kept) recorder.send(0, { sequence: 1 + from, text: letters.slice(from, to) })
        if (acknowledges)
          for (let packets = 0; packets < 40; packets++) recorder.send(1, { sequence: 9, acknowledgment: 1 + LENGTH })
        recorder.stream.finish()
        const there = new Set(
          kept.flatMap(([from, to]) => Array.from({ length: to - from }, (_, index) => from + index)),
        )
        const expected = letters
          .split('')
          .map((letter, index) => (there.has(index) ? letter : '?'))
          .join('')
        const whole = acknowledges ? expected : expected.replace(/\?+$/, '')
        // One byte at the end may as well be a FIN that was not recorded.
        const unsure = acknowledges && !there.has(LENGTH - 1) && there.has(LENGTH - 2)
        expect(recorder.text(0)).toBe(unsure ? whole.slice(0, -1) : whole)
      }),
      { numRuns: 500 },
    )
  })

  it('holds bounded memory, and throws at nothing, whatever the numbers are', () => {
    const segment = fc.record({
      sequence: fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 300 })),
      acknowledgment: fc.option(fc.integer({ min: 0, max: 0xffffffff }), { nil: undefined }),
      flags: fc.integer({ min: 0, max: 255 }),
      text: fc.string({ maxLength: 30, unit: 'grapheme-ascii' }),
      cut: fc.nat(3),
      direction: fc.constantFrom(0 as const, 1 as const),
    })
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 60 }), (segments) => {
        const recorder = new TcpRecorder(3_000)
        for (const { direction, ...sketch } of segments) {
          recorder.send(direction, sketch)
          expect(recorder.memory.used).toBeLessThanOrEqual(3_000)
        }
        recorder.stream.finish()
        expect(recorder.memory.used).toBe(0)
      }),
      { numRuns: 500 },
    )
  })
})
