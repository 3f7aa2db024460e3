import { describe, expect, it } from 'vitest'
import { NOT_UNDERSTOOD, NO_IP } from '../../../main/net/layer.ts'
import { linkDecoder } from '../../../main/net/link.ts'
import { concat, ethernetFrame, ipv4Tcp, ipv6Tcp } from '../../support/capture-writer.ts'

const ip = ipv4Tcp({})
const zeros = (length: number) => new Uint8Array(length)
const snap = (organisation: readonly number[], type: readonly number[]) =>
  Uint8Array.of(0xaa, 0xaa, 0x03, ...organisation, ...type)
const llc = (...header: readonly number[]) => concat(zeros(12), Uint8Array.of(0, 50, ...header), ip)

/** Where IP begins, from a packet that does not begin at byte 0 of the bytes at hand. */
function ipAt(linkType: number, packet: Uint8Array): number {
  const at = linkDecoder(linkType)?.(concat(zeros(7), packet, zeros(3)), 7, 7 + packet.length) ?? Number.NaN
  return at < 0 ? at : at - 7
}

describe('linkDecoder', () => {
  it.each([
    ['Ethernet', 1, ethernetFrame(ip), 14],
    ['Ethernet with IPv6', 1, ethernetFrame(ipv6Tcp({})), 14],
    ['a VLAN tag', 1, ethernetFrame(ip, 0x8100), 18],
    ['stacked VLAN tags', 1, ethernetFrame(ip, 0x88a8, 0x8100, 0x9100), 26],
    ['802.3 with SNAP', 1, llc(...snap([0, 0, 0], [8, 0])), 22],
    ['802.3 with the SNAP of 802.1H', 1, llc(...snap([0, 0, 0xf8], [8, 0])), 22],
    ['Linux cooked', 113, concat(zeros(14), Uint8Array.of(0x08, 0), ip), 16],
    ['Linux cooked, VLAN', 113, concat(zeros(14), Uint8Array.of(0x81, 0, 0, 5, 0x08, 0), ip), 20],
    ['Linux cooked 2', 276, concat(Uint8Array.of(0x86, 0xdd), zeros(18), ip), 20],
    ['null, little endian', 0, concat(Uint8Array.of(2, 0, 0, 0), ip), 4],
    ['null, big endian, IPv6 of Darwin', 0, concat(Uint8Array.of(0, 0, 0, 30), ip), 4],
    ['loop', 108, concat(Uint8Array.of(0, 0, 0, 2), ip), 4],
    ['raw IP', 101, ip, 0],
    ['raw IP of BSD', 12, ip, 0],
    ['raw IP of OpenBSD', 14, ip, 0],
    ['IPv4', 228, ip, 0],
    ['IPv6', 229, ip, 0],
  ])('finds IP in %s', (_name, linkType, packet, at) => {
    expect(ipAt(linkType, packet)).toBe(at)
  })

  it.each([
    ['ARP', 1, concat(zeros(12), Uint8Array.of(8, 6), zeros(28))],
    ['spanning tree', 1, llc(0x42, 0x42, 3)],
    ['a vendor SNAP', 1, llc(...snap([0, 0, 0x0c], [0x20, 0]))],
    ['AppleTalk in null', 0, concat(Uint8Array.of(16, 0, 0, 0), ip)],
  ])('knows that there is none in %s', (_name, linkType, packet) => {
    expect(ipAt(linkType, packet)).toBe(NO_IP)
  })

  it.each([
    ['a cut header', 1, zeros(13)],
    ['a cut tag', 1, ethernetFrame(ip, 0x8100).subarray(0, 16)],
    ['endless tags', 1, ethernetFrame(ip, ...new Array<number>(12).fill(0x8100))],
    ['MPLS', 1, concat(zeros(12), Uint8Array.of(0x88, 0x47), zeros(40))],
    ['a cut cooked header', 113, zeros(15)],
    ['a cut cooked header 2', 276, zeros(19)],
    ['a cut family', 0, zeros(3)],
  ])('does not understand %s', (_name, linkType, packet) => {
    expect(ipAt(linkType, packet)).toBe(NOT_UNDERSTOOD)
  })

  it('has no decoder for other links', () => {
    expect(linkDecoder(147)).toBeUndefined()
  })
})
