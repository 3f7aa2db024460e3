import type { PacketSink } from './reader.ts'
import { decodeText } from './text/latin.ts'

/** Records of a name resolution block (draft-ietf-opsawg-pcapng §4.5): an address, then names that end with a zero byte. */
const IPV4 = 1
const IPV6 = 2

/** Tells the names in `bytes[start..end)`: `10.1.1.2 is called tn3270.example`. */
export function readNames(
  bytes: Uint8Array,
  start: number,
  end: number,
  bigEndian: boolean,
  offset: number,
  sink: Pick<PacketSink, 'note'>,
): void {
  const u16 = (at: number): number =>
    bigEndian ? ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0) : ((bytes[at + 1] ?? 0) << 8) | (bytes[at] ?? 0)
  let at = start
  while (end - at >= 4) {
    const type = u16(at)
    const length = u16(at + 2)
    const value = at + 4
    if (type === 0 || length > end - value) return
    const addressLength = type === IPV4 ? 4 : 16
    if ((type === IPV4 || type === IPV6) && length > addressLength) {
      const names = decodeText(bytes, value + addressLength, value + length)
        .split('\0')
        .filter((name) => name !== '')
      const address = bytes.subarray(value, value + addressLength)
      if (names.length > 0) sink.note(addressText(address), `is called ${names.join(', ')}`, offset + value)
    }
    at = value + length + (-length & 3)
  }
}

function addressText(address: Uint8Array): string {
  if (address.length === 4) return address.join('.')
  const groups = Array.from(
    { length: 8 },
    (_, index) => ((address[index * 2] ?? 0) << 8) | (address[index * 2 + 1] ?? 0),
  )
  return groups.map((group) => group.toString(16)).join(':')
}
