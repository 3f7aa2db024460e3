import { describe, expect, it } from 'vitest'
import { addressText } from '../../../main/net/address.ts'
import { decodeIp } from '../../../main/net/ip.ts'
import { FragmentStore } from '../../../main/net/ip-fragments.ts'
import { carried, decodePacket, payload, segmentOf } from '../../support/ip-packet.ts'
import { concat, ethernetFrame, ipv4Tcp, ipv6Tcp } from '../../support/capture-writer.ts'

describe('decodeIp', () => {
  it.each([
    ['another version', Uint8Array.of(0x55, ...new Uint8Array(40))],
    ['nothing', new Uint8Array(0)],
    ['a cut header', ipv4Tcp({}).subarray(0, 19)],
    ['a header longer than the packet', Uint8Array.of(0x4f, ...ipv4Tcp({}).subarray(1, 30))],
    ['a header that is too short', Uint8Array.of(0x44, ...ipv4Tcp({}).subarray(1))],
    ['a total length shorter than the header', Uint8Array.of(0x45, 0, 0, 19, ...ipv4Tcp({}).subarray(4))],
    ['a cut IPv6 header', ipv6Tcp({}).subarray(0, 39)],
    ['an extension header beyond the end', ipv6Tcp({}, Uint8Array.of(6, 255, 0, 0, 0, 0, 0, 0), 60)],
  ])('does not understand %s', (_name, packet) => {
    expect(decodePacket(packet).answer).toBe('not-understood')
  })

  it('opens IP in IP, but not without end', () => {
    const outer = (inner: Uint8Array) => {
      const packet = concat(ipv4Tcp({}).subarray(0, 20), inner)
      packet[9] = 4
      packet[2] = packet.length >>> 8
      packet[3] = packet.length & 255
      return packet
    }
    expect(decodePacket(outer(ipv4Tcp({ payload }))).isTcp).toBe(true)
    expect(decodePacket(outer(outer(outer(outer(ipv4Tcp({})))))).answer).toBe('not-understood')
  })
})

describe('decodeIp behind an authentication header', () => {
  const inner = ipv4Tcp({ payload })
  const authenticated = (next: number, words: number, rest: Uint8Array) => {
    const header = Uint8Array.of(next, words, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, ...new Uint8Array(12))
    const packet = concat(inner.subarray(0, 20), header, rest)
    packet[9] = 51
    packet[2] = packet.length >>> 8
    packet[3] = packet.length & 255
    return packet
  }

  it('in transport and in tunnel mode', () => {
    expect(decodePacket(authenticated(6, 4, inner.subarray(20)))).toMatchObject({ answer: 'payload', isTcp: true })
    expect(decodePacket(authenticated(4, 4, inner))).toMatchObject({ answer: 'payload', isTcp: true })
  })

  it('does not go beyond the packet', () => {
    expect(decodePacket(authenticated(6, 255, inner.subarray(20))).answer).toBe('not-understood')
    expect(decodePacket(authenticated(6, 0, inner.subarray(20))).answer).toBe('not-understood')
  })
})

