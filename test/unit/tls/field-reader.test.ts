import { describe, expect, test } from 'vitest'
import type { OpenField } from '../../../main/tls/field.ts'
import { DecodeError, FieldReader } from '../../../main/tls/field-reader.ts'

function reader(...bytes: number[]): { read: FieldReader; fields: OpenField[] } {
  const fields: OpenField[] = []
  return { read: new FieldReader(Uint8Array.from(bytes), 0, bytes.length, fields), fields }
}

function thrownBy(action: () => unknown): DecodeError {
  try {
    action()
  } catch (error) {
    if (error instanceof DecodeError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('FieldReader', () => {
  test('reads integers of every width and records value and meaning', () => {
    const { read, fields } = reader(1, 2, 3, 4, 5, 6, 0xff, 0xff, 0xff, 0xff)
    expect([read.uint('a', 1), read.uint('b', 2), read.uint('c', 3, () => 'three'), read.uint('d', 4)]).toEqual([
      1, 0x0203, 0x040506, 0xffffffff,
    ])
    expect(fields.map(({ name, start, end, value, meaning }) => [name, start, end, value, meaning])).toEqual([
      ['a', 0, 1, '01', null],
      ['b', 1, 3, '0203', null],
      ['c', 3, 6, '040506', 'three'],
      ['d', 6, 10, 'ffffffff', null],
    ])
  })

  test('a vector spans its length and its content', () => {
    const { read, fields } = reader(2, 0xca, 0xfe, 9)
    expect([...read.vector('session_id', 1)]).toEqual([0xca, 0xfe])
    expect(fields[0]).toMatchObject({
      name: 'session_id',
      start: 0,
      end: 3,
      value: 'cafe',
      children: [{ name: 'length', start: 0, end: 1, value: '2 bytes' }],
    })
    expect(read.left).toBe(1)
  })

  test('a list whose length lies gives its items, then fails at the length', () => {
    const { read, fields } = reader(0, 6, 0, 1, 0, 2)
    const items: number[] = []
    const error = thrownBy(() => read.list('cipher_suites', 2, (item) => items.push(item.uint('cipher_suite', 2))))
    expect(items).toEqual([1, 2])
    expect(error.offset).toBe(0)
    expect(fields[0]?.problem).toBe('says 6 bytes, 4 are there')
  })

  test('an item that does not fit its list fails inside it, and the rest of the message is still there', () => {
    const { read } = reader(3, 0, 1, 7, 8)
    const error = thrownBy(() => read.list('list', 1, (item) => item.uint('item', 2)))
    expect(error.offset).toBe(3)
    expect(read.uint('next', 1)).toBe(8)
  })

  test('too few bytes are shown with the problem', () => {
    const { read, fields } = reader(1, 2)
    expect(thrownBy(() => read.opaque('random', 32)).message).toBe('random: 32 bytes expected, 2 there')
    expect(fields[0]).toMatchObject({
      name: 'random',
      start: 0,
      end: 2,
      value: '0102',
      problem: '32 bytes expected, 2 there',
    })
  })

  test('bytes behind a structure are shown and are an error', () => {
    const { read, fields } = reader(1, 2, 3)
    read.uint('a', 1)
    expect(thrownBy(() => read.finish()).offset).toBe(1)
    expect(fields[1]).toMatchObject({
      name: 'trailing_bytes',
      start: 1,
      end: 3,
      problem: '2 bytes more than the structure has',
    })
  })

  test('an item that takes no bytes is an error, not an endless loop', () => {
    const { read } = reader(1, 0)
    expect(thrownBy(() => read.list('list', 1, () => undefined)).message).toBe('an item without bytes')
  })

  test('a long list is read whole but drawn in part', () => {
    const bytes = [0x13, 0x88, ...new Array<number>(5_000).fill(0)]
    const { read, fields } = reader(...bytes)
    const items: number[] = []
    read.list('items', 2, (item) => items.push(item.uint('item', 1)))
    expect(items.length).toBe(5_000)
    expect(fields[0]?.children.length).toBe(2_049)
    expect(fields[0]?.children.at(-1)).toMatchObject({ name: 'further_items', end: 5_002 })
  })

  test('without fields nothing is recorded and the same is read', () => {
    const read = new FieldReader(Uint8Array.of(1, 5, 0, 2), 0, 4, undefined)
    expect(read.annotated).toBe(false)
    expect([...read.vector('a', 1)]).toEqual([5])
    expect(read.group('pair', (inside) => inside.uint('b', 2))).toBe(2)
  })
})
