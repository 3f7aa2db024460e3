import { decodeEvents, decodeMessages, type SharedBytes } from '../../db/leg-content.ts'
import type { WritableCase } from '../../db/open.ts'
import { prepareLegContent } from '../../db/query/leg-content.ts'
import { prepareSharedBytes } from '../../db/query/shared-bytes.ts'
import { type ConnectionWriter, prepareConnectionWriter } from '../../db/write/connection-row.ts'
import { type LegWriter, prepareLegWriter } from '../../db/write/leg-row.ts'
import { type LogWriter, prepareLogWriter } from '../../db/write/log-rows.ts'
import { prepareSettingWriter, type SettingWriter } from '../../db/write/setting-rows.ts'
import type { SourceWriter } from '../../db/write/source-row.ts'
import { prepareTraceWriter, type TraceWriter } from '../../db/write/trace-rows.ts'
import type { Batch, FirstIds, LegPart } from './batch.ts'
import { unpackCertificates } from '../tls/unpack-certificate.ts'
import { nodeUnpackers } from './node-unpackers.ts'
import { summariseConnection } from './summarise-connection.ts'

/** Writes one source's batches, a transaction each. Nothing is kept from one to the next: what a leg said before is read back. */
export class BatchWriter {
  readonly #sourceId: number
  readonly #sourceWriter: SourceWriter
  readonly #legWriter: LegWriter
  readonly #connectionWriter: ConnectionWriter
  readonly #traceWriter: TraceWriter
  readonly #logWriter: LogWriter
  readonly #settingWriter: SettingWriter
  readonly #contentBefore: ReturnType<typeof prepareLegContent>
  readonly #shared: ReturnType<typeof prepareSharedBytes>
  readonly #transaction: (batch: Batch) => void
  /** How many of the source were written. */
  legs = 0

  constructor(index: WritableCase, sourceId: number, sourceWriter: SourceWriter) {
    this.#sourceId = sourceId
    this.#sourceWriter = sourceWriter
    this.#legWriter = prepareLegWriter(index)
    this.#connectionWriter = prepareConnectionWriter(index)
    this.#traceWriter = prepareTraceWriter(index)
    this.#logWriter = prepareLogWriter(index)
    this.#settingWriter = prepareSettingWriter(index)
    this.#contentBefore = prepareLegContent(index)
    this.#shared = prepareSharedBytes(index)
    const transaction = index.db.transaction((batch: Batch) => this.#write(batch))
    this.#transaction = (batch) => transaction.immediate(batch)
  }

  firstIds(): FirstIds {
    return { leg: this.#legWriter.highestId() + 1, ...this.#traceWriter.nextIds() }
  }

  write(batch: Batch): void {
    this.#transaction(batch)
  }

  #write(batch: Batch): void {
    for (const { number, bytes } of batch.shared) this.#legWriter.share(this.#sourceId, number, bytes)
    // Legs refer to shared bytes.
    this.#legWriter.write()
    const shared = this.#shared(this.#sourceId)
    for (const part of batch.legs) this.#writeLeg(part, batch.content, shared)
    this.#legWriter.write()
    this.#connectionWriter.write()
    if (batch.trace) this.#traceWriter.write(this.#sourceId, batch.trace)
    this.#logWriter.write(this.#sourceId, batch.logs)
    this.#settingWriter.write(this.#sourceId, batch.settings)
    for (const { code, text, count, offset } of batch.warnings)
      this.#sourceWriter.addWarning(this.#sourceId, code, text, count, offset)
  }

  #writeLeg(part: LegPart, content: Uint8Array, shared: SharedBytes): void {
    const { id, leg, messageCount, eventCount, finished } = part
    if (!part.continues) this.legs++
    let messages = content.subarray(part.start, part.events)
    let events = content.subarray(part.events, part.end)
    if (part.continues) {
      // A leg may stand in a batch twice.
      if (this.#legWriter.isWaiting(id)) this.#legWriter.write()
      const before = this.#contentBefore(id)
      if (before) {
        messages = Buffer.concat([before.messages, messages])
        events = Buffer.concat([before.events, events])
      }
    }
    const view = {
      ...leg,
      messages: unpackCertificates(decodeMessages(messages, Infinity, shared), nodeUnpackers),
      events: decodeEvents(events, Infinity),
    }
    const { transport, client, server, startNs, endNs } = leg
    const frame = { id, sources: [this.#sourceId], partial: !finished, transport, client, server, startNs, endNs }
    const { facts, summary } = summariseConnection(frame, view)
    this.#legWriter.put(id, this.#sourceId, leg, summary.clientRandom, { messages, messageCount, events, eventCount })
    this.#connectionWriter.put(facts, part.continues)
  }
}
