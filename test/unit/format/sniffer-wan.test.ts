import { describe, expect, it } from 'vitest'
import { sniffer } from '../../../main/format/sniffer.ts'
import { listPackets } from '../../support/packet-list.ts'
import { snifferFile, snifferRecord } from '../../support/sniffer-writer.ts'
import type { SnifferOptions } from '../../support/sniffer-writer.ts'

const of = (...bytes: readonly number[]) => Uint8Array.from(bytes)
const relay = of(0x18, 0x41, 3, 0xcc, 0x45)
const relayOfCisco = of(0x18, 0x41, 8, 0, 0x45)
const ppp = of(0xff, 3, 0, 0x21, 0x45)
const shortPpp = of(0, 0x21, 0x45)
const cisco = of(0x8f, 0, 8, 0, 0x45)
const lapb = of(1, 0x3f)

const seen = (packet: Uint8Array, options: SnifferOptions) =>
  listPackets(sniffer, snifferFile([packet], { network: 7, ...options }))
/** The record that names the kind of line in its fifth byte. */
const description = (kind: number, second = 0, seventh = 0) =>
  snifferRecord(7, of(0, second, 0, 0, kind, 0, seventh, 0))
const words = (text: string) => snifferRecord(7, new TextEncoder().encode(text))

describe('the internetwork analyzer', () => {
  it.each([
    ['Frame Relay', relay, { before: description(2) }, 107],
    ['Frame Relay of Cisco', relayOfCisco, { before: description(2) }, 107],
    ['Frame Relay of version 5', relay, { major: 5, before: description(2) }, 107],
    ['Frame Relay of version 3, which does not say so', relayOfCisco, { major: 3 }, 107],
    ['PPP', shortPpp, { before: description(4) }, 50],
    ['PPP on an asynchronous line', ppp, { network: 8, before: description(4), status: 8 }, 50],
    ['Frame Relay that is not told', relay, {}, 107],
    ['Frame Relay with the longest address', of(0x18, 0x40, 0x40, 0x41, 3), {}, 107],
    ['PPP that is not told', ppp, {}, 50],
    ['Cisco HDLC that is not told', cisco, { before: description(1) }, 104],
    ['Cisco HDLC between routers', of(0x0f, 0, 8, 0), { before: description(3) }, 104],
    ['PPP on ISDN', ppp, { before: description(3, 0xfa) }, 50],
    ['PPP in a description of an unknown kind', ppp, { before: description(99) }, 50],
    ['PPP in a description that is too short', ppp, { before: snifferRecord(7, of(0, 0, 0, 0)) }, 50],
    ['PPP in a list of other protocols', ppp, { major: 2, before: words('HDLC\nPPP\nIP\n') }, 50],
    [
      'PPP behind a description of version 2 that later versions have frames for',
      ppp,
      { major: 2, before: snifferRecord(8, of(1, 2, 3)) },
      50,
    ],
    ['PPP in a list that is too short', ppp, { major: 2, before: words('HDLC') }, 50],
    ['PPP in a description of another version', ppp, { major: 6, before: description(0) }, 50],
  ])('reads %s', (_name, packet, options, linkType) => {
    expect(seen(packet, options)).toMatchObject([{ linkType, bytes: [...packet], wireLength: packet.length + 4 }])
  })

  it.each([
    ['SDLC', lapb, { before: description(0) }, '7-sdlc'],
    ['SMDS', lapb, { before: description(5) }, '7-smds'],
    ['X.25', lapb, { major: 2, before: words('HDLC\nX.25\nCLNP') }, '7-x25'],
    ['another HDLC', lapb, {}, '7-hdlc'],
    ['Wellfleet HDLC', of(7, 3, 8, 0), {}, '7-hdlc'],
    ['an address without end', of(0x18, 0x40, 0x40, 0x40, 0x40, 3), {}, '7-hdlc'],
    ['an address and nothing behind it', of(0x18, 0x41), {}, '7-hdlc'],
    ['no bytes', of(), {}, '7-hdlc'],
    ['ISDN of version 1', relay, { major: 1, reserved: 2 }, '7-isdn'],
    ['ISDN of version 4', relay, { before: description(3, 0xfa) }, '7-isdn'],
    ['ISDN of version 5', relay, { major: 5, before: description(3, 0, 1) }, '7-isdn'],
    ['SLIP', ppp, { network: 8, before: description(4), status: 0x10 }, '8-ppp'],
  ])('counts %s as not understood, and names it', (_name, packet, options, code) => {
    expect(seen(packet, options)).toMatchObject([{ unreadable: `sniffer-network-unknown-${code}` }])
  })
})
