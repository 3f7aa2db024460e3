import { describe, expect, it } from 'vitest'
import { addressText } from '../../../main/net/address.ts'
import { ipv4Tcp, ipv6Tcp, concat } from '../../support/capture-writer.ts'
import { carried, decodePacket, payload } from '../../support/ip-packet.ts'

const zeros = (length: number) => new Uint8Array(length)

/** The packet with the TCP checksum of RFC 9293 §3.1. */
function summed(packet: Uint8Array): Uint8Array {
  const isIpv4 = (packet[0] ?? 0) >>> 4 === 4
  const tcp = packet.subarray(isIpv4 ? 20 : 40)
  const words = concat(packet.subarray(isIpv4 ? 12 : 8, isIpv4 ? 20 : 40), tcp, zeros(tcp.length % 2))
  let sum = 6 + tcp.length
  for (let at = 0; at < words.length; at += 2) sum += ((words[at] ?? 0) << 8) | (words[at + 1] ?? 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  new DataView(tcp.buffer, tcp.byteOffset).setUint16(16, ~sum & 0xffff)
  return packet
}

/** ESP around `body`, padded to whole words and as much more as asked for. */
function esp(next: number, body: Uint8Array, { checkValue = 12, words = 0 } = {}): Uint8Array {
  const padding = ((6 - (body.length % 4)) % 4) + words * 4
  const trailer = Uint8Array.of(...Array.from({ length: padding }, (_, index) => index + 1), padding, next)
  return concat(Uint8Array.of(0, 0, 2, 1, 0, 0, 0, 7), body, trailer, zeros(checkValue).fill(0x9c))
}

function inIpv4(header: Uint8Array, body: Uint8Array): Uint8Array {
  const packet = concat(header.subarray(0, 20), body)
  packet[9] = 50
  new DataView(packet.buffer).setUint16(2, packet.length)
  return packet
}

function inIpv6(header: Uint8Array, body: Uint8Array): Uint8Array {
  const packet = concat(header.subarray(0, 40), body)
  packet[6] = 50
  new DataView(packet.buffer).setUint16(4, body.length)
  return packet
}

const ipv4 = summed(ipv4Tcp({ from: '10.9.9.9', payload }))
const ipv6 = summed(ipv6Tcp({ payload }))
const transport = (options = {}) => inIpv4(ipv4, esp(6, ipv4.subarray(20), options))

describe('ESP without encryption', () => {
  it.each([0, 12, 16, 24, 32])('is opened with a check value of %i bytes', (checkValue) => {
    for (const words of [0, 1, 5]) {
      const { segment, isTcp } = decodePacket(transport({ checkValue, words }))
      expect(isTcp).toBe(true)
      expect(carried(segment)).toEqual([...payload])
      expect(segment.wireEnd).toBe(segment.end)
    }
  })

  it.each([1, 2, 3, 4])('is opened however long the padding: %i bytes of data', (length) => {
    const packet = summed(ipv4Tcp({ payload: payload.subarray(0, length) }))
    const { segment, isTcp } = decodePacket(inIpv4(packet, esp(6, packet.subarray(20))))
    expect(isTcp).toBe(true)
    expect(carried(segment)).toEqual([...payload.subarray(0, length)])
  })

  it('is opened in IPv6 and around whole packets', () => {
    const outer = ipv4Tcp({})
    const packets = [
      inIpv6(ipv6, esp(6, ipv6.subarray(40))),
      inIpv4(outer, esp(4, ipv4)),
      inIpv4(outer, esp(41, ipv6)),
      inIpv6(ipv6, esp(4, ipv4)),
    ]
    for (const packet of packets) {
      const { segment, isTcp } = decodePacket(packet)
      expect(isTcp).toBe(true)
      expect(carried(segment)).toEqual([...payload])
    }
    expect(addressText(4, decodePacket(inIpv4(outer, esp(4, ipv4))).segment.addresses, 0)).toBe('10.9.9.9')
  })

  const changed = (at: number, value: number) => {
    const packet = transport({ words: 1 })
    packet[at < 0 ? packet.length + at : at] = value
    return packet
  }
  it.each([
    ['another next header', changed(-13, 17)],
    ['padding that does not count', changed(-15, 9)],
    ['a padding length beyond the start', changed(-14, 255)],
    ['a wrong checksum', changed(36 + 8, 0xff)],
    ['a data offset that is too short', changed(20 + 8 + 12, 0x40)],
    ['a data offset beyond the end', changed(20 + 8 + 12, 0xf0)],
    ['a check value of another length', transport({ checkValue: 20 })],
    ['a packet in it that is shorter', inIpv4(ipv4, esp(4, concat(ipv4, zeros(4))))],
    ['a packet in it that is longer', inIpv4(ipv4, esp(4, ipv4.subarray(0, ipv4.length - 4)))],
    ['a packet in it of another version', inIpv4(ipv4, esp(41, ipv4))],
    ['nothing in it', inIpv4(ipv4, esp(59, zeros(0)))],
  ])('stays ESP with %s', (_name, packet) => {
    expect(decodePacket(packet)).toMatchObject({ answer: 'payload', isTcp: false })
  })

  it('stays ESP where its end was not recorded', () => {
    const packet = transport()
    expect(decodePacket(packet, packet.length - 1)).toMatchObject({ answer: 'payload', isTcp: false })
    expect(decodePacket(packet, packet.length)).toMatchObject({ isTcp: true })
  })

  it('is not seen in what is encrypted', () => {
    let state = 1
    const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24
    for (let run = 0; run < 20_000; run++) {
      const body = Uint8Array.from({ length: 64 + (run % 4) * 4 }, random)
      // The trailer is made right in every place where it may be.
      for (const checkValue of [0, 12, 16, 24, 32]) body.set([0, run % 2 === 0 ? 6 : 4], body.length - checkValue - 2)
      expect(decodePacket(inIpv4(ipv4, body))).toMatchObject({ answer: 'payload', isTcp: false })
    }
  })
})
