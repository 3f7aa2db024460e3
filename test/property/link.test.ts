import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeIp } from '../../main/net/ip.ts'
import { FragmentStore } from '../../main/net/ip-fragments.ts'
import { NO_IP, NOT_UNDERSTOOD } from '../../main/net/layer.ts'
import { linkDecoder } from '../../main/net/link.ts'
import { decodeTcp } from '../../main/net/tcp.ts'
import { decodeUdp } from '../../main/net/udp.ts'
import { concat, ipv4Tcp } from '../support/capture-writer.ts'
import { esp, inIpv4, summed, udp } from '../support/esp-writer.ts'
import { segmentOf } from '../support/ip-packet.ts'
import { WRAPPINGS } from '../support/rewrap.ts'

/** LINKTYPE numbers with a decoder. */
const LINK_TYPES = Array.from({ length: 512 }, (_, linkType) => linkType).filter((linkType) => linkDecoder(linkType))
const ip = ipv4Tcp({ payload: new Uint8Array(40) })

/** Bytes with some of them changed, and cut. */
const damaged = (whole: Uint8Array) =>
  fc
    .tuple(
      fc.nat(whole.length),
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
    )
    .map(([length, changes]) => {
      const bytes = whole.slice()
      for (const [at, value] of changes) bytes[at] = value
      return bytes.subarray(0, length)
    })

/** Reads the packet as a capture's is read, with other bytes on both sides of it. */
function read(linkType: number, packet: Uint8Array): void {
  const bytes = concat(new Uint8Array(3).fill(0x45), packet, new Uint8Array(70).fill(0x45))
  const end = 3 + packet.length
  const at = linkDecoder(linkType)?.(bytes, 3, end) ?? NO_IP
  expect(Number.isSafeInteger(at)).toBe(true)
  if (at < 0) expect([NO_IP, NOT_UNDERSTOOD]).toContain(at)
  else expect(at).toBeGreaterThanOrEqual(3)
  if (at < 0) return
  const segment = segmentOf(bytes, end, end)
  segment.start = at
  if (decodeIp(segment, new FragmentStore()) !== 'payload') return
  const isRead = segment.protocol === 6 ? decodeTcp(segment) : segment.protocol === 17 && decodeUdp(segment)
  if (isRead && segment.bytes === bytes) {
    expect(segment.start).toBeGreaterThanOrEqual(at)
    expect(segment.end).toBeLessThanOrEqual(end)
  }
}

describe('every link', () => {
  it('is one of those that the wrappings are made of', () => {
    expect(LINK_TYPES).toEqual(expect.arrayContaining(Object.values(WRAPPINGS).map(({ linkType }) => linkType)))
  })

  it('is read without an error, whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LINK_TYPES), fc.uint8Array({ maxLength: 90 }), (linkType, bytes) => {
        read(linkType, bytes)
      }),
      { numRuns: 3_000 },
    )
  })

  it.each(Object.entries(WRAPPINGS))('is read without an error, whatever is changed and cut: %s', (_name, wrapping) => {
    const whole = wrapping.wrap(ip, 1)[0] ?? ip
    fc.assert(
      fc.property(damaged(whole), (bytes) => {
        read(wrapping.linkType, bytes)
      }),
      { numRuns: 60 },
    )
  })

  it('carries ESP in UDP that is read without an error, whatever is changed and cut', () => {
    const packet = summed(ipv4Tcp({ payload: new Uint8Array(40) }))
    fc.assert(
      fc.property(damaged(inIpv4(packet, 17, udp(esp(6, packet.subarray(20))))), (bytes) => {
        read(101, bytes)
      }),
      { numRuns: 2_000 },
    )
  })
})
