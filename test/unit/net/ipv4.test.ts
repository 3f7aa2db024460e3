import { describe, expect, it } from 'vitest'
import { addressText } from '../../../main/net/address.ts'
import { decodeIpv4 } from '../../../main/net/ipv4.ts'
import { FragmentStore } from '../../../main/net/ip-fragments.ts'
import { concat, ipv4Tcp } from '../../support/capture-writer.ts'
import { carried, decodePacket, payload, segmentOf } from '../../support/ip-packet.ts'

describe('decodeIpv4', () => {
  it('leaves addresses and payload of IPv4', () => {
    const { segment, isTcp } = decodePacket(
      ipv4Tcp({
        from: '10.1.2.3',
        to: '200.4.5.6',
        sourcePort: 1,
        destinationPort: 65_535,
        sequence: 0xffffffff,
        payload,
      }),
    )
    expect(isTcp).toBe(true)
    expect(addressText(4, segment.addresses, 0)).toBe('10.1.2.3')
    expect(addressText(4, segment.addresses, 4)).toBe('200.4.5.6')
    expect(segment).toMatchObject({ sourcePort: 1, destinationPort: 65_535, sequence: -1 })
    expect(carried(segment)).toEqual([...payload])
  })

  it('skips IPv4 options', () => {
    const plain = ipv4Tcp({ payload })
    const packet = concat(plain.subarray(0, 20), new Uint8Array(8).fill(1), plain.subarray(20))
    packet[0] = 0x47
    packet[3] = packet.length
    expect(carried(decodePacket(packet).segment)).toHaveLength(payload.length)
    expect(decodePacket(packet).isTcp).toBe(true)
  })

  it('cuts off padding behind the datagram', () => {
    const packet = ipv4Tcp({ payload })
    const { segment } = decodePacket(concat(packet, new Uint8Array(9)))
    expect(carried(segment)).toEqual([...payload])
    expect(segment.wireEnd).toBe(packet.length)
  })

  it('takes all there is when the total length is 0 (segmentation offload)', () => {
    const packet = ipv4Tcp({ payload })
    packet.fill(0, 2, 4)
    expect(carried(decodePacket(packet).segment)).toEqual([...payload])
  })

  it('knows how long a packet was that the recorder cut', () => {
    const packet = ipv4Tcp({ payload })
    const { segment } = decodePacket(packet, packet.length - 10, packet.length)
    expect(segment.end - segment.start).toBe(payload.length - 10)
    expect(segment.wireEnd - segment.start).toBe(payload.length)
    const headless = decodePacket(packet, 36, packet.length)
    expect(headless.isTcp).toBe(true)
    expect(headless.segment.end - headless.segment.start).toBe(0)
    expect(headless.segment.wireEnd - headless.segment.start).toBe(payload.length)
  })

  it('asks no more than a cut packet holds', () => {
    const packet = ipv4Tcp({ payload })
    for (let length = 0; length < packet.length; length++) {
      const answer = decodeIpv4(segmentOf(packet.subarray(0, length)), new FragmentStore())
      expect(answer).toBe(length < 20 ? 'not-understood' : 'payload')
    }
  })
})
