import { expect, it } from 'vitest'
import { NOT_UNDERSTOOD } from '../../../main/net/layer.ts'
import { linkDecoder } from '../../../main/net/link.ts'
import { concat, ipv4Tcp, ipv6Tcp } from '../../support/capture-writer.ts'

const ip = ipv4Tcp({})
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const u16 = (value: number): Uint8Array => Uint8Array.of(value >>> 8, value & 255)

/** An entry of the packet trace with `packet` behind a header of `headerLength` bytes. */
function entry(packet: Uint8Array, headerLength = 112): Uint8Array {
  const isIpv6 = (packet[0] ?? 0) >>> 4 === 6
  const header = new Uint8Array(headerLength)
  const length = headerLength + packet.length + 2
  header.set(u16(length))
  header.set(isIpv6 ? packet.subarray(8, 24) : packet.subarray(12, 16), isIpv6 ? 48 : 60)
  header.set(isIpv6 ? packet.subarray(24, 40) : packet.subarray(16, 20), isIpv6 ? 64 : 76)
  return concat(header, packet, u16(length))
}

function record(
  body: Uint8Array,
  { component = 'SYSTCPDA', extension = 0, stated = u16(extension), reserved = 0 } = {},
) {
  return concat(ascii('2cUTC'), Uint8Array.of(reserved), stated, ascii(component), new Uint8Array(extension), body)
}

function ipAt(packet: Uint8Array): number {
  const moved = concat(new Uint8Array(5), packet, new Uint8Array(3))
  const at = linkDecoder(147)?.(moved, 5, 5 + packet.length) ?? Number.NaN
  return at < 0 ? at : at - 5
}

it.each([
  ['IPv4', record(entry(ip)), 16 + 112],
  ['IPv6', record(entry(ipv6Tcp({}))), 16 + 112],
  ['a longer header', record(entry(ip, 144)), 16 + 144],
  ['an extension', record(entry(ip), { extension: 32 }), 16 + 32 + 112],
  ['an extension of old', record(entry(ip), { extension: 48, stated: u16(0x2020), reserved: 0x20 }), 16 + 48 + 112],
])('finds %s in a packet trace', (_name, packet, at) => {
  expect(ipAt(packet)).toBe(at)
})

it.each([
  ['another component', record(entry(ip), { component: 'GSKSRVR ' })],
  ['something else of a user', concat(ascii('mine!'), entry(ip))],
  ['addresses that are not those of the entry', record(entry(ip).fill(9, 60, 64))],
  ['an extension beyond the end', record(entry(ip), { stated: u16(0xffff) })],
  ['an entry whose length lies', record(entry(ip).fill(0, 0, 2))],
  ['a packet that is far away', record(entry(ip, 600))],
])('does not take %s', (_name, packet) => {
  expect(ipAt(packet)).toBe(NOT_UNDERSTOOD)
})

it('takes no packet whose header is cut', () => {
  const whole = record(entry(ip))
  for (let length = 0; length < 16 + 112 + 20; length++)
    expect(ipAt(whole.subarray(0, length)), String(length)).toBe(NOT_UNDERSTOOD)
  expect(ipAt(whole.subarray(0, 16 + 112 + 20))).toBe(16 + 112)
})
