import { describe, expect, it } from 'vitest'
import { NOT_UNDERSTOOD, NO_IP } from '../../../main/net/layer.ts'
import { linkDecoder } from '../../../main/net/link.ts'
import { concat, ethernetFrame, ipv4Tcp, ipv6Tcp } from '../../support/capture-writer.ts'

const ip = ipv4Tcp({})
const zeros = (length: number) => new Uint8Array(length)
const snap = (organisation: readonly number[], type: readonly number[]) =>
  Uint8Array.of(0xaa, 0xaa, 0x03, ...organisation, ...type)
const llc = (...header: readonly number[]) => concat(zeros(12), Uint8Array.of(0, 50, ...header), ip)

const header = (type: number) => concat(zeros(12), Uint8Array.of(type >>> 8, type & 0xff))
const label = (bottom: boolean) => Uint8Array.of(0, 0x10, bottom ? 0x01 : 0x00, 64)
const snapIp = concat(snap([0, 0, 0], [8, 0]), ip)
/** The two bytes of frame control, then a frame. */
const wifi = (control: number, flags: number, rest: Uint8Array) =>
  concat(Uint8Array.of(control, flags), zeros(22), rest)
const of = (...bytes: readonly number[]) => Uint8Array.from(bytes)
const wifiData = wifi(0x08, 0x01, snapIp)
/** An Ethernet frame between addresses that begin as given. */
const frameTo = (first: number, packet = ip) => {
  const frame = ethernetFrame(packet)
  frame[0] = first
  return frame
}
const checked = concat(ethernetFrame(ipv6Tcp({})), of(1, 2, 3, 4))
const pseudowire = (...rest: readonly Uint8Array[]) => concat(header(0x8847), label(true), ...rest)
const pktap = (follows: number, linkType: number) => concat(of(108, 0, 0, 0, follows, 0, 0, 0, linkType), zeros(99))

/** Where IP begins, from a packet that does not begin at byte 0 of the bytes at hand. */
function ipAt(linkType: number, packet: Uint8Array): number {
  const at = linkDecoder(linkType)?.(concat(zeros(7), packet, zeros(3)), 7, 7 + packet.length) ?? Number.NaN
  return at < 0 ? at : at - 7
}

