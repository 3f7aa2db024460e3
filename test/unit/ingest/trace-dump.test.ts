import { describe, expect, it } from 'vitest'
import { latin } from '../../support/bytes.ts'
import { messagesInDump } from '../../../main/ingest/trace-dump.ts'

const message = (type: number, ...body: number[]): number[] => [
  type,
  body.length >> 16,
  (body.length >> 8) & 255,
  body.length & 255,
  ...body,
]
const record = (type: number, ...fragment: number[]): number[] => [
  type,
  3,
  3,
  fragment.length >> 8,
  fragment.length & 255,
  ...fragment,
]
const HELLO_BODY = [3, 3, ...new Array<number>(32).fill(7), 0, 0, 2, 0x13, 1, 1, 0]
const HELLO = message(1, ...HELLO_BODY)
const FINISHED = message(20, ...new Array<number>(12).fill(9))

const found = (bytes: readonly number[]) =>
  messagesInDump(Uint8Array.from(bytes)).map(({ content, type, start, end, complete }) => [
    content,
    type,
    start,
    end,
    complete,
  ])

describe('messagesInDump', () => {
  it('finds one message, and several', () => {
    expect(found(HELLO)).toEqual([['handshake', 1, 0, HELLO.length, true]])
    expect(found([...message(14), ...FINISHED])).toEqual([
      ['handshake', 14, 0, 4, true],
      ['handshake', 20, 4, 20, true],
    ])
  })

  it('finds a message that is cut, as far as it is there', () => {
    expect(found(HELLO.slice(0, 32))).toEqual([['handshake', 1, 0, 32, false]])
    expect(messagesInDump(Uint8Array.from(HELLO.slice(0, 32)))[0]?.length).toBe(HELLO_BODY.length)
    const certificate = message(11, 0, 0, 9, 0, 0, 6, 1, 2, 3, 4, 5, 6)
    expect(found(certificate.slice(0, 10))).toEqual([['handshake', 11, 0, 10, false]])
  })

  it('finds messages behind record headers', () => {
    expect(found(record(22, ...HELLO))).toEqual([['handshake', 1, 5, 5 + HELLO.length, true]])
    expect(found([...record(20, 1), ...record(21, 2, 40), ...record(23, 1, 2, 3)])).toEqual([
      ['change_cipher_spec', undefined, 5, 6, true],
      ['alert', 40, 11, 13, true],
    ])
    expect(messagesInDump(Uint8Array.from(record(22, ...HELLO)))[0]?.recordVersion).toBe(0x0303)
    expect(found(record(22, 0x91, 0x22, 0x33, 0x44, 0x55, 0x66))).toEqual([])
  })

  it('keeps a broken message that fills its dump', () => {
    expect(found(message(1, 3, 3, 1, 2, 3))).toEqual([['handshake', 1, 0, 9, true]])
  })

  it('takes two bytes for an alert where level and description are known', () => {
    expect(found([2, 40])).toEqual([['alert', 40, 0, 2, true]])
    expect(found([3, 40])).toEqual([])
    expect(found([2, 201])).toEqual([])
  })

  it.each([
    ['a DER certificate', [0x30, 0x82, 3, 0x6a, 0x30, 0x82, 2, 0x52]],
    ['HTTP', [...latin('HTTP/1.1 200 OK')]],
    ['a digest that begins like a message', [1, 0, 0, 40, ...new Array<number>(28).fill(5)]],
    ['a type nobody knows', message(99, 1, 2, 3)],
    ['a message with something behind it', [...HELLO, 1, 2]],
    ['zeros', new Array<number>(40).fill(0)],
    ['a ClientHello cut before anything can be checked', HELLO.slice(0, 9)],
    ['nothing', []],
    ['one byte', [1]],
  ])('leaves %s alone', (_, bytes) => {
    expect(found(bytes)).toEqual([])
  })
})
