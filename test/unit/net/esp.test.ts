import { describe, expect, it } from 'vitest'
import { addressText } from '../../../main/net/address.ts'
import { ipv4Tcp, ipv6Tcp, concat } from '../../support/capture-writer.ts'
import { esp, inIpv4 as wrapInIpv4, inIpv6 as wrapInIpv6, summed } from '../../support/esp-writer.ts'
import { carried, decodePacket, payload } from '../../support/ip-packet.ts'

const zeros = (length: number) => new Uint8Array(length)

const inIpv4 = (header: Uint8Array, body: Uint8Array) => wrapInIpv4(header, 50, body)
const inIpv6 = (header: Uint8Array, body: Uint8Array) => wrapInIpv6(header, 50, body)

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
