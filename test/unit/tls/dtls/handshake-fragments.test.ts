import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFragment } from '../../../../main/tls/dtls/handshake-fragment.ts'
import { HandshakeFragments } from '../../../../main/tls/dtls/handshake-fragments.ts'
import { dtlsFragment } from '../../../support/datagram-writer.ts'
import { clientHello } from '../../../support/tls-bytes.ts'

const hello = clientHello({ version: 0xfefd })
const bodyLength = hello.length - 4

/** Adds fragments of the hello, each by what `dtlsFragment` takes, and returns what they complete. */
function add(
  fragments: HandshakeFragments,
  ...parts: readonly (readonly [from: number, until: number, sequence?: number])[]
) {
  let completed
  for (const [from, until, sequence = 0] of parts) {
    const bytes = Uint8Array.from(dtlsFragment(hello, sequence, from, until))
    const fragment = readFragment(bytes, 0, bytes.length)
    if (fragment) completed ??= fragments.add(bytes, fragment, 1_000 + from)
  }
  return completed
}

describe('readFragment', () => {
  it('refuses lengths that lie, at every place', () => {
    const bytes = Uint8Array.from(dtlsFragment(hello, 3, 5, 9))
    expect(readFragment(bytes, 0, bytes.length)).toEqual({
      type: 1,
      length: bodyLength,
      sequence: 3,
      offset: 5,
      bodyStart: 12,
      bodyEnd: 16,
    })
    for (let length = 0; length < 12; length++) expect(readFragment(bytes, 0, length)).toBeUndefined()
    expect(readFragment(bytes, 0, 14)).toMatchObject({ bodyEnd: 14 })
    bytes[11] = bodyLength
    expect(readFragment(bytes, 0, bytes.length)).toBeUndefined()
  })
})

describe('HandshakeFragments', () => {
  it('gives a message with the header of TLS, once', () => {
    const fragments = new HandshakeFragments()
    expect(add(fragments, [0, bodyLength])).toEqual({
      type: 1,
      length: bodyLength,
      bytes: Uint8Array.from(hello),
      complete: true,
      start: 1_000,
      end: 1_000 + bodyLength,
    })
    expect(add(fragments, [0, bodyLength])).toBeUndefined()
    expect(fragments.flush()).toEqual([])
  })

  it('puts fragments together in whatever order they come, and however they overlap', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: bodyLength - 1 }), { maxLength: 6 })
    fc.assert(
      fc.property(cuts, fc.integer({ min: 0, max: 9 }), fc.integer(), (places, overlap, turn) => {
        const ends = [...places.sort((one, other) => one - other), bodyLength]
        const parts = ends.map((end, at) => [Math.max(0, (ends[at - 1] ?? 0) - overlap), end] as const)
        const by = Math.abs(turn) % parts.length
        const completed = add(new HandshakeFragments(), ...parts.slice(by), ...parts.slice(0, by))
        expect(completed?.bytes).toEqual(Uint8Array.from(hello))
      }),
    )
  })

  it('gives what there is of one that is not whole, from its beginning on', () => {
    const fragments = new HandshakeFragments()
    add(fragments, [0, 20], [30, 34])
    expect(fragments.flush()).toMatchObject([
      { length: bodyLength, complete: false, bytes: Uint8Array.from(hello.slice(0, 24)), start: 1_000, end: 1_034 },
    ])
    add(fragments, [5, 20])
    expect(fragments.flush()).toEqual([])
  })

  it('keeps two under way and forgets the older one', () => {
    const fragments = new HandshakeFragments()
    expect(add(fragments, [0, 9, 0], [0, 9, 1], [9, bodyLength, 0])?.complete).toBe(true)
    expect(add(fragments, [0, 9, 2], [0, 9, 3], [9, bodyLength, 1])).toBeUndefined()
  })

  it('keeps what came, whatever length is stated', () => {
    const before = process.memoryUsage().arrayBuffers
    const sides = Array.from({ length: 1_024 }, () => {
      const fragments = new HandshakeFragments()
      const bytes = Uint8Array.from(hello.slice(0, 20))
      for (const sequence of [0, 1]) {
        fragments.add(bytes, { type: 1, length: 16_384, sequence, offset: 0, bodyStart: 4, bodyEnd: 20 }, 0)
      }
      return fragments
    })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4_000_000)
    expect(sides[9]?.flush()).toMatchObject([{ length: 16_384, complete: false }, { length: 16_384 }])
  })

  it('lets an empty fragment begin nothing, unless the message is empty', () => {
    const fragments = new HandshakeFragments()
    expect(add(fragments, [0, 9, 0], [9, 9, 1], [0, 0, 2], [9, bodyLength, 0])?.complete).toBe(true)
    const empty = { type: 14, length: 0, sequence: 3, offset: 0, bodyStart: 12, bodyEnd: 12 }
    expect(fragments.add(new Uint8Array(12), empty, 0)).toMatchObject({ length: 0, complete: true })
  })

  it('takes no message that is longer than a hello, and no more pieces than one comes in', () => {
    const fragments = new HandshakeFragments()
    const bytes = new Uint8Array(20_000)
    const whole = (length: number, sequence: number) =>
      fragments.add(bytes, { type: 1, length, sequence, offset: 0, bodyStart: 0, bodyEnd: length }, 0)
    expect(whole(16_385, 0)).toBeUndefined()
    expect(whole(16_384, 1)?.complete).toBe(true)
    for (let offset = 0; offset < 200; offset += 2) {
      fragments.add(bytes, { type: 1, length: 200, sequence: 2, offset, bodyStart: 0, bodyEnd: 1 }, 0)
    }
    expect(whole(200, 2)).toBeUndefined()
    expect(fragments.flush()).toMatchObject([{ length: 200, complete: false }])
  })
})
