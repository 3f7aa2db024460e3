import { describe, expect, it } from 'vitest'
import { addressText } from '../../../main/net/address.ts'
import { decodeIpv6 } from '../../../main/net/ipv6.ts'
import { FragmentStore } from '../../../main/net/ip-fragments.ts'
import { concat, ipv6Tcp } from '../../support/capture-writer.ts'
import { carried, decodePacket, payload, segmentOf } from '../../support/ip-packet.ts'

describe('decodeIpv6', () => {
  it('goes through the extension headers of IPv6', () => {
    const hopByHop = Uint8Array.of(60, 0, 1, 4, 0, 0, 0, 0)
    const destination = Uint8Array.of(6, 1, ...new Uint8Array(14))
    const { segment, isTcp } = decodePacket(ipv6Tcp({ payload }, concat(hopByHop, destination), 0))
    expect(isTcp).toBe(true)
    expect(addressText(6, segment.addresses, 4)).toBe('::2')
    expect(carried(segment)).toEqual([...payload])
  })

  it('asks no more than a cut packet holds', () => {
    const packet = ipv6Tcp({ payload }, Uint8Array.of(6, 0, 1, 4, 0, 0, 0, 0), 0)
    for (let length = 0; length < packet.length; length++) {
      const answer = decodeIpv6(segmentOf(packet.subarray(0, length)), new FragmentStore())
      expect(answer).toBe(length < 48 ? 'not-understood' : 'payload')
    }
  })
})
