import { expect, it } from 'vitest'
import { decodeIcmpError } from '../../../main/net/icmp.ts'
import { Segment } from '../../../main/net/segment.ts'
import { concat, ipv4Tcp, ipv6Tcp } from '../../support/capture-writer.ts'

function decode(ipVersion: number, bytes: Uint8Array) {
  const segment = new Segment()
  segment.ipVersion = ipVersion
  segment.bytes = bytes
  segment.end = bytes.length
  const text = decodeIcmpError(segment)
  return text === undefined ? undefined : `${segment.sourcePort} ${segment.destinationPort} ${text}`
}
const quoted4 = ipv4Tcp({ sourcePort: 5, destinationPort: 6 }).subarray(0, 28)
const quoted6 = ipv6Tcp({ sourcePort: 5, destinationPort: 6 }).subarray(0, 48)

it.each([
  [
    4,
    Uint8Array.of(3, 13, 0, 0, 0, 0, 0, 0),
    quoted4,
    'communication administratively prohibited (ICMP type 3, code 13)',
  ],
  [
    4,
    Uint8Array.of(3, 4, 0, 0, 0, 0, 5, 0),
    quoted4,
    'packet too large, and not to be fragmented, 1280 bytes at most (ICMP type 3, code 4)',
  ],
  [4, Uint8Array.of(12, 9, 0, 0, 0, 0, 0, 0), quoted4, 'error (ICMP type 12, code 9)'],
  [6, Uint8Array.of(2, 0, 0, 0, 0, 0, 5, 0), quoted6, 'packet too large, 1280 bytes at most (ICMP type 2, code 0)'],
])('reads an error about a packet of TCP (IPv%i)', (version, header, quoted, text) => {
  const bytes = concat(header, quoted)
  expect(decode(version, bytes)).toBe(`5 6 ${text}`)
  for (let cut = 0; cut < bytes.length; cut++) expect(decode(version, bytes.subarray(0, cut))).toBeUndefined()
})

it('passes over what is no error, not about TCP, or a later fragment', () => {
  const echo = Uint8Array.of(8, 0, 0, 0, 0, 0, 0, 0)
  const error = Uint8Array.of(3, 1, 0, 0, 0, 0, 0, 0)
  const udp = quoted4.slice()
  udp[9] = 17
  const fragment = quoted4.slice()
  fragment[7] = 9
  for (const bytes of [concat(echo, quoted4), concat(error, udp), concat(error, fragment), concat(error, quoted6)])
    expect(decode(4, bytes)).toBeUndefined()
})
