import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ContentBlocks, type ContentMemory, ContentPiece, GrowingContent } from '../../../db/content-memory.ts'
import { decodeEvents, decodeMessages, putEvent, putMessage } from '../../../db/leg-content.ts'
import { CONTENTS, EVENT_KINDS, SIDES, VISIBILITIES } from '../../../db/vocabulary.ts'
import type { ConnectionEvent, TlsMessage } from '../../../main/tls/message.ts'
import { aMessage, anEvent } from '../../support/case-fixture.ts'

const none = (): undefined => undefined
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined })
const time = maybe(fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n }))
const place = maybe(fc.maxSafeNat())
const u32 = fc.nat({ max: 0xffff_ffff })

const message: fc.Arbitrary<TlsMessage> = fc.record({
  timeNs: time,
  frame: place,
  line: place,
  from: fc.constantFrom(...SIDES),
  content: fc.constantFrom(...CONTENTS),
  type: maybe(fc.nat({ max: 255 })),
  level: maybe(fc.nat({ max: 255 })),
  recordVersion: maybe(fc.nat({ max: 0x0304 })),
  length: u32,
  visibility: fc.constantFrom(...VISIBILITIES),
  complete: fc.boolean(),
  bytes: fc.uint8Array({ maxLength: 40 }),
  offset: fc.maxSafeNat(),
  extent: fc.maxSafeNat(),
})
const header = { ttl: fc.nat({ max: 255 }), ipId: fc.integer({ min: -1, max: 0xffff }), window: fc.nat() }
const event: fc.Arbitrary<ConnectionEvent> = fc.record({
  kind: fc.constantFrom(...EVENT_KINDS),
  timeNs: time,
  frame: place,
  line: place,
  from: maybe(fc.constantFrom(...SIDES)),
  afterMessage: u32,
  length: fc.maxSafeNat(),
  text: maybe(fc.string({ unit: 'binary' })),
  bytes: maybe(fc.uint8Array({ maxLength: 40 })),
  packet: maybe(fc.record({ ...header, sequenceAhead: maybe(fc.integer()), before: maybe(fc.record(header)) })),
})

function encoded(messages: readonly TlsMessage[], events: readonly ConnectionEvent[] = []): Uint8Array {
  const content = new ContentPiece()
  put(content, messages, events)
  return content.take()
}

function put(memory: ContentMemory, messages: readonly TlsMessage[], events: readonly ConnectionEvent[]): void {
  for (const one of messages) putMessage(memory, one, undefined)
  for (const one of events) putEvent(memory, one)
}

describe('the content of a leg', () => {
  it('comes back as it was, also put together from pieces', () => {
    fc.assert(
      fc.property(fc.array(message), fc.array(message), fc.array(event), (first, more, events) => {
        const messages = new Uint8Array(Buffer.concat([encoded(first), encoded(more)]))
        expect(decodeMessages(messages, Infinity, none)).toEqual([...first, ...more])
        expect(decodeMessages(messages, 1, none)).toHaveLength(Math.min(1, first.length + more.length))
        expect(decodeEvents(encoded([], events), Infinity)).toEqual(events)
      }),
    )
  })

  it('is the same when it grew in blocks that other legs had before', () => {
    const blocks = new ContentBlocks()
    fc.assert(
      fc.property(fc.array(message), fc.array(event), fc.array(event), (messages, events, later) => {
        const one = new GrowingContent(blocks)
        const other = new GrowingContent(blocks)
        for (const each of messages) {
          putMessage(one, each, undefined)
          put(other, [], later)
        }
        put(one, [], events)
        const piece = new ContentPiece()
        other.drop()
        one.moveTo(piece)
        one.moveTo(piece)
        expect(piece.take()).toEqual(encoded(messages, events))
      }),
    )
  })

  it('keeps a message of any length in one piece while it grows', () => {
    const growing = new GrowingContent(new ContentBlocks())
    const messages = [0, 1, 583, 584, 585, 640, 16_384].map((length) =>
      aMessage({ bytes: new Uint8Array(length).fill(7) }),
    )
    put(growing, messages, [])
    const piece = new ContentPiece()
    growing.moveTo(piece)
    expect(decodeMessages(piece.take(), Infinity, none)).toEqual(messages)
  })

  it('ends where a damaged file cuts it', () => {
    const messages = encoded([aMessage(), aMessage()])
    for (let length = 0; length < messages.length; length++)
      expect(decodeMessages(messages.subarray(0, length), 9, none)).toHaveLength(length < messages.length / 2 ? 0 : 1)
    const events = encoded([], [anEvent({ text: 'lost' }), anEvent({ text: 'lost' })])
    for (let length = 0; length < events.length; length++)
      expect(decodeEvents(events.subarray(0, length), 9)).toHaveLength(length < events.length / 2 ? 0 : 1)
  })

  it('names bytes that are kept once, and is not complete where they are gone', () => {
    const bytes = new Uint8Array(600).fill(11)
    const piece = new ContentPiece()
    putMessage(piece, aMessage({ bytes }), 7)
    putMessage(piece, aMessage(), undefined)
    const content = piece.take()
    expect(content.length).toBeLessThan(600)
    const found = decodeMessages(content, 9, (number) => (number === 7 ? bytes : undefined))
    expect(found).toStrictEqual([aMessage({ bytes }), aMessage()])
    expect(decodeMessages(content, 9, none)[0]).toStrictEqual(aMessage({ bytes: new Uint8Array(0), complete: false }))
  })
})