describe('decodeIp through tunnels', () => {
  const inner = ipv4Tcp({ from: '10.9.9.9', payload })
  const frame = ethernetFrame(inner)
  /** GRE's flags and protocol, then the fields that the flags say. */
  const gre = (flags: number, protocol: number, ...rest: readonly Uint8Array[]) =>
    carrying(47, Uint8Array.of(flags >>> 8, flags & 255, protocol >>> 8, protocol & 255), ...rest)
  const udpFrom = (source: number, port: number, ...rest: readonly Uint8Array[]) => {
    const body = concat(...rest)
    const ports = Uint8Array.of(source >>> 8, source & 255, port >>> 8, port & 255)
    return carrying(17, ports, Uint8Array.of(0, body.length + 8, 0, 0), body)
  }
  const udp = (port: number, ...rest: readonly Uint8Array[]) => udpFrom(51_201, port, ...rest)
  const pppIp = concat(Uint8Array.of(0, 0x21), inner)
  const session = Uint8Array.of(0, 0, 0, 9)
  const zeros = (length: number) => new Uint8Array(length)

  function carrying(protocol: number, ...rest: readonly Uint8Array[]): Uint8Array {
    const packet = concat(ipv4Tcp({}).subarray(0, 20), ...rest)
    packet[9] = protocol
    new DataView(packet.buffer).setUint16(2, packet.length)
    return packet
  }

  it.each([
    ['GRE', gre(0, 0x0800, inner)],
    ['GRE with checksum, key and sequence number', gre(0xb000, 0x0800, zeros(12), inner)],
    ['an Ethernet frame in GRE', gre(0, 0x6558, frame)],
    ['ERSPAN type I', gre(0, 0x88be, frame)],
    ['ERSPAN type II', gre(0x1000, 0x88be, zeros(4), Uint8Array.of(0x10), zeros(7), frame)],
    ['ERSPAN type III', gre(0x1000, 0x22eb, zeros(4), Uint8Array.of(0x20), zeros(11), frame)],
    [
      'ERSPAN type III with its platform header',
      gre(0x1000, 0x22eb, zeros(4), Uint8Array.of(0x20, ...zeros(10), 1), zeros(8), frame),
    ],
    ['PPTP', gre(0x3081, 0x880b, zeros(12), Uint8Array.of(0xff, 3, 0, 0x21), inner)],
    ['MPLS', carrying(137, Uint8Array.of(0, 0x10, 1, 64), inner)],
    ['EtherIP', carrying(97, Uint8Array.of(0x30, 0), frame)],
    ['VXLAN', udp(4789, Uint8Array.of(8), zeros(7), frame)],
    ['Geneve with options', udp(6081, Uint8Array.of(2, 0, 0x65, 0x58), zeros(12), frame)],
    ['Geneve with IP', udp(6081, Uint8Array.of(0, 0, 8, 0), zeros(4), inner)],
    ['GTP-U', udp(2152, Uint8Array.of(0x30, 255), zeros(6), inner)],
    ['GTP-U with a sequence number', udp(2152, Uint8Array.of(0x32, 255), zeros(10), inner)],
    [
      'GTP-U with extension headers',
      udp(2152, Uint8Array.of(0x34, 255), zeros(9), Uint8Array.of(0x85, 1, 0, 0, 0x40, 1, 0, 0, 0), inner),
    ],
    ['VXLAN on the port that Linux used', udp(8472, Uint8Array.of(8), zeros(7), frame)],
    ['VXLAN-GPE with IP', udp(4790, Uint8Array.of(12, 0, 0, 1), zeros(4), inner)],
    ['VXLAN-GPE with Ethernet', udp(4790, Uint8Array.of(12, 0, 0, 3), zeros(4), frame)],
    ['VXLAN-GPE without a next protocol', udp(4790, Uint8Array.of(8, 0, 0, 0), zeros(4), frame)],
    ['VXLAN-GPE with NSH', udp(4790, Uint8Array.of(12, 0, 0, 4), zeros(4), Uint8Array.of(0, 2, 2, 1), zeros(4), inner)],
    ['L2TP', udp(1701, Uint8Array.of(0, 2, 0, 1, 0, 2, 0xff, 3, 0, 0x21), inner)],
    [
      'L2TP with all of its fields',
      udp(1701, Uint8Array.of(0x4b, 2, 0, 200), zeros(8), Uint8Array.of(0, 3), zeros(3), pppIp),
    ],
    ['L2TP from its port alone', udpFrom(1701, 50_000, Uint8Array.of(0, 2, 0, 1, 0, 2), pppIp)],
    ['L2TP 3', carrying(115, session, frame)],
    ['L2TP 3 with a cookie', carrying(115, session, zeros(4), frame)],
    ['L2TP 3 with a long cookie and a sublayer', carrying(115, session, zeros(12), frame)],
    ['L2TP 3 with a VLAN tag', carrying(115, session, ethernetFrame(inner, 0x8100))],
    ['L2TP 3 with PPP', carrying(115, session, zeros(8), Uint8Array.of(0xff, 3), pppIp)],
    ['L2TP 3 in UDP', udp(1701, Uint8Array.of(0, 3, 0, 0), session, frame)],
    ['WCCP without redirect header', gre(0, 0x883e, inner)],
    ['WCCP with redirect header', gre(0, 0x883e, Uint8Array.of(0xc0, 9, 1, 2), inner)],
    ['Cisco MetaData in GRE', gre(0, 0x8909, Uint8Array.of(8, 0, 1, 1, 0, 1, 0, 9), inner)],
    ['VXLAN in GRE', gre(0, 0x0800, udp(4789, Uint8Array.of(8), zeros(7), frame))],
  ])('opens %s', (_name, packet) => {
    const { segment, isTcp } = decodePacket(packet)
    expect(isTcp).toBe(true)
    expect(addressText(4, segment.addresses, 0)).toBe('10.9.9.9')
    expect(carried(segment)).toEqual([...payload])
  })

  it.each([
    ['GRE with a route', gre(0x4000, 0x0800, inner)],
    ['GRE whose fields are cut', gre(0x2000, 0x0800, zeros(3))],
    ['GRE of a later version', gre(2, 0x0800, inner)],
    ['ERSPAN of another version', gre(0x1000, 0x88be, zeros(4), Uint8Array.of(0x30), zeros(7), frame)],
    [
      'ERSPAN type III that is no Ethernet',
      gre(0x1000, 0x22eb, zeros(4), Uint8Array.of(0x20, ...zeros(9), 4, 0), frame),
    ],
    ['a cut frame in VXLAN', udp(4789, Uint8Array.of(8), zeros(12))],
    ['Geneve options beyond the end', udp(6081, Uint8Array.of(63, 0, 0x65, 0x58), zeros(20))],
    [
      'GTP-U with an endless extension header',
      udp(2152, Uint8Array.of(0x34, 255), zeros(9), Uint8Array.of(0x85, 0, 0, 0), inner),
    ],
    [
      'GTP-U with extension headers up to the end',
      udp(
        2152,
        Uint8Array.of(0x34, 255),
        zeros(9),
        Uint8Array.of(0x85),
        ...new Array<Uint8Array>(17).fill(Uint8Array.of(1, 0, 0, 0x85)),
      ),
    ],
    ['L2TP 3 with something else', carrying(115, inner)],
    ['L2TP 3 with a frame that says less than there is', carrying(115, session, frame, zeros(4))],
    ['a cut session of L2TP 3', carrying(115, zeros(3))],
    ['L2TP with compressed PPP', udp(1701, Uint8Array.of(0, 2, 0, 1, 0, 2, 0xff, 3, 0, 0xfd), zeros(40))],
    ['a cut frame in VXLAN-GPE', udp(4790, Uint8Array.of(12, 0, 0, 3), zeros(12))],
  ])('does not understand %s', (_name, packet) => {
    expect(decodePacket(packet).answer).toBe('not-understood')
  })

  it.each([
    ['an acknowledgment of PPTP', gre(0x2081, 0x880b, zeros(8))],
    ['a keep-alive of GRE', gre(0, 0, zeros(4))],
    ['ARP in GRE', gre(0, 0x0806, zeros(28))],
    ['DNS', udp(53, zeros(20))],
    ['something else on the port of VXLAN', udp(4789, zeros(60))],
    ['an echo of GTP', udp(2152, Uint8Array.of(0x32, 1), zeros(12))],
    ['something else on the port of VXLAN-GPE', udp(4790, Uint8Array.of(0x4c, 0, 0, 1), zeros(4), inner)],
    ['maintenance of VXLAN-GPE', udp(4790, Uint8Array.of(13, 0, 0, 1), zeros(4), inner)],
    ['control messages of L2TP', udp(1701, Uint8Array.of(0xc8, 2, 0, 20), zeros(16))],
    ['control messages of L2TP 3', carrying(115, zeros(4), Uint8Array.of(0xc8, 3, 0, 12), zeros(8))],
    ['L2TP with LCP', udp(1701, Uint8Array.of(0, 2, 0, 1, 0, 2, 0xff, 3, 0xc0, 0x21), zeros(10))],
    ['L2TP whose length is short', udp(1701, Uint8Array.of(0x40, 2, 0, 4, 0, 1, 0, 2), pppIp)],
    ['L2TP whose offset is beyond the end', udp(1701, Uint8Array.of(0x02, 2, 0, 1, 0, 2, 9, 0), pppIp)],
    ['DTLS on the port of L2TP', udp(1701, Uint8Array.of(0x16, 0xfe, 0xfd), zeros(40))],
    ['what looks like L2TP and has no PPP', udp(1701, Uint8Array.of(0x40, 2, 0x51), zeros(40).fill(0x51))],
    ['what looks like L2TP 3 and has no frame', udp(1701, Uint8Array.of(0, 3, 0, 0), zeros(40).fill(0x51))],
    ['a cut UDP header', carrying(17, zeros(7))],
  ])('passes over %s', (_name, packet) => {
    expect(decodePacket(packet)).toMatchObject({ answer: 'payload', isTcp: false })
  })
})

