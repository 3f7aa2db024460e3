import { expect, it } from 'vitest'
import { decodeIp } from '../../../main/net/ip.ts'
import { FragmentStore } from '../../../main/net/ip-fragments.ts'
import { decodeUdp } from '../../../main/net/udp.ts'
import { ipv4Udp } from '../../support/datagram-writer.ts'
import { carried, segmentOf } from '../../support/ip-packet.ts'

/** With the UDP length set to `length`, and `captured` bytes of it recorded. */
function decoded(length?: number, captured?: number) {
  const packet = ipv4Udp([1, 2, 3])
  if (length !== undefined) packet.set([length >>> 8, length & 255], 24)
  const segment = segmentOf(packet, captured)
  expect(decodeIp(segment, new FragmentStore())).toBe('payload')
  return { isUdp: decodeUdp(segment), segment }
}

it('leaves ports and payload', () => {
  const { isUdp, segment } = decoded()
  expect(isUdp).toBe(true)
  expect([segment.sourcePort, segment.destinationPort, ...carried(segment)]).toEqual([50_000, 4_433, 1, 2, 3])
  expect(carried(decoded(10).segment)).toEqual([1, 2])
  expect(carried(decoded(0).segment)).toEqual([1, 2, 3])
})

it('refuses lengths that lie and headers that are cut', () => {
  expect(decoded(7).isUdp).toBe(false)
  expect(decoded(12).isUdp).toBe(false)
  expect(decoded(undefined, 27).isUdp).toBe(false)
  const { isUdp, segment } = decoded(undefined, 29)
  expect(isUdp).toBe(true)
  expect([carried(segment), segment.wireEnd]).toEqual([[1], 31])
})
