import { describe, expect, it } from 'vitest'
import { addressText } from '../../../main/net/address.ts'
import { decodeUdp } from '../../../main/net/udp.ts'
import { concat, ipv4Tcp, ipv6Tcp } from '../../support/capture-writer.ts'
import { esp, inIpv4, inIpv6, summed, udp } from '../../support/esp-writer.ts'
import type { UdpFields } from '../../support/esp-writer.ts'
import { carried, decodePacket, payload } from '../../support/ip-packet.ts'

const ipv4 = summed(ipv4Tcp({ from: '10.9.9.9', payload }))
const ipv6 = summed(ipv6Tcp({ payload }))
const outer = ipv4Tcp({})
const transport = (fields: UdpFields = {}, options = {}) =>
  inIpv4(ipv4, 17, udp(esp(6, ipv4.subarray(20), options), fields))

describe('ESP without encryption in UDP', () => {
  it.each([0, 12, 16, 24, 32])('is opened with a check value of %i bytes', (checkValue) => {
    const { segment, isTcp } = decodePacket(transport({}, { checkValue }))
    expect(isTcp).toBe(true)
    expect([carried(segment), segment.wireEnd]).toEqual([[...payload], segment.end])
  })

  it('is of TCP, with its ports and not those of UDP', () => {
    const { segment } = decodePacket(transport())
    expect([segment.protocol, segment.sourcePort, segment.destinationPort]).toEqual([6, 40_000, 443])
    expect(addressText(4, segment.addresses, 0)).toBe('10.9.9.9')
  })

  it.each([
    ['from the port behind a translator', transport({ sourcePort: 61_234 })],
    ['to the port behind a translator', transport({ destinationPort: 61_234 })],
    ['in IPv6', inIpv6(ipv6, 17, udp(esp(6, ipv6.subarray(40))))],
    ['around a whole packet', inIpv4(outer, 17, udp(esp(4, ipv4)))],
    ['around a whole packet of IPv6', inIpv4(outer, 17, udp(esp(41, ipv6)))],
    [
      'in front of bytes of IP that UDP does not count',
      inIpv4(ipv4, 17, concat(udp(esp(6, ipv4.subarray(20))), new Uint8Array(6))),
    ],
  ])('is opened %s', (_name, packet) => {
    const { segment, isTcp } = decodePacket(packet)
    expect(isTcp).toBe(true)
    expect(carried(segment)).toEqual([...payload])
  })

  it('has the addresses of the packet in it', () => {
    const { segment } = decodePacket(inIpv4(outer, 17, udp(esp(4, ipv4))))
    expect(addressText(4, segment.addresses, 0)).toBe('10.9.9.9')
  })

  const changed = (at: number, ...values: readonly number[]) => {
    const packet = transport()
    packet.set(values, at)
    return packet
  }
  it.each([
    ['of other ports', transport({ sourcePort: 4_501, destinationPort: 500 })],
    ['with the marker of IKE', changed(28, 0, 0, 0, 0)],
    ['that keeps the way open', inIpv4(ipv4, 17, udp(Uint8Array.of(0xff)))],
    ['that is empty', inIpv4(ipv4, 17, udp(new Uint8Array(0)))],
    ['that is cut in its header', inIpv4(ipv4, 17, udp(new Uint8Array(0)).subarray(0, 5))],
    ['with a wrong checksum of TCP', changed(36 + 8, 0xff)],
    ['with a length that is too short', transport({ length: 60 })],
    ['with a length beyond the end', transport({ length: 0xffff })],
    ['with a length of 0', transport({ length: 0 })],
  ])('leaves a datagram %s as it is', (_name, packet) => {
    const { answer, segment } = decodePacket(packet)
    expect([answer, segment.protocol, segment.start]).toEqual(['payload', 17, 20])
  })

  it('leaves a datagram whose end was not recorded', () => {
    const packet = transport()
    const { segment, isTcp } = decodePacket(packet, packet.length - 1)
    expect([isTcp, segment.protocol]).toEqual([false, 17])
    expect(decodeUdp(segment)).toBe(true)
    expect(segment.sourcePort).toBe(4_500)
  })

  it('is not seen in what is encrypted', () => {
    let state = 1
    const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24
    for (let run = 0; run < 5_000; run++) {
      const body = Uint8Array.from({ length: 64 + (run % 4) * 4 }, random)
      for (const checkValue of [0, 12, 16, 24, 32]) body.set([0, run % 2 === 0 ? 6 : 4], body.length - checkValue - 2)
      expect(decodePacket(inIpv4(ipv4, 17, udp(body))).segment.protocol).toBe(17)
    }
  })
})
