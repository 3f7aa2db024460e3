import type { WritableCase } from '../../db/open.ts'
import { type StoredConnection, type ConnectionWriter, prepareConnectionWriter } from '../../db/write/connection-row.ts'
import { type LegWriter, prepareLegWriter, type WrittenSoFar } from '../../db/write/leg-row.ts'
import { type LogWriter, prepareLogWriter } from '../../db/write/log-rows.ts'
import { prepareSettingWriter, type SettingWriter } from '../../db/write/setting-rows.ts'
import type { SourceWriter } from '../../db/write/source-row.ts'
import { prepareTraceWriter, type TraceWriter } from '../../db/write/trace-rows.ts'
import type { Leg } from '../tls/leg.ts'
import type { Batch, FirstIds, LegPart } from './batch.ts'
import { summariseConnection } from './summarise-connection.ts'

interface GrowingLeg extends WrittenSoFar {
  readonly leg: Leg
  outcome: StoredConnection['outcome'] | undefined
}

/** Writes one source's batches, a transaction each. */
export class BatchWriter {
  readonly #sourceId: number
  readonly #sourceWriter: SourceWriter
  readonly #legWriter: LegWriter
  readonly #connectionWriter: ConnectionWriter
  readonly #traceWriter: TraceWriter
  readonly #logWriter: LogWriter
  readonly #settingWriter: SettingWriter
  readonly #growing = new Map<number, GrowingLeg>()
  readonly #transaction: (batch: Batch) => void

  constructor(index: WritableCase, sourceId: number, sourceWriter: SourceWriter) {
    this.#sourceId = sourceId
    this.#sourceWriter = sourceWriter
    this.#legWriter = prepareLegWriter(index)
    this.#connectionWriter = prepareConnectionWriter(index)
    this.#traceWriter = prepareTraceWriter(index)
    this.#logWriter = prepareLogWriter(index)
    this.#settingWriter = prepareSettingWriter(index)
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
    for (const part of batch.legs) this.#writeLeg(part)
    this.#legWriter.write()
    if (batch.trace) this.#traceWriter.write(this.#sourceId, batch.trace)
    this.#logWriter.write(this.#sourceId, batch.logs)
    this.#settingWriter.write(this.#sourceId, batch.settings)
    for (const { code, text, count, offset } of batch.warnings)
      this.#sourceWriter.addWarning(this.#sourceId, code, text, count, offset)
  }

  #writeLeg({ id, leg: part, finished }: LegPart): void {
    const known = this.#growing.get(id)
    const leg: Leg = known
      ? { ...part, messages: [...known.leg.messages, ...part.messages], events: [...known.leg.events, ...part.events] }
      : part
    const { transport, client, server, startNs, endNs } = leg
    const frame = { id, sources: [this.#sourceId], partial: !finished, transport, client, server, startNs, endNs }
    const { facts, summary } = summariseConnection(frame, leg)
    const written: WrittenSoFar = { messages: known?.messages ?? 0, events: known?.events ?? 0 }
    this.#legWriter.put(id, this.#sourceId, leg, summary.clientRandom, written)
    this.#connectionWriter.put(facts, known?.outcome)
    if (finished) this.#growing.delete(id)
    else this.#growing.set(id, { leg, ...written, outcome: facts.outcome })
  }
}
