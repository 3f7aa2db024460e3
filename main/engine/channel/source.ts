import { prepareConnectionOfLeg } from '../../../db/query/connection-of-leg.ts'
import { prepareLogMessageAt } from '../../../db/query/log-message-at.ts'
import type { StoredSource } from '../../../db/query/source-list.ts'
import { type PlacedRecord, prepareTraceRecordAt } from '../../../db/query/trace-record-at.ts'
import type { FoundInSource, SourceLines, SourceRecord } from '../../../preload/contract/source-text.ts'
import { readers } from '../../format/registry.ts'
import type { Answers } from '../answer.ts'
import { Failure } from '../answer.ts'
import type { OpenCase } from '../open-case.ts'
import { searchSource } from '../source-search.ts'
import type { SourceTexts } from '../source-texts.ts'
import type { CaseHolder } from './connection.ts'

const BINARY: ReadonlySet<string> = new Set(
  readers.flatMap((reader) => (reader.kind === 'packets' && !reader.text ? [reader.id] : [])),
)
const without = (kind: 'binary' | 'missing', first: number): SourceLines => ({
  kind,
  lines: 0,
  complete: true,
  first,
  rows: [],
})

/** `source.*`: the source itself, line by line, and what its lines belong to. */
export function sourceAnswers(engine: CaseHolder, texts: SourceTexts, found: (found: FoundInSource) => void) {
  const sourceOf = (id: number): StoredSource => {
    const source = engine.case.sources.find((one) => one.id === id)
    if (!source) throw new Failure('not-found', `There is no source ${id} in this case.`)
    return source
  }
  return {
    'source.lines': async ({ source: id, first, count }) => {
      const source = sourceOf(id)
      if (isBinary(source)) return without('binary', first)
      const text = await texts.of(source.path)
      if (!text) return without('missing', first)
      const rows = await text.read(first - 1, count)
      return { kind: 'text', lines: text.lines, complete: text.complete, first, rows: [...rows] }
    },
    'source.search': ({ source: id, search, text, regex, matchCase }, signal) => {
      const source = sourceOf(id)
      if (isBinary(source)) throw new Failure('failed', `${source.name} is a capture and has no lines.`)
      if (regex) checkExpression(text)
      let searchedBytes = 0
      return searchSource(
        source.path,
        { text, regex, matchCase },
        {
          hits: (hits) => found({ search, hits: inThrees(hits), searchedBytes }),
          progress: (bytes) => {
            searchedBytes = bytes
            found({ search, hits: [], searchedBytes })
          },
        },
        signal,
      )
    },
    'source.recordAt': ({ source: id, line }) => recordAt(engine.case, sourceOf(id), line),
    'source.lineAtTime': ({ source: id, timeNs }) => {
      const { path } = sourceOf(id)
      const { index } = engine.case
      const ofFile = engine.case.sources.filter((source) => source.path === path)
      const lines = ofFile.flatMap((source) => [
        prepareTraceRecordAt(index).lineAtTime(source.id, source.records, timeNs) ?? [],
        prepareLogMessageAt(index).lineAtTime(source.id, timeNs) ?? [],
      ])
      return { line: lines.length ? Math.min(...lines.flat()) : null }
    },
  } satisfies Partial<Answers>
}

function isBinary({ format }: StoredSource): boolean {
  return format !== null && BINARY.has(format)
}

function checkExpression(text: string): void {
  try {
    new RegExp(text)
  } catch (error) {
    throw new Failure('failed', error instanceof Error ? error.message : String(error))
  }
}

function inThrees(flat: readonly number[]): [number, number, number][] {
  return Array.from({ length: flat.length / 3 }, (_, i) => [
    (flat[i * 3] ?? 0) + 1,
    flat[i * 3 + 1] ?? 0,
    flat[i * 3 + 2] ?? 0,
  ])
}

/** The nearest record before or at the line, among all that were read out of the same file. */
function recordAt(open: OpenCase, { path }: StoredSource, line: number): SourceRecord | null {
  const [traces, logs] = [prepareTraceRecordAt(open.index), prepareLogMessageAt(open.index)]
  let nearest: (PlacedRecord & { readonly source: number }) | undefined
  for (const { id, records } of open.sources.filter((source) => source.path === path))
    for (const record of [traces.byLine(id, records, line), logs.byLine(id, line)])
      if (record && (!nearest || record.line > nearest.line)) nearest = { ...record, source: id }
  if (!nearest) return null
  const { source, line: first, nextLine, leg, afterMessage } = nearest
  const connection = leg === undefined ? undefined : prepareConnectionOfLeg(open.index)(leg)
  const content = connection === undefined ? undefined : open.contents.content(connection)
  // A message's line is where its dump begins, which is inside of the record. What is merged may be another source's view: the leg is asked.
  const inRecord = (at: number | undefined): boolean => at !== undefined && at >= first && at < (nextLine ?? Infinity)
  const held = leg === undefined ? -1 : open.contents.messagesOfLeg(leg).findIndex((message) => inRecord(message.line))
  const place = (n: number): number => (content && leg !== undefined ? content.merged.place(leg, n) : 0)
  const own = held >= 0 && leg !== undefined ? content?.merged.numberOf(leg, held + 1) : undefined
  const message = own ?? place(held >= 0 ? held + 1 : afterMessage)
  return {
    first,
    last: nextLine === undefined ? null : Math.max(first, nextLine - 1),
    source,
    connection: connection ?? null,
    message: message > 0 ? message : null,
    holds: held >= 0,
  }
}
