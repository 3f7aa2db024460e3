import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeEvents, decodeMessages, LegContentEncoder } from '../../../db/leg-content.ts'
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
  const encoder = new LegContentEncoder()
  for (const one of messages) encoder.message(one, undefined)
  for (const one of events) encoder.event(one)
  return encoder.take()
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
    const encoder = new LegContentEncoder()
    encoder.message(aMessage({ bytes }), 7)
    encoder.message(aMessage(), undefined)
    const content = encoder.take()
    expect(content.length).toBeLessThan(600)
    const found = decodeMessages(content, 9, (number) => (number === 7 ? bytes : undefined))
    expect(found).toStrictEqual([aMessage({ bytes }), aMessage()])
    expect(decodeMessages(content, 9, none)[0]).toStrictEqual(aMessage({ bytes: new Uint8Array(0), complete: false }))
  })
})
