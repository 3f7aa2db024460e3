import { expect, test } from 'vitest'
import { placeInHandshake } from '../../../../../renderer/view/source/place-in-handshake.ts'

const record = { first: 10, last: 14, source: 1, connection: 3, message: 2, holds: true }

test.each([
  [undefined, ''],
  [null, 'belongs to no connection'],
  [{ ...record, connection: null }, 'belongs to no connection'],
  [{ ...record, message: null }, 'connection 3, before its first message'],
  [record, 'connection 3, message 2'],
  [{ ...record, holds: false }, 'connection 3, after message 2'],
])('%j', (at, words) => {
  expect(placeInHandshake(at)).toBe(words)
})
