import { describe, expect, it } from 'vitest'
import { sniffer } from '../../../main/format/sniffer.ts'
import { concat } from '../../support/capture-writer.ts'
import { listPackets } from '../../support/packet-list.ts'
import { snifferAtmFrame, snifferFile } from '../../support/sniffer-writer.ts'
import type { SnifferAtmFields, SnifferOptions } from '../../support/sniffer-writer.ts'

const of = (...bytes: readonly number[]) => Uint8Array.from(bytes)
const snap = of(0xaa, 0xaa, 3, 0, 0, 0, 8, 0)
/** Magic, version record, record header, frame header. */
const FIRST = 17 + 24 + 6 + 48

function seen(packet: Uint8Array, fields: SnifferAtmFields = {}, options: SnifferOptions = {}) {
  return listPackets(sniffer, snifferFile([], { network: 10, ...options, more: snifferAtmFrame(packet, fields) }))
}

describe('the ATM Sniffer', () => {
  it.each([
    ['LLC', snap, { traffic: 0x13 }, 100, 0],
    ['what nothing tells, which is LLC', snap, { traffic: 0x03 }, 100, 0],
    ['what nothing tells, which is LLC of ISO', of(0xfe, 0xfe, 3, 0xcf), { traffic: 0x03 }, 100, 0],
    ['what nothing tells, which is IP', of(0x45, 0, 0, 40), { traffic: 0x03 }, 101, 0],
    ['a circuit for IP', of(0x45, 0, 0, 40), { traffic: 0x23 }, 101, 0],
    ['a circuit for IPv6', of(0x60, 0, 0, 0), { traffic: 0x23 }, 101, 0],
    ['a circuit for bridged Ethernet', of(0, 0, 2, 9, 9), { traffic: 0x23 }, 1, 2],
    ['a circuit for bridged Ethernet, as it says', of(0, 0, 2, 9, 9), { traffic: 0x23, kind: 7 }, 1, 2],
    ['one with the check sequence', of(0, 0, 2, 9, 9), { traffic: 0x23, kind: 1 }, 1, 2],
    ['an emulated LAN of Ethernet', of(0, 5, 2, 9, 9), { traffic: 0x33, kind: 2 }, 1, 2],
    ['one of many', of(0, 5, 2, 9, 9), { traffic: 0x33, kind: 4 }, 1, 2],
    ['one that is called control', of(0, 5, 2, 9, 9), { traffic: 0x33, kind: 1 }, 1, 2],
    ['an emulated LAN of token ring', of(0, 5, 2, 9, 9), { traffic: 0x33, kind: 3 }, 6, 2],
    ['one of many of token ring', of(0, 5, 2, 9, 9), { traffic: 0x33, kind: 5 }, 6, 2],
    ['control frames of an emulated LAN', of(0xff, 0, 2, 9), { traffic: 0x33, kind: 2 }, 100, 0],
    ['a frame that is too short for one', of(0), { traffic: 0x33, kind: 2 }, 100, 0],
    ['management of the interface', of(0x30, 0x82, 0), { traffic: 0x43 }, 100, 0],
    ['signalling', of(9, 3, 0), { traffic: 0x05 }, 100, 0],
    ['Frame Relay', of(0x18, 0x41, 3, 0xcc), { traffic: 0x53 }, 107, 0],
  ])('reads %s', (_name, packet, fields, linkType, skip) => {
    expect(seen(packet, fields)).toEqual([
      {
        bytes: [...packet.subarray(skip)],
        wireLength: packet.length + 4 - skip,
        linkType,
        time: '1700438400.000000000',
        offset: FIRST + skip,
      },
    ])
  })

  it.each([
    ['another adaptation layer', 0x11, 0, 0],
    ['no layer that it knows', 0x10, 0, 0],
    ['bridged token ring', 0x23, 9, 0],
    ['an emulated LAN of no known kind', 0x33, 0, 0],
    ['a protocol of its own', 0x63, 0, 0],
    ['single cells', 0x13, 0, 0x100],
    ['something else', 0x03, 0, 0],
  ])('counts frames of %s as not understood', (_name, traffic, kind, status) => {
    expect(seen(of(0x90, 0, 0, 40), { traffic, kind, status })).toMatchObject([
      { unreadable: `sniffer-atm-unknown-${traffic}`, offset: 47 },
    ])
  })

  it('tells nothing from a frame that is too short', () => {
    for (const packet of [of(), of(0x45), of(0xaa, 0xaa)])
      expect(seen(packet, { traffic: 0x03 })).toMatchObject([{ unreadable: 'sniffer-atm-unknown-3' }])
  })

  it('knows the writers that count another header than they write', () => {
    const frame = snifferAtmFrame(snap, { leftOut: 34 })
    const file = (major: number, minor: number) =>
      listPackets(sniffer, snifferFile([], { network: 10, major, minor, more: concat(frame, frame) }))
    expect(file(4, 95)).toMatchObject([{ linkType: 100 }, { linkType: 100, bytes: [...snap] }])
    expect(file(5, 95)[0]).toMatchObject({ unreadable: 'frame-length-impossible' })
    expect(file(4, 90)[0]).toMatchObject({ unreadable: 'frame-length-impossible' })
    expect(seen(snap, {}, { major: 5, minor: 95 })).toMatchObject([{ linkType: 100 }])
  })

  it('gives no more than there is, wherever the file is cut', () => {
    const file = snifferFile([], { network: 10, major: 4, minor: 95, more: snifferAtmFrame(snap, { leftOut: 34 }) })
    for (let length = 41; length < FIRST + snap.length; length++) {
      expect(listPackets(sniffer, file.subarray(0, length)).filter((entry) => 'bytes' in entry)).toEqual([])
    }
    expect(listPackets(sniffer, file.subarray(0, FIRST + snap.length))).toMatchObject([{ linkType: 100 }])
  })
})
