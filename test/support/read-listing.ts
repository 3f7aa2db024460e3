import { gskCtrace } from '../../main/format/gsk-ctrace/gsk-ctrace.ts'
import type { TraceRecord } from '../../main/format/reader.ts'
import { feed } from './feed.ts'

/** A trace record's values, kept. */
export interface KeptRecord {
  readonly line: number
  readonly offset: number
  readonly length: number
  readonly systemName: string
  readonly mnemonic: string
  readonly entryId: string
  readonly timeOfDayNs: number
  readonly day: number
  readonly dated: boolean
  readonly description: string
  readonly job: string | undefined
  readonly process: string | undefined
  readonly thread: string | undefined
  readonly functionName: string | undefined
  readonly detail: readonly string[]
  readonly detailCut: boolean
  readonly dump: KeptDump | undefined
}

export interface KeptDump {
  readonly line: number
  readonly offset: number
  readonly length: number
  readonly title: string | undefined
  readonly bytes: Uint8Array
  readonly damaged: boolean
}

export interface KeptListing {
  readonly records: KeptRecord[]
  /** Line numbers. */
  readonly notUnderstood: number[]
  readonly warnings: string[]
}

/** Reads a whole listing, brought in pieces of `pieceSize` bytes as a file would be. */
export function readListing(bytes: Uint8Array, pieceSize = bytes.length): KeptListing {
  const listing: KeptListing = { records: [], notUnderstood: [], warnings: [] }
  const reading = gskCtrace.open({
    record: (record) => listing.records.push(kept(record)),
    notUnderstood: (line) => listing.notUnderstood.push(line),
    warn: (warning) => listing.warnings.push(warning.code),
  })
  feed(reading, bytes, pieceSize)
  return listing
}

function kept(record: TraceRecord): KeptRecord {
  const dump = record.dump
  return {
    line: record.line,
    offset: record.offset,
    length: record.length,
    systemName: record.systemName,
    mnemonic: record.mnemonic,
    entryId: record.entryId,
    timeOfDayNs: record.timeOfDayNs,
    day: record.day,
    dated: record.dated,
    description: record.description,
    job: record.job,
    process: record.process,
    thread: record.thread,
    functionName: record.functionName,
    detail: [...record.detail],
    detailCut: record.detailCut,
    dump: dump && {
      line: dump.line,
      offset: dump.offset,
      length: dump.length,
      title: dump.title,
      bytes: dump.bytes.slice(),
      damaged: dump.damaged,
    },
  }
}
