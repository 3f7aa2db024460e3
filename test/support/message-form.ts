import { describe, expect, test } from 'vitest'
import type { Field } from '../../main/tls/field.ts'
import type { DecodedHandshake, HandshakeContext } from '../../main/tls/handshake.ts'
import { decodeHandshake } from '../../main/tls/handshake.ts'
import type { Bytes } from './tls-bytes.ts'

/** A handshake message in one of its forms: its bytes, what settles the form, and what is to be read of it. */
export type MessageForm = readonly [name: string, bytes: Bytes, context: HandshakeContext, value: object]

export const TLS10: HandshakeContext = { version: 0x0301 }
export const TLS12: HandshakeContext = { version: 0x0303, cipherSuite: 0xc02f }
export const TLS13: HandshakeContext = { version: 0x0304, cipherSuite: 0x1301 }

export function decode(bytes: Bytes, context: HandshakeContext = {}): DecodedHandshake {
  return decodeHandshake(Uint8Array.from(bytes), context, true)
}

/** What every form of every message owes: it is read whole, and cut or with a byte too many it says where it went wrong. */
export function describeForms(forms: readonly MessageForm[]): void {
  describe.each(forms)('%s', (_, bytes, context, value) => {
    test('is read', () => {
      const decoded = decode(bytes, context)
      expect(decoded.error).toBeUndefined()
      expectPart(decoded.value, value)
      expect(coveredBy(decoded.fields)).toBe(bytes.length)
      expect(problems(decoded.fields)).toEqual([])
    })

    test('cut anywhere it gives an error with a place inside, and never more than was there', () => {
      for (let length = 0; length < bytes.length; length += 1) {
        const { error, fields } = decode(bytes.slice(0, length), context)
        expect(error?.offset, `cut at ${length}`).toBeLessThanOrEqual(length)
        expect(coveredBy(fields)).toBeLessThanOrEqual(length)
      }
    })

    test('a byte too many is an error at that byte', () => {
      const { error, fields } = decode([...bytes, 0], context)
      expect(error?.offset).toBe(bytes.length)
      expect(fields.at(-1)?.name).toBe('trailing_bytes')
    })
  })
}

/** Just these properties, `undefined` for those that must not have been read. */
export function expectPart(actual: object, expected: object): void {
  expect(Object.fromEntries(Object.keys(expected).map((key) => [key, Reflect.get(actual, key)]))).toEqual(expected)
}

export function problems(fields: readonly Field[]): string[] {
  return flat(fields).flatMap(({ problem }) => problem ?? [])
}

export function meanings(fields: readonly Field[]): string[] {
  return flat(fields).flatMap(({ meaning }) => meaning ?? [])
}

/** Where the last field ends. */
export function coveredBy(fields: readonly Field[]): number {
  return Math.max(0, ...flat(fields).map(({ end }) => end))
}

function flat(fields: readonly Field[]): Field[] {
  return fields.flatMap((field) => [field, ...flat(field.children)])
}
