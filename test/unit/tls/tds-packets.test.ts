import { expect, test } from 'vitest'
import { TdsPackets, isTdsPacket } from '../../../main/tls/tds-packets.ts'

const PACKET = [0x12, 0, 0, 11, 0, 0, 1, 0, 0x16, 3, 1]
const LAST = [0x12, 1, 0, 10, 0, 0, 2, 0, 7, 8]
const BARE = [0x17, 3, 3, 0x12, 4]

function contentOf(bytes: Uint8Array, pieces: number): number[] {
  const packets = new TdsPackets()
  const content: number[] = []
  for (let at = 0; at < bytes.length; at += pieces)
    packets.push(bytes, at, Math.min(bytes.length, at + pieces), (start, end) =>
      content.push(...bytes.subarray(start, end)),
    )
  return content
}

test('headers are taken out until records come bare, however the bytes are cut', () => {
  const bytes = Uint8Array.from([...PACKET, ...LAST, ...BARE])
  for (let pieces = 1; pieces <= bytes.length; pieces += 1)
    expect(contentOf(bytes, pieces)).toEqual([0x16, 3, 1, 7, 8, ...BARE])
})

test('a gap inside a packet keeps the place, a longer one gives it up', () => {
  const bytes = Uint8Array.from([...PACKET.slice(0, 9), ...LAST])
  for (const [missing, expected] of [
    [2, [0x16, 7, 8]],
    [9, [0x16, ...LAST]],
  ] as const) {
    const packets = new TdsPackets()
    const content: number[] = []
    const take = (start: number, end: number) => content.push(...bytes.subarray(start, end))
    packets.push(bytes, 0, 9, take)
    packets.gap(missing)
    packets.push(bytes, 9, bytes.length, take)
    expect(content).toEqual(expected)
  }
})

test.each([
  [PACKET, true],
  [PACKET.slice(0, 7), false],
  [PACKET.with(1, 2), false],
  [PACKET.with(3, 8), false],
  [PACKET.with(2, 0x80), false],
  [BARE, false],
])('isTdsPacket %#', (bytes, is) => {
  expect(isTdsPacket(Uint8Array.from(bytes), 0, bytes.length)).toBe(is)
})