describe('FragmentStore', () => {
  const whole = ipv4Tcp({ payload })
  const body = whole.subarray(20)

  function fragment(
    at: number,
    length: number,
    { identification = 7, more = at + length < body.length } = {},
  ): Uint8Array {
    const packet = concat(whole.subarray(0, 20), body.subarray(at, at + length))
    const view = new DataView(packet.buffer)
    view.setUint16(2, packet.length)
    view.setUint16(4, identification)
    view.setUint16(6, (more ? 0x2000 : 0) | (at / 8))
    return packet
  }

  function read(store: FragmentStore, ...packets: readonly Uint8Array[]) {
    return packets.map((packet) => {
      const segment = segmentOf(packet)
      return decodeIp(segment, store) === 'payload' ? carried(segment) : undefined
    })
  }

  it('puts pieces together in any order', () => {
    const pieces = [fragment(0, 32), fragment(32, 32), fragment(64, 100)]
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
    ]
    for (const order of orders) {
      const store = new FragmentStore()
      const answers = read(store, ...order.map((index) => pieces[index] ?? whole))
      expect(answers).toEqual([undefined, undefined, [...body]])
      expect(store.missing).toBe(0)
    }
  })

  it('keeps datagrams apart, and the first bytes where pieces overlap', () => {
    const other = fragment(0, 32)
    const late = fragment(16, 200)
    late[20] = 0xff
    const store = new FragmentStore()
    expect(read(store, fragment(0, 32, { identification: 8 }), other, late)).toEqual([undefined, undefined, [...body]])
    expect(store.missing).toBe(1)
  })

  it('tells the place of the first byte, and the time of the last piece', () => {
    const store = new FragmentStore()
    const second = segmentOf(fragment(32, 200))
    second.base = 5_000
    decodeIp(second, store)
    const first = segmentOf(fragment(0, 32))
    expect(decodeIp(first, store)).toBe('payload')
    expect(first.base).toBe(1_020)
  })

  it('gives up what is flooded, cut or impossible', () => {
    const store = new FragmentStore()
    for (let identification = 0; identification < 100; identification++)
      read(store, fragment(0, 32, { identification }))
    expect(store.incomplete).toBe(36)
    expect(store.missing).toBe(100)
    const beyond = fragment(0, 32)
    new DataView(beyond.buffer).setUint16(6, 0x2000 | 0x1fff)
    expect(read(store, beyond)).toEqual([undefined])
    expect(store.incomplete).toBe(37)
  })

  it('puts IPv6 fragments together', () => {
    const tcp = ipv6Tcp({ payload }).subarray(40)
    const piece = (at: number, length: number) =>
      ipv6Fragment(
        concat(
          Uint8Array.of(6, 0, 0, at | (at + length < tcp.length ? 1 : 0), 0, 0, 0, 9),
          tcp.subarray(at, at + length),
        ),
      )
    expect(read(new FragmentStore(), piece(48, 100), piece(0, 48))).toEqual([undefined, [...tcp]])
    expect(read(new FragmentStore(), piece(0, 200))).toEqual([[...tcp]])
  })

  function ipv6Fragment(body: Uint8Array): Uint8Array {
    const packet = concat(ipv6Tcp({}).subarray(0, 40), body)
    packet[6] = 44
    packet[5] = body.length
    return packet
  }
})

describe('addressText', () => {
  it.each([
    [[0, 0, 0, 0], '::'],
    [[0x20010db8, 0, 0, 1], '2001:db8::1'],
    [[0x20010db8, 1, 0x10000, 1], '2001:db8:0:1:1::1'],
    [[0x00010002, 0x00030004, 0x00050006, 0x00070008], '1:2:3:4:5:6:7:8'],
    [[0x20010db8, 0x00010001, 0x00010001, 0x00000001], '2001:db8:1:1:1:1:0:1'],
    [[0, 0, 0xffff, 0xc0000201], '::ffff:192.0.2.1'],
  ])('writes IPv6 as RFC 5952 says (%#)', (words, text) => {
    expect(addressText(6, Int32Array.from([9, ...words]), 1)).toBe(text)
  })
})
