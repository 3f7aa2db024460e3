import { describe, expect, it } from 'vitest'
import { OpenVpnPackets } from '../../../main/tls/openvpn-packets.ts'
import { type Bytes, filled, u16, u32 } from '../../support/tls-bytes.ts'

const AUTHENTICATION = 40
const CONTROL = 0x20

function packet(opcode: number, message: number, content: Bytes, acks = 0): number[] {
  const acknowledged = [acks, ...filled(4 * acks, 1), ...(acks > 0 ? filled(8, 2) : [])]
  const body = [opcode, ...filled(8, 7), ...filled(AUTHENTICATION, 0x5a), ...acknowledged, ...u32(message), ...content]
  return [...u16(body.length), ...body]
}

const acknowledgment = [...u16(62), 0x28, ...filled(61, 9)]
const stream = [
  ...packet(0x38, 0, []),
  ...packet(CONTROL, 1, [0x16, 3, 1]),
  ...acknowledgment,
  ...packet(CONTROL, 1, [0x16, 3, 1]),
  ...packet(CONTROL, 2, filled(300, 5), 3),
  ...[0, 0],
  ...packet(0x30, 0, filled(40, 0x16)),
  ...packet(CONTROL | 1, 3, [0x99]),
  ...packet(CONTROL, 3, [7, 8], 8),
]
const content = [0x16, 3, 1, ...filled(300, 5), 7, 8]

function read(bytes: Uint8Array, size: number, packets = new OpenVpnPackets(AUTHENTICATION)): number[] {
  const taken: number[] = []
  for (let at = 0; at < bytes.length; at += size)
    packets.push(
      bytes,
      at,
      Math.min(bytes.length, at + size),
      (start, end) => void taken.push(...bytes.subarray(start, end)),
    )
  return taken
}

describe('OpenVpnPackets', () => {
  it.each([1, 2, 3, 7, 61, 500, 5_000])('takes what control packets hold, once each, in pieces of %i bytes', (size) => {
    expect(read(Uint8Array.from(stream), size)).toEqual(content)
  })

  it('a gap inside a packet keeps the place, a longer one or one in a header gives it up', () => {
    const first = packet(CONTROL, 1, filled(100, 5))
    const second = packet(CONTROL, 2, [1, 2])
    for (const [from, missing, rest] of [
      [100, 20, [...filled(36, 5), 1, 2]],
      [100, 56, [1, 2]],
      [100, 57, []],
      [30, 10, []],
    ] as const) {
      const packets = new OpenVpnPackets(AUTHENTICATION)
      read(Uint8Array.from(first.slice(0, from)), 1_000, packets)
      packets.gap(missing)
      const bytes = [...first, ...second].slice(from + missing)
      expect(read(Uint8Array.from(bytes), 1_000, packets)).toEqual(rest)
    }
  })

  it('takes any bytes', () => {
    for (let seed = 1; seed < 200; seed++) {
      let state = seed
      const bytes = Uint8Array.from(
        { length: 400 },
        () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 24,
      )
      expect(read(bytes, 1)).toEqual(read(bytes, 400))
    }
  })
})
