import type { LogMessage } from '../../../main/format/reader.ts'
import { readers } from '../../../main/format/registry.ts'
import { caseFindings } from '../../../main/engine/connection-findings.ts'
import { nodeCrypto } from '../../../main/ingest/node-crypto.ts'
import { recognise } from '../../../main/ingest/recognise.ts'
import type { SourceSink } from '../../../main/ingest/sink.ts'
import { KeyRing } from '../../../main/tls/decrypt/key-ring.ts'
import type { Leg } from '../../../main/tls/leg.ts'
import { feed } from '../../support/feed.ts'
import { examineLeg } from '../examine-leg.ts'
import type { Target } from '../target.ts'

/** A reading says where things stand; beyond the input nothing does. */
class Examiner implements SourceSink {
  readonly #size: number
  readonly legs = new Set<Leg>()
  readonly messages: LogMessage[] = []

  constructor(size: number) {
    this.#size = size
  }

  legChanged(leg: Leg): void {
    this.legs.add(leg)
  }

  legFinished(leg: Leg): void {
    this.legs.add(leg)
  }

  legDropped(leg: Leg): void {
    this.legs.delete(leg)
  }

  traceRecord({ offset, length, dump, detail, description }: Parameters<SourceSink['traceRecord']>[0]): void {
    this.#place(offset, length)
    if (dump !== undefined) this.#place(dump.offset, dump.length)
    if (detail.some((line) => typeof line !== 'string') || typeof description !== 'string') throw new Error('no text')
  }

  logMessage(message: LogMessage): void {
    this.#place(message.offset, message.length)
    if (this.messages.length < 200) this.messages.push(message)
  }

  setting({ offset, length, value }: Parameters<SourceSink['setting']>[0]): void {
    this.#place(offset, length)
    JSON.stringify(value)
  }

  counts(records: number, notUnderstood: number): void {
    if (records < 0 || notUnderstood < 0) throw new Error(`${records} records, ${notUnderstood} not understood`)
  }

  sourceNote(_about: string, _text: string, offset: number): void {
    this.#place(offset, 0)
  }

  handOver(): void {}
  times(): void {}
  alsoHolds(): void {}

  warn(_warning: unknown, offset: number): void {
    if (!(offset >= 0 && offset <= this.#size)) throw new Error(`a warning at ${offset} of ${this.#size}`)
  }

  #place(offset: number, length: number): void {
    if (!(offset >= 0 && length >= 0 && offset + length <= this.#size))
      throw new Error(`${length} bytes at ${offset} of ${this.#size}`)
  }
}

function read(format: string, bytes: Uint8Array, piece: number): void {
  // Whatever it is taken for now, it must be taken for something or be refused.
  recognise('input', bytes, bytes.length, [])
  const recognised = recognise('input', bytes, bytes.length, [], format)
  if ('problem' in recognised) throw new Error(`no reader ${format}`)
  const examiner = new Examiner(bytes.length)
  feed(recognised.open(examiner, { ring: new KeyRing(), crypto: nodeCrypto, embedded: true }), bytes, piece)
  for (const leg of examiner.legs) examineLeg(leg)
  caseFindings(
    examiner.messages.map(({ line, offset, length, id, lines }) => ({
      source: 1,
      line,
      offset,
      length,
      timeNs: undefined,
      id,
      lines,
      afterMessage: 0,
    })),
  )
}

/** For each reader what it is given: files of its format, and its sample. */
export function sourceTargets(files: readonly Uint8Array[]): Target[] {
  const formats = files.map((bytes) => {
    const recognised = recognise('seed', bytes, bytes.length, [])
    return 'problem' in recognised ? undefined : recognised.format
  })
  return readers.map(({ id, sample }) => ({
    name: id,
    seeds: [sample, ...files.filter((_, at) => formats[at] === id)],
    run: (bytes, piece) => read(id, bytes, piece),
  }))
}
