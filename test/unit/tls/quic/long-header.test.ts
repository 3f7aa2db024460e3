import { describe, expect, it } from 'vitest'
import { hasShortHeader, readLongHeader } from '../../../../main/tls/quic/long-header.ts'
import { quicPacket } from '../../../support/datagram-writer.ts'

const read = (packet: readonly number[], captured = packet.length) =>
  readLongHeader(Uint8Array.from(packet), 0, captured, packet.length)

describe('readLongHeader', () => {
  it.each([
    [1, 0, 'initial'],
    [1, 1, '0-rtt'],
    [1, 2, 'handshake'],
    [1, 3, 'retry'],
    [0xff00001d, 2, 'handshake'],
    [0x6b3343cf, 2, '0-rtt'],
    [0x6b3343cf, 3, 'handshake'],
    [0x6b3343cf, 0, 'retry'],
    [0x51303530, 2, 'handshake'],
    [0xfaceb002, 2, 'handshake'],
  ] as const)('reads version %i, type %i', (version, type, name) => {
    expect(read(quicPacket({ version, type }))).toEqual({
      type: name,
      version,
      destinationId: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
      sourceId: Uint8Array.of(9),
      tokenLength: 0,
    })
  })

  it('passes over the token, and takes what follows in the datagram', () => {
    const token = [7, 7, 7]
    expect(read([...quicPacket({ token, size: 40 }), ...quicPacket({ type: 2, size: 40 })])).toMatchObject({
      type: 'initial',
      tokenLength: 3,
    })
  })

  it.each<[string, readonly number[]]>([
    ['nothing', []],
    ['the short header', [0x40, ...quicPacket().slice(1)]],
    ['a fixed bit that is not set', [0x80, ...quicPacket().slice(1)]],
    ['an unknown version', quicPacket({ version: 0x1a2a3a4a })],
    ['a draft whose header is another', quicPacket({ version: 0xff000013 })],
    ['an identifier that is too long', quicPacket({ destination: new Array<number>(21).fill(1) })],
    ['a length beyond the datagram', quicPacket().slice(0, -1)],
    ['a packet that holds nothing', quicPacket({ size: 19 })],
    ['a retry without its tag', quicPacket({ type: 3, size: 10 })],
  ])('does not take %s', (_name, packet) => expect(read(packet)).toBeUndefined())

  it('never reads beyond what was recorded', () => {
    const packet = quicPacket({ token: [7, 7, 7] })
    for (let length = 0; length <= 21; length++) expect(read(packet, length), String(length)).toBeUndefined()
    expect(read(packet, 64)).toMatchObject({ type: 'initial' })
    const retry = quicPacket({ type: 3 })
    for (let length = 0; length < 16; length++) expect(read(retry, length), String(length)).toBeUndefined()
    expect(read(retry, 16)).toMatchObject({ type: 'retry', sourceId: Uint8Array.of(9) })
  })
})

it('knows the short header', () => {
  expect([0x40, 0x7f, 0xc0, 0x16, 0x80].map(hasShortHeader)).toEqual([true, true, false, false, false])
})
