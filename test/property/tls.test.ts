import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TlsConnection } from '../../main/tls/connection.ts'
import type { Field } from '../../main/tls/field.ts'
import { decodeHandshake } from '../../main/tls/handshake.ts'
import type { Leg } from '../../main/tls/leg.ts'
import { looksLikeTls } from '../../main/tls/looks-like-tls.ts'
import { messageFields } from '../../main/tls/message-fields.ts'
import type { Side } from '../../main/tls/message.ts'
import { messageTree } from '../../main/tls/message-tree.ts'
import { negotiation } from '../../main/tls/negotiation.ts'
import { summarize } from '../../main/tls/summary.ts'
import {
  clientHello,
  emptyLeg,
  extension,
  filled,
  handshake,
  record,
  SELECTED_VERSION_13,
  serverHello,
  SUPPORTED_VERSIONS_13,
  u16,
  vector,
} from '../support/tls-bytes.ts'

const type = fc.constantFrom(0, 1, 2, 4, 5, 6, 8, 11, 12, 13, 14, 15, 16, 20, 21, 22, 24, 25, 67, 254, 99)
const code = fc.integer({ min: 0, max: 0xffff })

/** Handshake messages that are nearly right: a header that fits, extensions with known types and any data. */
const nearlyRight = fc.oneof(
  fc.tuple(type, fc.uint8Array({ maxLength: 200 })).map(([msgType, body]) => handshake(msgType, [...body])),
  fc
    .array(
      fc.tuple(
        fc.constantFrom(
          0,
          1,
          5,
          10,
          11,
          13,
          15,
          16,
          17,
          18,
          19,
          27,
          34,
          35,
          41,
          42,
          43,
          44,
          45,
          47,
          48,
          50,
          51,
          0xfe0d,
          0xff01,
          13172,
        ),
        fc.uint8Array({ maxLength: 60 }),
      ),
      { maxLength: 6 },
    )
    .map((list) =>
      clientHello({ extensions: list.map(([extensionType, data]) => extension(extensionType, [...data])) }),
    ),
)
const context = fc.record({
  version: fc.option(fc.constantFrom(0x0300, 0x0301, 0x0303, 0x0304), { nil: undefined }),
  cipherSuite: fc.option(code, { nil: undefined }),
})

