import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareConnectionById } from '../../../db/query/connection-by-id.ts'
import { prepareEventsOfLeg } from '../../../db/query/event-list.ts'
import { prepareLegsAfter, type StoredLeg } from '../../../db/query/leg-list.ts'
import { prepareMessagesOfLeg } from '../../../db/query/message-list.ts'
import { prepareSourceWriter } from '../../../db/write/source-row.ts'
import { pcap } from '../../../main/format/pcap.ts'
import { BatchSink } from '../../../main/ingest/batch-sink.ts'
import { BatchWriter } from '../../../main/ingest/batch-writer.ts'
import { readCapture } from '../../../main/ingest/capture.ts'
import type { Leg } from '../../../main/tls/leg.ts'
import { emptyCase } from '../../support/case-fixture.ts'
import { IGNORING_SINK } from '../../support/ignoring-sink.ts'

const CAPTURES = [
  'recorded-tls12-client-cert.pcap',
  'recorded-alert-unknown-ca-tls13.pcap',
  'derived-segments-each-twice-tls12.pcap',
  'derived-one-segment-of-server-flight-lost-tls12.pcap',
]
/** Bytes that are read at once: some packets. */
const PIECE = 700

interface IndexedLeg extends Pick<Leg, 'messages' | 'events'> {
  readonly leg: StoredLeg
  readonly connection: unknown
}

/** What was said, with bytes that compare whatever array they are in. */
function inHex({ messages, events }: Pick<Leg, 'messages' | 'events'>): unknown {
  const hex = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString('hex')
  return [...messages, ...events].map((row) => ({ ...row, bytes: hex(row.bytes) }))
}

/** Legs, connections, messages and events of the index after `file` was read; `between` is called between its pieces. */
function indexed(file: Uint8Array, between: (sink: BatchSink, piece: number) => void): IndexedLeg[] {
  const index = emptyCase()
  const sourceWriter = prepareSourceWriter(index)
  const source = sourceWriter.insert('/data/a.pcap', 'a.pcap', file.length)
  const writer = new BatchWriter(index, source, sourceWriter)
  const sink = new BatchSink(writer.firstIds(), (batch) => writer.write(structuredClone(batch)))
  const reading = readCapture(pcap, sink)
  for (let at = 0, end = 0, piece = 0; end < file.length; piece++) {
    end = Math.min(file.length, end + PIECE)
    at += reading.take(file.subarray(at, end), at, end === file.length)
    between(sink, piece)
  }
  sink.end()
  const messages = prepareMessagesOfLeg(index)
  const events = prepareEventsOfLeg(index)
  const connection = prepareConnectionById(index)
  return prepareLegsAfter(index)(0, 100).map((leg) => ({
    leg,
    connection: connection(leg.id),
    messages: messages(leg.id, 1_000),
    events: events(leg.id, 1_000),
  }))
}

describe('what a capture brings into the index', () => {
  it.each(CAPTURES)('is what its reader said: %s', (name) => {
    const file = readFileSync(join(import.meta.dirname, '../../fixture/capture', name))
    const said: Pick<Leg, 'messages' | 'events'>[] = []
    readCapture(pcap, {
      ...IGNORING_SINK,
      legFinished: ({ messages, events }) => void said.push({ messages, events }),
    }).take(file, 0, true)
    expect(said).not.toEqual([])
    expect(indexed(file, () => undefined).map(inHex)).toEqual(said.map(inHex))
  })

  it.each(CAPTURES)('is the same whenever legs are handed over before their end: %s', (name) => {
    const file = readFileSync(join(import.meta.dirname, '../../fixture/capture', name))
    const atOnce = indexed(file, () => undefined)
    expect(atOnce).not.toEqual([])
    for (const every of [1, 2, 5]) {
      const pieces = indexed(file, (sink, piece) => {
        if (piece % every === 0) sink.handOver()
      })
      expect(pieces).toEqual(atOnce)
    }
  })

  it('holds certificates that legs have in common once, and gives each leg its own', () => {
    const file = readFileSync(join(import.meta.dirname, '../../fixture/capture', CAPTURES[0] ?? ''))
    const index = emptyCase()
    const sourceWriter = prepareSourceWriter(index)
    const source = sourceWriter.insert('/data/a.pcap', 'a.pcap', file.length)
    const writer = new BatchWriter(index, source, sourceWriter)
    const sink = new BatchSink(writer.firstIds(), (batch) => writer.write(structuredClone(batch)))
    for (let copy = 0; copy < 4; copy++) readCapture(pcap, sink).take(file, 0, true)
    sink.end()
    const messages = prepareMessagesOfLeg(index)
    const legs = prepareLegsAfter(index)(0, 10)
    expect(legs).toHaveLength(4)
    for (const { id } of legs) expect(messages(id, 100)).toStrictEqual(messages(1, 100))
    const certificates = messages(1, 100).filter(({ bytes }) => bytes.length >= 512)
    expect(index.db.prepare('SELECT count(*) FROM shared_bytes').pluck().get()).toBe(certificates.length)
  })
})
