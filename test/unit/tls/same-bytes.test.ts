import { expect, it } from 'vitest'
import { sameArray, sameBytes } from '../../../main/tls/same-bytes.ts'

const bytes = (length: number, seed: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (at * 7 + seed) & 0xff)

it('gives one array for the same long bytes, wherever they stand', () => {
  const first = sameBytes(bytes(2_000, 1), 0, 2_000)
  expect(first).toStrictEqual(bytes(2_000, 1))
  const shifted = new Uint8Array(2_010)
  shifted.set(bytes(2_000, 1), 10)
  expect(sameBytes(shifted, 10, 2_010)).toBe(first)
})

it('takes an array as it is, unless it has one with the same bytes', () => {
  const first = bytes(1_500, 9)
  expect(sameArray(first)).toBe(first)
  expect(sameArray(bytes(1_500, 9))).toBe(first)
  expect(sameBytes(bytes(1_500, 9), 0, 1_500)).toBe(first)
  const short = bytes(20, 9)
  expect(sameArray(short)).toBe(short)
})

it('tells apart what differs in a byte that the hash does not look at', () => {
  const first = sameBytes(bytes(2_000, 2), 0, 2_000)
  const other = bytes(2_000, 2)
  other[1_999] = (other[1_999] ?? 0) ^ 1
  expect(sameBytes(other, 0, 2_000)).toStrictEqual(other)
  expect(first).toStrictEqual(bytes(2_000, 2))
})

it('copies what is short or very long, and whatever is changed afterwards', () => {
  for (const length of [0, 1, 511, 600, 40_000]) {
    const source = bytes(length, 3)
    const copy = sameBytes(source, 0, length)
    source.fill(0)
    expect(copy).toStrictEqual(bytes(length, 3))
    expect(copy.buffer.byteLength).toBe(length)
  }
})

it('stays right when more than it keeps comes by', () => {
  for (let again = 0; again < 2; again++)
    for (let seed = 0; seed < 1_000; seed++) {
      const source = new Uint8Array(600).fill(seed & 0xff)
      source[0] = seed >> 8
      expect(sameBytes(source, 0, 600)).toStrictEqual(source)
    }
})