/** PPPoE around MPLS around Ethernet around PPPoE, and so on. */
function pppoeNest(depth: number): Uint8Array {
  const layer = concat(Uint8Array.of(0x11, 0, 0, 1, 0, 0, 2, 0x81), label(true), zeros(4), header(0x8864))
  return concat(...new Array<Uint8Array>(depth).fill(layer))
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
    ['MPLS', 1, concat(header(0x8847), label(false), label(true), ip), 22],
    ['MPLS of multicast, IPv6', 1, concat(header(0x8848), label(true), ipv6Tcp({})), 18],
    ['an Ethernet pseudowire', 1, concat(header(0x8847), label(true), zeros(4), ethernetFrame(ip)), 36],
    ['PPPoE', 1, concat(header(0x8864), Uint8Array.of(0x11, 0, 0, 1, 0, 42, 0, 0x21), ip), 22],
    ['PPPoE without Ethernet', 51, concat(Uint8Array.of(0x11, 0, 0, 1, 0, 42, 0, 0x57), ip), 8],
    ['PPP', 9, concat(Uint8Array.of(0, 0x21), ip), 2],
    ['PPP with address and control', 9, concat(Uint8Array.of(0xff, 3, 0, 0x21), ip), 4],
    ['PPP with a short protocol', 9, concat(Uint8Array.of(0xff, 3, 0x21), ip), 3],
    ['PPP with MPLS', 9, concat(Uint8Array.of(2, 0x81), label(true), ip), 6],
    ['PPP in HDLC', 50, concat(Uint8Array.of(0xff, 3, 0, 0x21), ip), 4],
    ['Cisco HDLC, said to be PPP', 50, concat(Uint8Array.of(0x0f, 0, 8, 0), ip), 4],
    ['Cisco HDLC', 104, concat(Uint8Array.of(0x8f, 0, 8, 0), ip), 4],
    ['token ring', 6, concat(Uint8Array.of(0x10, 0x40), zeros(12), snapIp), 22],
    [
      'token ring with a route',
      6,
      concat(
        Uint8Array.of(0x10, 0x40),
        zeros(6),
        Uint8Array.of(0x80, 0, 0, 0, 0, 1, 0x06, 0x10, 0, 0x11, 0, 0x20),
        snapIp,
      ),
      28,
    ],
    ['FDDI', 10, concat(Uint8Array.of(0x50), zeros(12), snapIp), 21],
    ['Wi-Fi', 105, wifi(0x08, 0x01, snapIp), 32],
    ['Wi-Fi with QoS', 105, wifi(0x88, 0x02, concat(zeros(2), snapIp)), 34],
    ['Wi-Fi with HT control', 105, wifi(0x88, 0x82, concat(zeros(6), snapIp)), 38],
    ['Wi-Fi between access points', 105, wifi(0x08, 0x03, concat(zeros(6), snapIp)), 38],
    ['Wi-Fi behind radiotap', 127, concat(Uint8Array.of(0, 0, 9, 0), zeros(5), wifi(0x08, 0x01, snapIp)), 41],
    ['Wi-Fi behind PPI', 192, concat(of(0, 0, 12, 0, 105, 0, 0, 0), zeros(4), wifiData), 44],
    ['Ethernet behind PPI', 192, concat(of(0, 0, 8, 0, 1, 0, 0, 0), ethernetFrame(ip)), 22],
    ['Wi-Fi behind Prism', 119, concat(of(0x44, 0, 0, 0, 144, 0, 0, 0), zeros(136), wifiData), 176],
    ['Wi-Fi behind Prism, big endian', 119, concat(of(0, 0, 0, 0x41, 0, 0, 0, 144), zeros(136), wifiData), 176],
    ['Wi-Fi behind AVS, said to be Prism', 119, concat(of(0x80, 0x21, 0x10, 1, 0, 0, 0, 64), zeros(56), wifiData), 96],
    ['Wi-Fi behind AVS', 163, concat(of(0x80, 0x21, 0x10, 2, 0, 0, 0, 80), zeros(72), wifiData), 112],
    ['Ethernet behind PKTAP', 258, concat(pktap(1, 1), ethernetFrame(ip)), 122],
    ['raw IP behind PKTAP of Apple', 149, concat(pktap(1, 12), ip), 108],
    ['Frame Relay', 107, concat(of(0x18, 0x41, 3, 0xcc), ip), 4],
    ['Frame Relay with IPv6', 107, concat(of(0x18, 0x41, 3, 0x8e), ipv6Tcp({})), 4],
    ['Frame Relay with three bytes of address', 107, concat(of(0x18, 0x40, 0x41, 3, 0xcc), ip), 5],
    ['Frame Relay with four bytes of address', 107, concat(of(0x18, 0x40, 0x40, 0x41, 3, 0xcc), ip), 6],
    ['Frame Relay with SNAP', 107, concat(of(0x18, 0x41, 3, 0, 0x80, 0, 0, 0, 8, 0), ip), 10],
    ['Frame Relay with PPP', 107, concat(of(0x18, 0x41, 3, 0xcf, 0, 0x21), ip), 6],
    ['Frame Relay, bridged', 107, concat(of(0x18, 0x41, 3, 0, 0x80, 0, 0x80, 0xc2, 0, 7), ethernetFrame(ip)), 24],
    ['Frame Relay of Cisco', 107, concat(of(0x18, 0x41, 8, 0), ip), 4],
    ['ATM', 100, snapIp, 8],
    ['ATM, bridged', 100, concat(snap([0, 0x80, 0xc2], [0, 1]), zeros(2), ethernetFrame(ip)), 24],
    ['ATM with PPP', 100, concat(of(0xfe, 0xfe, 3, 0xcf, 0, 0x21), ip), 6],
    ['ATM of Sun', 123, concat(of(0x82, 0, 0, 100), snapIp), 12],
    ['an emulated LAN of Sun', 123, concat(of(1, 0, 0, 100, 0, 5), ethernetFrame(ip)), 20],
    ['ATM with IP alone', 100, ip, 0],
    ['ATM with IPv6 alone', 100, ipv6Tcp({}), 0],
    ['ATM with a frame alone', 100, concat(zeros(2), ethernetFrame(ip)), 16],
    ['ATM of Sun with IP alone, said to be LLC', 123, concat(of(2, 0, 0, 100), ip), 4],
    ['ATM of Sun with IP alone', 123, concat(of(0x80, 0, 0, 100), ip), 4],
    ['ATM of Sun with IPv6 alone', 123, concat(of(0, 0, 0, 100), ipv6Tcp({})), 4],
    ['ATM of Sun with IPv6 that is cut', 123, concat(of(0, 0, 0, 100), ipv6Tcp({}).subarray(0, 50)), 4],
    ['ATM of Sun with a frame alone', 123, concat(of(0, 0, 0, 100), zeros(2), ethernetFrame(ip, 0x8100)), 24],
    ['ATM of Sun with a frame and its check sequence', 123, concat(of(0, 0, 0, 100), zeros(2), checked), 20],
    ['ATM of Sun with PPP alone', 123, concat(of(0, 0, 0, 100, 0, 0x21), ip), 6],
    ['ATM of Sun with LLC that it does not speak of', 123, concat(of(0, 0, 0, 100), snapIp), 12],
    ['ATM of Sun with a LAN that it does not speak of', 123, concat(of(0, 0, 0, 100, 0, 5), ethernetFrame(ip)), 20],
    ['FDDI behind padding', 10, concat(of(9, 9, 9, 0x57), zeros(12), snapIp), 24],
    ['an Ethernet pseudowire without control word', 1, pseudowire(frameTo(0x02)), 32],
    ['one to an address like a control word', 1, pseudowire(frameTo(0x00)), 32],
    ['one to an address like IPv4', 1, pseudowire(frameTo(0x45)), 32],
    ['one to an address like IPv6', 1, pseudowire(frameTo(0x68, ipv6Tcp({}))), 32],
    ['one to any address, tagged', 1, pseudowire(of(0xde), ethernetFrame(ip, 0x8100).subarray(1)), 36],
    ['MPLS with IP that is cut', 1, pseudowire(ip.subarray(0, 30)), 18],
    ['NSH of type 1', 1, concat(header(0x894f), of(0x0f, 0xc6, 1, 1), zeros(20), ip), 38],
    ['NSH of type 2 with Ethernet', 1, concat(header(0x894f), of(0x0f, 0xc2, 2, 3), zeros(4), ethernetFrame(ip)), 36],
    ['PBB', 1, concat(header(0x88e7), zeros(4), ethernetFrame(ip)), 32],
    ['Cisco MetaData', 1, concat(header(0x8909), of(1, 1, 0, 1, 0, 9, 8, 0), ip), 22],
  ])('finds IP in %s', (_name, linkType, packet, at) => {
    expect(ipAt(linkType, packet)).toBe(at)
  })

  it.each([
    ['ARP', 1, concat(zeros(12), Uint8Array.of(8, 6), zeros(28))],
    ['spanning tree', 1, llc(0x42, 0x42, 3)],
    ['a vendor SNAP', 1, llc(...snap([0, 0, 0x0c], [0x20, 0]))],
    ['PPPoE that is no session yet', 1, concat(header(0x8864), Uint8Array.of(0x11, 9, 0, 0, 0, 0))],
    ['LCP', 9, Uint8Array.of(0xff, 3, 0xc0, 0x21, 1, 1, 0, 4)],
    ['SLARP', 104, concat(Uint8Array.of(0x8f, 0, 0x80, 0x35), zeros(14))],
    ['a MAC frame of token ring', 6, concat(Uint8Array.of(0x10, 0x00), zeros(12), snapIp)],
    ['station management of FDDI', 10, concat(Uint8Array.of(0x41), zeros(12), snapIp)],
    ['a beacon', 105, wifi(0x80, 0, zeros(30))],
    ['a data frame without data', 105, wifi(0x48, 0x01, new Uint8Array(0))],
    ['AppleTalk in null', 0, concat(Uint8Array.of(16, 0, 0, 0), ip)],
    ['nothing behind PKTAP', 258, pktap(0, 1)],
    ['the link management of Frame Relay', 107, concat(of(0, 1, 3, 8, 0), zeros(20))],
    ['information frames of Frame Relay', 107, concat(of(0x18, 0x41, 0, 0), zeros(20))],
    ['spanning tree in Frame Relay', 107, concat(of(0x18, 0x41, 3, 0, 0x80, 0, 0x80, 0xc2, 0, 14), zeros(40))],
    ['IS-IS in ATM', 100, concat(of(0xfe, 0xfe, 3, 0x83), zeros(20))],
    ['signalling in ATM of Sun', 123, concat(of(0x86, 0, 0, 5), zeros(20))],
    ['control frames of an emulated LAN', 123, concat(of(1, 0, 0, 5, 0xff, 0), zeros(40))],
    ['ATM of Sun with ARP in a frame alone', 123, concat(of(0, 0, 0, 100), zeros(14), of(8, 6), zeros(28))],
    ['ATM of Sun with LCP alone', 123, concat(of(0, 0, 0, 100), of(0xc0, 0x21, 1, 1, 0, 4))],
    ['the circuit of signalling', 123, concat(of(0, 0, 0, 5), ip)],
    ['the circuit of management', 123, concat(of(0, 0, 0, 16), zeros(40))],
    ['control frames of a LAN that ATM of Sun does not speak of', 123, concat(of(0, 0, 0, 100, 0xff, 0), zeros(40))],
    ['spanning tree in ATM', 100, concat(of(0x42, 0x42, 3), zeros(40))],
    ['FDDI that is no frame behind padding', 10, concat(of(0, 0, 0, 0x41), zeros(12), snapIp)],
    ['maintenance of NSH', 1, concat(header(0x894f), of(0x2f, 0xc2, 2, 1), zeros(4), ip)],
    ['NSH with something else', 1, concat(header(0x894f), of(0x0f, 0xc2, 2, 0xfe), zeros(4), ip)],
    ['Cisco MetaData of another form', 1, concat(header(0x8909), of(1, 2, 0, 1, 0, 9, 8, 0), ip)],
    ['cut Cisco MetaData', 1, concat(header(0x8909), of(1, 1, 0, 1, 0, 9, 8))],
    ['cut WCCP', 1, concat(header(0x883e), of(0x80, 0, 0, 1))],
    ['WCCP with something else', 1, concat(header(0x883e), of(0x80, 0, 0, 1), zeros(40))],
  ])('knows that there is none in %s', (_name, linkType, packet) => {
    expect(ipAt(linkType, packet)).toBe(NO_IP)
  })

  it.each([
    ['a cut header', 1, zeros(13)],
    ['a cut tag', 1, ethernetFrame(ip, 0x8100).subarray(0, 16)],
    ['endless tags', 1, ethernetFrame(ip, ...new Array<number>(12).fill(0x8100))],
    ['labels without a bottom', 1, concat(header(0x8847), zeros(200))],
    ['a cut label', 1, concat(header(0x8847), label(true))],
    ['MPLS with something else', 1, concat(header(0x8847), label(true), Uint8Array.of(0x90), zeros(40))],
    ['MACsec', 1, concat(header(0x88e5), zeros(40))],
    ['Ethernet in Ethernet without end', 1, concat(...new Array<Uint8Array>(40).fill(header(0x6558)))],
    ['PPPoE in PPP in PPPoE without end', 51, pppoeNest(40)],
    ['a cut PPPoE header', 51, Uint8Array.of(0x11, 0, 0, 1, 0)],
    ['another version of PPPoE', 51, concat(Uint8Array.of(0x22, 0, 0, 1, 0, 42, 0, 0x21), ip)],
    ['compressed PPP', 9, Uint8Array.of(0xff, 3, 0, 0xfd, 1, 2, 3)],
    ['a cut PPP protocol', 9, Uint8Array.of(0xff, 3, 0)],
    ['a cut Cisco HDLC header', 104, zeros(3)],
    ['a cut token ring header', 6, zeros(13)],
    ['a route without a length', 6, concat(Uint8Array.of(0x10, 0x40), zeros(6), Uint8Array.of(0x80), zeros(60))],
    [
      'a route beyond the end',
      6,
      concat(Uint8Array.of(0x10, 0x40), zeros(6), Uint8Array.of(0x80), zeros(5), Uint8Array.of(31)),
    ],
    ['a cut FDDI header', 10, zeros(12)],
    ['encrypted Wi-Fi', 105, wifi(0x08, 0x41, snapIp)],
    ['aggregated Wi-Fi', 105, wifi(0x88, 0x01, concat(Uint8Array.of(0x80, 0), snapIp))],
    ['a fragment of Wi-Fi', 105, wifi(0x08, 0x05, snapIp)],
    ['a cut Wi-Fi header', 105, wifi(0x88, 0x01, zeros(1))],
    ['a radiotap header beyond the end', 127, concat(Uint8Array.of(0, 0, 200, 0), zeros(60))],
    ['a radiotap header that is too short', 127, concat(Uint8Array.of(0, 0, 4, 0), zeros(60))],
    ['a cut cooked header', 113, zeros(15)],
    ['a cut cooked header 2', 276, zeros(19)],
    ['a cut family', 0, zeros(3)],
    ['a PPI header beyond the end', 192, concat(of(0, 0, 200, 0, 105, 0, 0, 0), zeros(60))],
    ['a PPI header that is too short', 192, concat(of(0, 0, 4, 0, 105, 0, 0, 0), zeros(60))],
    ['PPI in PPI', 192, concat(of(0, 0, 8, 0, 192, 0, 0, 0), of(0, 0, 8, 0, 105, 0, 0, 0), wifiData)],
    ['a Prism header beyond the end', 119, concat(of(0x44, 0, 0, 0, 255, 0, 0, 0), zeros(100))],
    ['a Prism header of negative length', 119, concat(of(0x44, 0, 0, 0, 0, 0, 0, 0x80), zeros(100))],
    ['another code than those of Prism', 119, concat(of(0x45, 0, 0, 0, 144, 0, 0, 0), zeros(136), wifiData)],
    ['a cut Prism header', 119, of(0x44, 0, 0, 0, 8, 0, 0, 0)],
    ['an AVS header beyond the end', 163, concat(of(0x80, 0x21, 0x10, 1, 0, 0, 1, 0), zeros(60))],
    ['an AVS header of negative length', 163, concat(of(0x80, 0x21, 0x10, 1, 0xff, 0, 0, 0), zeros(60))],
    ['another header than AVS', 163, concat(of(0x80, 0x21, 0x11, 1, 0, 0, 0, 64), zeros(56), wifiData)],
    ['a cut PKTAP header', 258, pktap(1, 1).subarray(0, 107)],
    ['a PKTAP header beyond the end', 258, concat(of(200), pktap(1, 1).subarray(1), ip)],
    ['PKTAP in PKTAP', 149, concat(pktap(1, 149), pktap(1, 1), ethernetFrame(ip))],
    ['another user of link type 149', 149, concat(zeros(120), ethernetFrame(ip))],
    ['a Frame Relay address of one byte', 107, concat(of(0x19, 3, 0xcc), ip)],
    ['a Frame Relay address without end', 107, concat(of(0x18, 0x40, 0x40, 0x40, 0x40, 3, 0xcc), ip)],
    ['a cut Frame Relay header', 107, of(0x18, 0x41, 3)],
    ['compressed Frame Relay', 107, concat(of(0x18, 0x41, 3, 0xb0), zeros(40))],
    ['cut LLC in ATM', 100, of(0xaa, 0xaa)],
    ['IP alone in ATM that is longer than it says', 123, concat(of(0, 0, 0, 100), ip, zeros(1))],
    ['ATM of Sun with something else', 123, concat(of(0, 0, 0, 100), zeros(1), of(9), zeros(40))],
    ['ATM of Sun with nothing', 123, of(0, 0, 0, 100)],
    ['cut bytes of ATM of Sun', 123, of(0, 0, 0, 100, 0x45, 0)],
    ['a cut frame in ATM', 100, concat(snap([0, 0x80, 0xc2], [0, 7]), zeros(12))],
    ['a cut ATM header of Sun', 123, zeros(3)],
    ['a pseudowire with ARP', 1, pseudowire(of(0xde), zeros(11), of(8, 6), zeros(28))],
    ['a pseudowire with IP that is too long', 1, pseudowire(frameTo(0xde), zeros(4))],
    ['an NSH header beyond the end', 1, concat(header(0x894f), of(0x0f, 0xff, 1, 1), zeros(60))],
    ['an NSH header that is too short', 1, concat(header(0x894f), of(0x0f, 0xc1, 1, 1), zeros(60))],
    ['another version of NSH', 1, concat(header(0x894f), of(0x4f, 0xc2, 2, 1), zeros(4), ip)],
    [
      'NSH in NSH without end',
      1,
      concat(header(0x894f), ...new Array<Uint8Array>(40).fill(of(0, 2, 2, 4, 0, 0, 0, 0))),
    ],
    ['cut PBB', 1, concat(header(0x88e7), zeros(17))],
  ])('does not understand %s', (_name, linkType, packet) => {
    expect(ipAt(linkType, packet)).toBe(NOT_UNDERSTOOD)
  })

  it('has no decoder for other links', () => {
    expect(linkDecoder(148)).toBeUndefined()
  })
})
