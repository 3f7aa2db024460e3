import type { ConnectionDetail } from '../../preload/contract/connection.ts'
import { analysisParts, caseFindingsOf } from '../engine/analysis.ts'
import { presentDetail } from '../engine/connection-detail.ts'
import type { Engine } from '../engine/engine.ts'
import { writeJson, writeNdjson } from '../report/analysis/write.ts'
import { presentFinding } from '../report/present-finding.ts'
import { setUpLines } from '../report/set-up-text.ts'
import { caseOfFiles, sayProblems } from './case-of-files.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { fail } from './fail.ts'
import { Output, OutputClosed } from './output.ts'
import { paintFor } from './paint.ts'
import { printable } from './printable.ts'
import { clockText } from './clock-text.ts'
import { noteText } from './note-text.ts'
import { caseFindingText, connectionText } from './text-summary.ts'
import { gskopeVersion } from './version.ts'

/** What the records of a format are. */
const RECORDS: Readonly<Record<string, string>> = {
  pcap: 'packets',
  pcapng: 'packets',
  sniffer: 'packets',
  'packet-listing': 'packets',
  'gsk-ctrace': 'trace records',
  'key-log': 'secrets',
  'attls-log': 'messages',
  'job-log': 'messages',
  'attls-policy': 'statements',
  pasearch: 'rules and headers',
  racdcert: 'certificates and rings',
}

export interface AnalyzeOptions {
  readonly json?: boolean
  readonly ndjson?: boolean
  readonly case?: string
  /** False: secrets inside captures are not used. */
  readonly secrets: boolean
}

/** `gskope analyze`: indexes the files into a case file, its own and temporary or the one given, and prints what is in it. */
export async function analyze(files: readonly string[], options: AnalyzeOptions): Promise<ExitStatus> {
  try {
    return await caseOfFiles(
      files,
      async (engine, signal) => {
        try {
          await print(engine, options, () => signal.aborted)
        } catch (error) {
          if (!(error instanceof OutputClosed)) throw error
        }
        return signal.aborted ? EXIT.interrupted : exitStatus(engine)
      },
      { caseFile: options.case, embeddedSecrets: options.secrets },
    )
  } catch (error) {
    return fail(error)
  }
}

function exitStatus(engine: Engine): ExitStatus {
  const { sources, failed } = engine.state()
  if (!sources.some(({ state }) => state === 'ready' || state === 'partial')) return EXIT.nothing
  return failed > 0 ? EXIT.failedHandshake : EXIT.ok
}

async function print(engine: Engine, options: AnalyzeOptions, isInterrupted: () => boolean): Promise<void> {
  const output = new Output()
  sayProblems(engine)
  const parts = () => analysisParts(engine.case, gskopeVersion(), isInterrupted)
  if (options.json) await writeJson(parts(), output.print)
  else if (options.ndjson) await writeNdjson(parts(), output.print)
  else await printText(engine, output, isInterrupted)
  await output.end()
}

/** Ids asked for at a time. */
const PAGE = 500

/** All connections in order of their start. */
async function* connections(engine: Engine, isInterrupted: () => boolean): AsyncGenerator<ConnectionDetail> {
  const open = engine.case
  for (let offset = 0; ; offset += PAGE) {
    const { ids } = await open.list.page({ terms: [], order: 'start', descending: false, offset, limit: PAGE })
    for (const id of ids) {
      if (isInterrupted()) return
      const content = open.contents.content(id)
      // The summary shows no trace records, and reading them back takes time.
      if (content) yield await presentDetail(open, content, false)
    }
    if (ids.length < PAGE) return
  }
}

async function printText(engine: Engine, output: Output, isInterrupted: () => boolean): Promise<void> {
  const paint = paintFor(process.stdout, process.env)
  const { sources, connections: count, established, failed, incomplete } = engine.state()
  let at = 0
  const notes = Map.groupBy((await engine.case.notes.list()).notes, ({ connection }) => connection)
  for await (const detail of connections(engine, isInterrupted)) {
    await output.print(connectionText(detail, ++at, paint))
    for (const note of notes.get(detail.row.id) ?? []) await output.print(noteText(note, paint))
  }
  for (const source of sources.filter(({ state }) => state === 'ready' || state === 'partial')) {
    const notUnderstood = source.notUnderstood > 0 ? `, ${source.notUnderstood} not understood` : ''
    await output.print(
      paint.faint(
        `      ${printable(source.name)}: ${source.format}, ${source.records} ${RECORDS[source.format ?? ''] ?? 'records'}${notUnderstood}\n`,
      ),
    )
    const clock = clockText(source, sources)
    if (clock !== '') await output.print(paint.faint(`        ${clock}\n`))
    for (const { text, count: times } of source.warnings)
      await output.print(paint.warn(`        ${printable(text)}${times > 1 ? ` (${times} times)` : ''}\n`))
  }
  const { case: open } = engine
  const nameOf = (id: number): string => sources.find((source) => source.id === id)?.name ?? 'a source'
  for (const { depth, text, warns } of setUpLines(open.setUp.configured.settings, nameOf)) {
    const line = `${'  '.repeat(depth + 3)}${printable(text)}\n`
    await output.print(warns ? paint.warn(line) : line)
  }
  for (const finding of caseFindingsOf(open)) await output.print(caseFindingText(presentFinding(finding), paint))
  for (const note of notes.get(null) ?? []) await output.print(noteText(note, paint))
  await output.print(
    `${count} ${count === 1 ? 'connection' : 'connections'}: ${established} established, ${failed} failed, ${incomplete} incomplete\n`,
  )
}