describe('decodeHandshake, any bytes', () => {
  test('give a value, or an error inside them; the tree stays inside, too, and children inside their parents', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          nearlyRight,
          fc.uint8Array({ maxLength: 100 }).map((bytes) => [...bytes]),
        ),
        context,
        (bytes, settled) => {
          const decoded = decodeHandshake(Uint8Array.from(bytes), settled, true)
          if (decoded.error !== undefined) {
            expect(decoded.error.offset).toBeGreaterThanOrEqual(0)
            expect(decoded.error.offset).toBeLessThanOrEqual(bytes.length)
          }
          inside(decoded.fields, 0, bytes.length)
          messageFields(decoded.value)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('mean the same with and without the tree', () => {
    fc.assert(
      fc.property(nearlyRight, context, (bytes, settled) => {
        const plain = decodeHandshake(Uint8Array.from(bytes), settled, false)
        const annotated = decodeHandshake(Uint8Array.from(bytes), settled, true)
        expect(plain.value).toEqual(annotated.value)
        expect(plain.error?.message).toBe(annotated.error?.message)
      }),
      { numRuns: 500 },
    )
  })

  test('keep every code point as it came', () => {
    fc.assert(
      fc.property(fc.array(code, { maxLength: 40 }), fc.array(code, { maxLength: 20 }), (suites, groups) => {
        const bytes = clientHello({ suites, extensions: [extension(10, vector(2, ...groups.map(u16)))] })
        const fields = messageFields(decodeHandshake(Uint8Array.from(bytes), {}, false).value)
        expect(fields).toMatchObject({ cipherSuites: suites, supportedGroups: groups })
      }),
    )
  })
})

/** Streams of both sides as they are met: hello to data, in TLS 1.2 and 1.3, with oddities in between. */
const CLIENT = fc.constantFrom(
  [
    ...record(22, clientHello(), 0x0301),
    ...record(22, handshake(16, vector(1, 4))),
    ...record(20, [1]),
    ...record(22, filled(40)),
    ...record(23, filled(100)),
    ...record(21, filled(26)),
  ],
  [
    ...record(22, clientHello({ extensions: [SUPPORTED_VERSIONS_13] }), 0x0301),
    ...record(20, [1]),
    ...record(23, filled(53)),
    ...record(23, filled(19)),
  ],
  [0x80, 28, 1, 3, 1, 0, 3, 0, 0, 0, 16, 0, 0, 0x2f, ...filled(16), ...record(21, [2, 40])],
  [
    ...record(22, []),
    ...record(22, clientHello().slice(0, 7)),
    ...record(22, clientHello().slice(7)),
    ...record(21, [2]),
    ...record(21, [40]),
  ],
  [...record(22, filled(40)), ...record(23, filled(80)), ...filled(30, 0x41), ...record(22, clientHello())],
)
const SERVER = fc.constantFrom(
  [
    ...record(22, [...serverHello(), ...handshake(11, vector(3, vector(3, filled(300)))), ...handshake(14, [])]),
    ...record(20, [1]),
    ...record(22, filled(40)),
    ...record(23, filled(60)),
  ],
  [
    ...record(22, serverHello({ suite: 0x1301, extensions: [SELECTED_VERSION_13] })),
    ...record(20, [1]),
    ...record(23, filled(900)),
    ...record(23, filled(53)),
  ],
  record(21, [1, 112, 2, 40]),
)

describe('TlsConnection', () => {
  test('how bytes are cut into segments never changes what is read', () => {
    fc.assert(
      fc.property(
        CLIENT,
        SERVER,
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }),
        (client, server, sizes) => {
          const whole = read([
            ['client', client],
            ['server', server],
          ])
          const bytewise = read([
            ...client.map((byte) => ['client', [byte]] as const),
            ...server.map((byte) => ['server', [byte]] as const),
          ])
          const cut = read([...pieces('client', client, sizes), ...pieces('server', server, sizes)])
          expect(bytewise).toEqual(whole)
          expect(cut).toEqual(whole)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('any bytes and any gaps leave a leg that everything can be asked about', () => {
    const step = fc.oneof(
      fc.tuple(
        fc.constantFrom<Side>('client', 'server'),
        fc.oneof(
          fc.uint8Array({ maxLength: 80 }).map((bytes) => [...bytes]),
          CLIENT,
          SERVER,
        ),
      ),
      fc.tuple(fc.constantFrom<Side>('client', 'server'), fc.integer({ min: 1, max: 500 })),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const leg = readLeg(steps)
        for (const message of leg.messages) {
          expect(message.bytes.length).toBeLessThanOrEqual(message.length + 4)
          expect(message.extent).toBeGreaterThanOrEqual(0)
        }
        leg.messages.forEach((_, index) => messageTree(leg.messages, index))
        negotiation(leg.messages)
        expect(summarize(leg).signature.length).toBeLessThanOrEqual(101)
      }),
      { numRuns: 500 },
    )
  })
})

test('looksLikeTls takes any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(['client', 'server', 'either', 'no', 'more']).toContain(looksLikeTls(bytes, 0, bytes.length))
    }),
    { numRuns: 2_000 },
  )
})

type Step = readonly [side: Side, bytes: readonly number[] | number]

function readLeg(steps: readonly Step[]): Leg {
  const leg = emptyLeg()
  const connection = new TlsConnection(leg, () => undefined)
  const offsets = { client: 0, server: 100_000 }
  for (const [side, what] of steps) {
    if (typeof what === 'number') connection.gap(side, what, 1, 0, 0)
    else connection.push(side, Uint8Array.from(what), 0, what.length, 1, 0, 0, offsets[side])
    offsets[side] += typeof what === 'number' ? what : what.length
  }
  connection.end()
  return leg
}

function read(steps: readonly Step[]): object {
  const { messages, events } = readLeg(steps)
  // How much of what is no TLS is shown depends on the segment that it began in.
  return { messages, events: events.map((event) => ({ ...event, bytes: event.bytes?.subarray(0, 1) })) }
}

/** `bytes` in pieces of these sizes, again and again. */
function pieces(side: Side, bytes: readonly number[], sizes: readonly number[]): Step[] {
  const all: Step[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    all.push([side, bytes.slice(at, at + size)])
    at += size
  }
  return all
}

function inside(fields: readonly Field[], start: number, end: number): void {
  for (const field of fields) {
    expect(field.start).toBeGreaterThanOrEqual(start)
    expect(field.end).toBeGreaterThanOrEqual(field.start)
    expect(field.end).toBeLessThanOrEqual(end)
    inside(field.children, field.start, field.end)
  }
}
