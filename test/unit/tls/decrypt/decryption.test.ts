import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { pcapng } from '../../../../main/format/pcapng.ts'
import { KeyRing } from '../../../../main/tls/decrypt/key-ring.ts'
import type { Leg } from '../../../../main/tls/leg.ts'
import { summarize } from '../../../../main/tls/summary.ts'
import { captureFixture } from '../../../support/fixture-files.ts'
import { readKeyed, ringWith, shortForm } from '../../../support/keyed-capture.ts'

const file = (name: string): Uint8Array => Uint8Array.from(readFileSync(captureFixture(name)))

function read(name: string, keys = ringWith(file(`${name}.keys`)), bytes = file(name)): Leg[] {
  return readKeyed(bytes, keys)
}

const told = (leg: Leg | undefined): string => (leg?.messages ?? []).map(shortForm).join(' ')

/** What happened about keys, `>` and `<` as the sender. */
const keyEvents = (legs: readonly Leg[]): string[] =>
  legs
    .flatMap((leg) => leg.events)
    .filter(({ kind }) => ['bad_record_mac', 'keys_do_not_fit', 'finished_does_not_verify'].includes(kind))
    .map(({ kind, from }) => `${from === 'client' ? '>' : '<'}${kind}`)

describe('a connection whose secrets are known', () => {
  it.each([
    [
      'recorded-tls10-seclevel0.pcap',
      'CBC with IVs that are not sent',
      ['>1 <2 <11 <12 <14 >16 >ccs >20+ <4 <ccs <20+ <1/0+ >1/0+'],
    ],
    [
      'recorded-tls12-client-cert.pcap',
      'AES-GCM of TLS 1.2',
      ['>1 <2 <11 <12 <13 <14 >11 >16 >15 >ccs >20+ <4 <ccs <20+ <1/0+ >1/0+'],
    ],
    [
      'recorded-tls12-ecdsa-alpn.pcap',
      'ChaCha20-Poly1305 or GCM, as agreed',
      ['>1 <2 <11 <12 <14 >16 >ccs >20+ <4 <ccs <20+ <1/0+ >1/0+'],
    ],
    [
      'recorded-tls13-client-cert.pcap',
      'TLS 1.3 with a client certificate',
      ['>1 <2 <ccs <8+ <13+ <11+ <15+ <20+ >ccs >11+ >15+ >20+ <4+ <4+ <1/0+ >1/0+'],
    ],
    [
      'recorded-tls13-psk-0rtt.pcap',
      'TLS 1.3 resumed, with early data',
      [
        '>1 <2 <ccs <8+ <11+ <15+ <20+ >ccs >20+ <4+ <4+ >1/0+ <1/0+',
        '>1 >ccs <2 <ccs <8+ <20+ >5+ >20+ <4+ >1/0+ <1/0+',
      ],
    ],
  ])('%s: %s', (name, _what, expected) => {
    const legs = read(name)
    expect(legs.map(told)).toEqual(expected)
    expect(keyEvents(legs)).toEqual([])
    expect(legs.map((leg) => summarize(leg).outcome)).toEqual(legs.map(() => 'established'))
  })

  it('says from the messages what sizes only hint at', () => {
    const [leg] = read('recorded-tls13-client-cert.pcap')
    expect(leg && summarize(leg)).toMatchObject({ clientAuthentication: 'sent', boundary: 'application' })
  })

  it('is as without keys where none is its own', () => {
    for (const name of ['recorded-tls12-client-cert.pcap', 'recorded-tls13-client-cert.pcap']) {
      const without = read(name, new KeyRing())
      expect(read(name, ringWith(file('recorded-tls10-seclevel0.pcap.keys')))).toEqual(without)
      expect(without.map(told).join(' ')).not.toContain('+')
    }
  })

  it('says that a secret does not fit, and shows what it would show without', () => {
    for (const name of ['recorded-tls12-client-cert.pcap', 'recorded-tls13-client-cert.pcap']) {
      const keys = Buffer.from(file(`${name}.keys`)).toString('latin1')
      const wrong = keys.replaceAll(/([0-9a-f]{2})$/gm, (byte) => (byte === '00' ? '01' : '00'))
      const legs = read(name, ringWith(Buffer.from(wrong, 'latin1')))
      expect(legs.map(told)).toEqual(read(name, new KeyRing()).map(told))
      expect(new Set(keyEvents(legs))).toEqual(new Set(['>keys_do_not_fit', '<keys_do_not_fit']))
    }
  })

  it('tells a record that was changed on its way from a wrong key', () => {
    const name = 'recorded-tls12-client-cert.pcap'
    const bytes = file(name)
    const last = read(name)[0]?.messages.at(-1) ?? expect.fail()
    bytes[last.offset] = (bytes[last.offset] ?? 0) ^ 1
    const legs = read(name, undefined, bytes)
    expect(keyEvents(legs)).toEqual(['>bad_record_mac'])
    expect(legs[0]?.messages.at(-1)).toMatchObject({ content: 'alert', visibility: 'encrypted' })
  })

  it('tells a handshake that was changed on its way by its Finished', () => {
    // The last byte of the ClientHello is in its last extension; neither side's keys depend on it here.
    const name = 'recorded-tls12-client-cert.pcap'
    const bytes = file(name)
    const hello = read(name)[0]?.messages[0] ?? expect.fail()
    const at = hello.offset + hello.extent - 1
    bytes[at] = (bytes[at] ?? 0) ^ 1
    expect(keyEvents(read(name, undefined, bytes))).toEqual(['>finished_does_not_verify', '<finished_does_not_verify'])
  })

  it('takes secrets from inside a capture, and from behind its packets when it is read again', () => {
    const bytes = file('derived-dsb-big-endian-tls12.pcapng')
    const ring = new KeyRing()
    expect(told(readKeyed(bytes, ring, pcapng)[0])).toContain('>20+')
    expect(ring.cameLate).toBe(false)

    const late = new KeyRing()
    const moved = secretsLast(bytes)
    expect(told(readKeyed(moved, late, pcapng)[0])).not.toContain('+')
    expect(late.cameLate).toBe(true)
    expect(told(readKeyed(moved, late, pcapng)[0])).toContain('>20+')
  })

  it('shows where in the source a message was decrypted from', () => {
    const [leg] = read('recorded-tls13-client-cert.pcap')
    const flight = (leg?.messages ?? []).filter(
      ({ from, visibility }) => from === 'server' && visibility === 'decrypted',
    )
    for (const [index, message] of flight.entries()) {
      expect(message.extent).toBe(message.bytes.length)
      expect(message.offset).toBeGreaterThan(flight[index - 1]?.offset ?? 0)
    }
  })
})

/** The same blocks with the secrets at the end. Block type 10, big endian. */
function secretsLast(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer)
  const blocks: Uint8Array[] = []
  const secrets: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const length = view.getUint32(at + 4)
    const block = bytes.subarray(at, at + length)
    if (view.getUint32(at) === 10) secrets.push(block)
    else blocks.push(block)
    at += length
  }
  expect(secrets).not.toEqual([])
  return Uint8Array.from(Buffer.concat([...blocks, ...secrets]))
}

it('keeps nothing of a record but its messages', () => {
  const [leg] = read('recorded-tls13-client-cert.pcap')
  for (const { bytes } of leg?.messages ?? []) {
    expect(Object.getPrototypeOf(bytes)).toBe(Uint8Array.prototype)
    expect(bytes.buffer.byteLength).toBe(bytes.length)
  }
})
