import { expect, it } from 'vitest'
import { recordInside } from '../../../main/tls/record-inside.ts'

it.each([
  [
    [22, 3, 1, 2, 0, 1, 0, 1, 252],
    [22, 3, 1, 2, 0, 1],
  ],
  [
    [23, 3, 3, 0, 40, 7],
    [23, 3, 3, 0, 40, 7],
  ],
  [[22, 3, 1, 2, 0], undefined],
  [[22, 2, 1, 2, 0, 1], undefined],
  [[71, 69, 84, 32, 47, 32], undefined],
  [[], undefined],
])('%j begins like %j', (bytes, expected) => {
  expect(recordInside(Uint8Array.from(bytes))).toEqual(expected === undefined ? undefined : Uint8Array.from(expected))
})
