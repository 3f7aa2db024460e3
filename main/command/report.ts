import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { REPORT_SECTIONS } from '../../preload/contract/report.ts'
import { Engine } from '../engine/engine.ts'
import { connectionNumbered } from '../engine/export/connection-plan.ts'
import type { OpenCase } from '../engine/open-case.ts'
import { reportFile, type ReportFormat } from '../engine/report-file.ts'
import { AlreadyThere, writeBeside } from '../engine/write-beside.ts'
import { printPdf } from '../report/pdf/print-pdf.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { printable } from './printable.ts'
import { ProgressBar } from './progress-bar.ts'
import { gskopeVersion } from './version.ts'

export interface ReportOptions {
  readonly output: string
  /** Numbers of the analysis document. */
  readonly connection?: readonly number[]
  readonly compare?: readonly number[]
  readonly filter?: string
  readonly redact?: boolean
  readonly title?: string
  readonly author?: string
  readonly force?: boolean
}

const FORMATS: Readonly<Record<string, ReportFormat>> = {
  '.html': 'html',
  '.htm': 'html',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.json': 'json',
  '.pdf': 'pdf',
}

/** What keeps a report from being made, as a sentence. */
class NoReport extends Error {}

/** `gskope report`: indexes the files and writes a report on them. Status 0: it is written; 2: it is not, and nothing is left of it. */
export async function report(files: readonly string[], options: ReportOptions): Promise<ExitStatus> {
  const { output } = options
  const format = FORMATS[extname(output).toLowerCase()]
  if (!format) {
    return fail(`${output}: a report ends in .html, .pdf, .md or .json.`)
  }
  if (options.compare && options.compare.length !== 2) return fail('--compare takes two numbers of connections.')
  const temporary = mkdtempSync(join(tmpdir(), 'gskope-report-'))
  const engine = new Engine({ home: temporary, version: gskopeVersion() })
  const bar = new ProgressBar()
  const stop = new AbortController()
  const interrupt = (): void => {
    stop.abort()
    for (const source of engine.state().sources) void engine.request('case.cancel', { source: source.id })
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    // An existing file is told of before gigabytes are read for it.
    await writeBeside(output, options.force ?? false, async (write) => {
      engine.on('ingest.progress', (progress) => bar.show(progress))
      const [only] = files
      if (files.length === 1 && only?.endsWith('.gskope')) await engine.open([only])
      else await engine.openAs(join(temporary, 'case.gskope'), files)
      await engine.idle()
      bar.clear()
      if (stop.signal.aborted) throw new NoReport('interrupted: nothing was written.')
      await write(await made(engine, format, options, stop.signal))
    })
    process.stderr.write(`gskope: ${printable(output)} is written.\n`)
    return EXIT.ok
  } catch (error) {
    bar.clear()
    if (stop.signal.aborted) return EXIT.interrupted
    const more = error instanceof AlreadyThere ? ' (--force replaces it)' : ''
    return fail(`${error instanceof Error ? error.message : String(error)}${more}`)
  } finally {
    process.removeListener('SIGINT', interrupt)
    process.removeListener('SIGTERM', interrupt)
    await engine.close()
    rmSync(temporary, { recursive: true, force: true })
  }
}

function fail(text: string): ExitStatus {
  process.stderr.write(`gskope: ${printable(text)}\n`)
  return EXIT.nothing
}

async function made(
  engine: Engine,
  format: ReportFormat,
  { connection = [], compare, filter = '', redact, title, author }: ReportOptions,
  signal: AbortSignal,
): Promise<string | Uint8Array> {
  const { sources } = engine.state()
  for (const { problem } of sources)
    if (problem) process.stderr.write(`gskope: ${printable(problem.text)} ${printable(problem.nextStep)}\n`)
  if (!sources.some(({ state }) => state === 'ready' || state === 'partial'))
    throw new NoReport('Nothing could be analysed, so there is nothing to report.')
  const [a, b] = idsOf(engine.case, compare ?? [])
  const { content } = await reportFile(
    engine.case,
    {
      connections: idsOf(engine.case, connection),
      filter,
      comparison: a === undefined || b === undefined ? null : { a, b },
      sections: [...REPORT_SECTIONS],
      title: title ?? null,
      author: author ?? null,
      redactWith: redact ? randomBytes(32).toString('hex') : null,
    },
    format,
    { version: gskopeVersion(), print: printPdf, signal },
  )
  return content
}

/** Ids of connections by the numbers that `analyze` prints. */
function idsOf(open: OpenCase, numbers: readonly number[]): number[] {
  return numbers.map((number) => {
    const id = connectionNumbered(open, number)
    if (id === undefined) throw new NoReport(`There is no connection ${number}: gskope analyze prints the numbers.`)
    return id
  })
}
