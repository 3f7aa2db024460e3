import { describe, expect, test } from 'vitest'
import { differingBytes } from '../../../../renderer/state/differing-bytes.ts'
import type { Field } from '../../../../preload/contract/connection.ts'
import { messageTree } from '../../../../main/tls/message-tree.ts'
import { clientHello, extension, u16, vector } from '../../../support/tls-bytes.ts'
import { aMessage } from '../../../support/case-fixture.ts'

function side(bytes: readonly number[]): { bytes: Uint8Array; fields: readonly Field[] } {
  const message = aMessage({ bytes: Uint8Array.from(bytes) })
  return { bytes: message.bytes, fields: messageTree([message], 0) }
}

const groups = (...codes: readonly number[]): number[] => extension(10, vector(2, ...codes.map(u16)))
const name = extension(0, [0, 5, 0, 0, 2, 0x61, 0x62])

describe('bytes that two messages do not share', () => {
  test('are none of a message and itself, whatever its random', () => {
    const one = clientHello({ suites: [0xc02b, 0x1301] })
    const other = [...one]
    other[10] = (other[10] ?? 0) ^ 0xff
    expect(differingBytes(side(one), side(other))).toEqual({ a: [], b: [] })
  })

  test('are the members that only one list has', () => {
    const a = side(clientHello({ suites: [0xc02b, 0x1301] }))
    const b = side(clientHello({ suites: [0x1301, 0x009c] }))
    const marked = differingBytes(a, b)
    const shown = (one: { bytes: Uint8Array }, ranges: readonly { start: number; end: number }[]): string[] =>
      ranges.map(({ start, end }) => Buffer.from(one.bytes.subarray(start, end)).toString('hex'))
    expect(shown(a, marked.a)).toEqual(['c02b'])
    expect(shown(b, marked.b)).toEqual(['009c'])
  })

  test('are an extension that only one has, and inside of one that both have the part that differs', () => {
    const a = side(clientHello({ extensions: [name, groups(23, 24)] }))
    const b = side(clientHello({ extensions: [groups(23)] }))
    const marked = differingBytes(a, b)
    expect(marked.b).toEqual([])
    expect(marked.a.some(({ start, end }) => end - start === name.length)).toBe(true)
    expect(marked.a.some(({ start, end }) => end - start === 2)).toBe(true)
  })

  test('of B beside A are those of A beside B', () => {
    const a = side(clientHello({ suites: [1, 2, 3], extensions: [name] }))
    const b = side(clientHello({ suites: [3, 4], extensions: [groups(23)] }))
    const [one, other] = [differingBytes(a, b), differingBytes(b, a)]
    const sorted = (ranges: readonly { start: number; end: number }[]): unknown =>
      [...ranges].sort((x, y) => x.start - y.start)
    expect([sorted(one.a), sorted(one.b)]).toEqual([sorted(other.b), sorted(other.a)])
  })

  test('of a tree that is deeper than any message is are marked as a whole', () => {
    const deep = (byte: number): { bytes: Uint8Array; fields: Field[] } => {
      let field: Field = {
        name: 'x',
        start: 0,
        end: 1,
        value: '',
        meaning: null,
        sentence: null,
        problem: null,
        children: [],
      }
      for (let level = 0; level < 50_000; level++) field = { ...field, children: [field] }
      return { bytes: Uint8Array.of(byte), fields: [field] }
    }
    expect(differingBytes(deep(1), deep(2))).toEqual({ a: [{ start: 0, end: 1 }], b: [{ start: 0, end: 1 }] })
  })
})
