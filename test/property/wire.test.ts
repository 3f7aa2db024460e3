import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkRequestFrame,
  decodeFrame,
  decodeRequestFrame,
  decodeValue,
  encodeFrame,
  encodeValue,
  WireError,
} from '../../preload/contract/wire.ts'

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n }),
  fc.uint8Array({ maxLength: 300 }),
)
const key = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('$n', '$b', '$$n', '$', 'id', '__proto__', 'toJSON'))
const tree = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 5 }), tie('object')),
  object: fc
    .array(fc.tuple(key, tie('value')), { maxLength: 5 })
    .map((entries) => Object.fromEntries(entries) as unknown),
})).value

describe('the wire', () => {
  it('gives back what it was given: big integers, bytes, and keys that look like its own tags', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(decodeValue(encodeValue({ value }))).toStrictEqual({ value })
      }),
    )
  })

  it('carries a Buffer as bytes, although a Buffer brings its own JSON form', () => {
    expect(decodeValue(encodeValue([Buffer.from([1, 2, 255])]))).toStrictEqual([new Uint8Array([1, 2, 255])])
  })

  it('carries bytes longer than one piece of the base64 coder', () => {
    const bytes = new Uint8Array(100_000).map((_, at) => at % 251)
    expect(decodeValue(encodeValue(bytes))).toStrictEqual(bytes)
  })

  it('refuses anything else with an error of its own, never another one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        for (const decode of [decodeFrame, decodeRequestFrame, decodeValue]) {
          try {
            decode(text)
          } catch (error) {
            expect(error).toBeInstanceOf(WireError)
          }
        }
      }),
    )
  })

  it.each([
    '{"$n":"1e5"}',
    '{"$n":5}',
    '{"$n":"' + '9'.repeat(41) + '"}',
    '{"$b":"!"}',
    '{"$b":1}',
    '{"$x":1}',
    '{"$n":"1","a":2}',
  ])('refuses the tag %s', (text) => {
    expect(() => decodeValue(text)).toThrow(WireError)
  })

  it('survives nesting that would exhaust a stack', () => {
    expect(() => decodeValue('['.repeat(2_000_000))).toThrow(WireError)
  })

  it('lets only requests and aborts through to the engine', () => {
    expect(decodeRequestFrame(encodeFrame({ kind: 'abort', id: 3 }))).toStrictEqual({ kind: 'abort', id: 3 })
    const request = { kind: 'request', id: 1, channel: 'case.state', payload: {} } as const
    expect(decodeRequestFrame(encodeFrame(request))).toStrictEqual(request)
    expect(() => checkRequestFrame({ ...request, channel: 'constructor' })).toThrow(WireError)
    expect(() => checkRequestFrame({ ...request, id: '1' })).toThrow(WireError)
    expect(() => checkRequestFrame(undefined)).toThrow(WireError)
  })
})
