import { expect, it } from 'vitest'
import { ipnet } from '../../../main/net/ipnet.ts'
import { NOT_UNDERSTOOD } from '../../../main/net/layer.ts'

it('finds IP behind the header of 24 bytes, of version 1 alone', () => {
  const bytes = new Uint8Array(30)
  bytes[0] = 1
  expect(ipnet(bytes, 0, 30)).toBe(24)
  expect(ipnet(bytes, 0, 23)).toBe(NOT_UNDERSTOOD)
  bytes[0] = 2
  expect(ipnet(bytes, 0, 30)).toBe(NOT_UNDERSTOOD)
})
