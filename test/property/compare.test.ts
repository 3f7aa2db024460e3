import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare } from '../../main/compare/compare.ts'
import type { ComparedHandshake } from '../../main/compare/handshake.ts'
import { certificate, handshake, message } from '../support/compared-handshake.ts'

const says = fc.constantFrom(
  'client client_hello',
  'server server_hello',
  'server hello_retry_request',
  'server certificate',
  'server ?',
  'client ?',
  'client finished',
  'server finished',
  'server alert handshake_failure',
  'client alert bad_certificate',
)
const fields = fc.record({
  random: fc.stringMatching(/^[0-9a-f]{4}$/),
  cipherSuites: fc.uniqueArray(fc.constantFrom(0xc02b, 0xc02f, 0xc030, 0x1301), { maxLength: 4 }),
  extensions: fc.uniqueArray(fc.constantFrom(27, 17513, 65037, 13), { maxLength: 4 }),
})
const handshakes = fc
  .record({
    messages: fc.array(fc.tuple(says, fields), { maxLength: 12 }),
    outcome: fc.constantFrom<ComparedHandshake['outcome'][]>('established', 'failed', 'incomplete'),
    chain: fc.array(fc.constantFrom('RSA', 'EC'), { maxLength: 2 }),
  })
  .map(({ messages, outcome, chain }) =>
    handshake(
      messages.map(([one, values]) => message(one, values)),
      { outcome, certificates: chain.map((keyType, position) => certificate({ keyType, position, sha256: keyType })) },
    ),
  )

const essence = (a: ComparedHandshake, b: ComparedHandshake, mirrored: boolean) =>
  compare(a, b)
    .differences.map((one) => {
      const sides = [
        [one.a, one.onlyA, one.messageA],
        [one.b, one.onlyB, one.messageB],
      ]
      return JSON.stringify([one.path, one.kind, one.weight, mirrored ? sides.toReversed() : sides])
    })
    .toSorted()

describe('comparing', () => {
  it('finds nothing between a handshake and itself', () => {
    fc.assert(
      fc.property(handshakes, (one) => {
        expect(compare(one, one).differences).toEqual([])
      }),
    )
  })

  it('is mirrored when the two are swapped', () => {
    fc.assert(
      fc.property(handshakes, handshakes, (a, b) => {
        expect(essence(a, b, false)).toEqual(essence(b, a, true))
      }),
    )
  })

  it('does not see GREASE, nor the order of extensions', () => {
    fc.assert(
      fc.property(handshakes, handshakes, (a, b) => {
        const greased: ComparedHandshake = {
          ...b,
          messages: b.messages.map((one) => ({
            ...one,
            fields: {
              ...one.fields,
              cipherSuites: [0x8a8a, ...((one.fields['cipherSuites'] as number[] | undefined) ?? [])],
              extensions: [0xdada, ...((one.fields['extensions'] as number[] | undefined) ?? [])].toReversed(),
            },
          })),
        }
        const paths = (other: ComparedHandshake) =>
          compare(a, other).differences.map(({ path, weight }) => `${path} ${weight}`)
        expect(paths(greased)).toEqual(paths(b))
      }),
    )
  })

  it('shows every message of both once', () => {
    fc.assert(
      fc.property(handshakes, handshakes, (a, b) => {
        const { aligned } = compare(a, b)
        const numbers = (side: 'a' | 'b') => aligned.map((row) => row[side]).filter((n) => n !== null)
        expect(numbers('a')).toEqual(a.messages.map(({ n }) => n))
        expect(numbers('b')).toEqual(b.messages.map(({ n }) => n))
      }),
    )
  })
})
