/** Captures and listings of the same handshakes: what both saw is joined, with the clocks' distance that the case was made with. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { detectFormat } from '../../../main/format/registry.ts'
import { readCapture } from '../../../main/ingest/capture.ts'
import { joinLegs } from '../../../main/join/join.ts'
import { mergeMessages, sourced } from '../../../main/join/merge-messages.ts'
import type { Leg } from '../../../main/tls/leg.ts'
import { feed } from '../../support/feed.ts'
import { readTraceLegs } from '../../support/read-trace.ts'
import { sharedFolder } from '../../support/shared-folder.ts'
import { IGNORING_SINK } from '../../support/ignoring-sink.ts'

interface Case {
  readonly files: { readonly gsk?: string; readonly capture?: string }
  readonly sources: { readonly gsk?: { readonly clockOffsetSeconds: number } }
  readonly connections: readonly {
    readonly clientRandom: string | null
    readonly sources: readonly string[]
    readonly messages: readonly unknown[]
  }[]
}

const TOLERANCE_NS = 1_000_000n
const DAY_NS = 86_400_000_000_000n
const CAPTURE = 1
const LISTING = 2
const NO_SIZES = { readOf: () => [], sentOf: () => ({ client: [], server: [] }) }

const folder = join(sharedFolder ?? '', 'zos-cases')
const names =
  sharedFolder === undefined
    ? []
    : readdirSync(folder)
        .filter((name) => existsSync(join(folder, name, 'case.json')))
        .sort()
const cases = names.flatMap((name) => {
  const truth = JSON.parse(readFileSync(join(folder, name, 'case.json'), 'utf8')) as Case
  const { gsk, capture } = truth.files
  if (gsk === undefined || capture === undefined) return []
  const packets = new Uint8Array(readFileSync(join(folder, name, capture)))
  const detected = detectFormat(packets, packets.length)
  if (!('reader' in detected) || detected.reader.kind !== 'packets') return []
  return [{ name, truth, packets, reader: detected.reader, listing: join(folder, name, gsk) }]
})

function captureLegs({ reader, packets }: (typeof cases)[number]): Leg[] {
  const legs: Leg[] = []
  const sink = {
    ...IGNORING_SINK,
    legFinished: (leg: Leg) => legs.push(leg),
  }
  feed(readCapture(reader, sink), packets, packets.length)
  return legs
}

function randomOf({ messages }: Leg): string | undefined {
  const hello = messages.find(({ content, type }) => content === 'handshake' && type === 1)
  return hello === undefined || hello.bytes.length < 38
    ? undefined
    : Buffer.from(hello.bytes.subarray(6, 38)).toString('hex')
}

describe.skipIf(sharedFolder === undefined)('captures and listings', () => {
  it('are there', () => {
    expect(cases.length).toBeGreaterThan(30)
  })

  it.each(cases)('$name', (one) => {
    const legs = [
      ...captureLegs(one).map((leg) => ({ leg, source: CAPTURE })),
      ...readTraceLegs(new Uint8Array(readFileSync(one.listing))).legs.map((leg) => ({ leg, source: LISTING })),
    ]
    const keys = legs.map(({ leg, source }, id) => ({
      id,
      source,
      role: leg.role,
      clientRandom: randomOf(leg),
      client: leg.client,
      server: leg.server,
      startNs: leg.startNs,
      messageCount: leg.messages.length,
    }))
    const read = (id: number): Leg[] => legs.slice(id, id + 1).map(({ leg }) => leg)
    const { joins: found, clocks } = joinLegs(
      keys,
      [
        { id: CAPTURE, utc: true },
        { id: LISTING, utc: false },
      ],
      { sizes: NO_SIZES, read },
    )
    const joins = found.map((join) => join.legs.flatMap(({ id }) => read(id)))
    // What the capture has no TLS of is not here.
    const expected = one.truth.connections.filter(
      ({ sources, messages }) => sources.includes('capture') && sources.includes('gsk') && messages.length > 0,
    )
    const randoms = joins.flatMap(([leg]) => (leg && randomOf(leg)) ?? [])
    for (const { clientRandom } of expected) expect(randoms).toContain(clientRandom)
    if (joins.length === 0) return

    const offset = clocks.get(LISTING)?.offsetNs
    if (offset === undefined) throw new Error('no clock was set')
    const added = BigInt(Math.round((one.truth.sources.gsk?.clockOffsetSeconds ?? 0) * 1000)) * 1_000_000n
    // a listing without a date counts from midnight
    const undated = offset > 365n * DAY_NS
    const error = undated ? (((offset + added) % DAY_NS) + DAY_NS) % DAY_NS : offset + added
    const distance = undated && error > DAY_NS / 2n ? DAY_NS - error : error < 0n ? -error : error
    expect(distance <= TOLERANCE_NS, `off by ${distance} ns`).toBe(true)

    for (const [wire, host] of joins) {
      if (wire === undefined || host === undefined) continue
      const merged = mergeMessages(sourced(CAPTURE, wire.messages), sourced(LISTING, host.messages, offset))
      const shown = merged.filter(({ message }) => message.content === 'handshake' && message.bytes.length > 0)
      const digests = shown.map(({ message }) => createHash('sha256').update(message.bytes).digest('hex'))
      const inEither = [...wire.messages, ...host.messages].filter(
        ({ content, bytes, complete }) => content === 'handshake' && bytes.length > 0 && complete,
      )
      expect(new Set(digests).size).toBe(digests.length)
      for (const { bytes } of inEither) expect(digests).toContain(createHash('sha256').update(bytes).digest('hex'))
      // what the wire shows keeps the wire's order
      const frames = merged.filter(({ source }) => source === CAPTURE).map(({ message }) => message.frame ?? 0)
      expect(frames).toEqual([...frames].sort((a, b) => a - b))
    }
  })
})
