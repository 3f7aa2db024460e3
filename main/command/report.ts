import { randomBytes } from 'node:crypto'
import { extname } from 'node:path'
import { REPORT_SECTIONS } from '../../preload/contract/report-section.ts'
import type { Engine } from '../engine/engine.ts'
import { connectionNumbered } from '../engine/export/connection-plan.ts'
import type { OpenCase } from '../engine/open-case.ts'
import { reportFile, type ReportFormat } from '../engine/report-file.ts'
import { checkPlace, writeBeside } from '../engine/write-beside.ts'
import { printPdf } from '../report/pdf/print-pdf.ts'
import { caseOfFiles, sayProblems } from './case-of-files.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { fail, say } from './fail.ts'
import { gskopeVersion } from './version.ts'

export interface ReportOptions {
  readonly output: string
  /** Numbers of the analysis document. */
  readonly connection?: readonly number[]
  readonly compare?: readonly number[]
  readonly filter?: string
  readonly redact?: boolean
  /** Sections that are left out. */
  readonly without?: readonly string[]
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
  const { output, force = false } = options
  try {
    const format = FORMATS[extname(output).toLowerCase()]
    if (!format) throw new NoReport(`${output}: a report ends in .html, .pdf, .md or .json.`)
    if (options.compare && options.compare.length !== 2)
      throw new NoReport('--compare takes two numbers of connections.')
    const unknown = options.without?.find((name) => !REPORT_SECTIONS.some((section) => section === name))
    if (unknown !== undefined) throw new NoReport(`--without ${unknown}: a report has ${REPORT_SECTIONS.join(', ')}.`)
    // Told before gigabytes are read for it.
    await checkPlace(output, force)
    await caseOfFiles(files, (engine, signal) =>
      writeBeside(output, force, async (write) => write(await made(engine, format, options, signal))),
    )
    say(`${output} is written.`)
    return EXIT.ok
  } catch (error) {
    return fail(error)
  }
}

async function made(
  engine: Engine,
  format: ReportFormat,
  { connection = [], compare, filter = '', redact, without = [], title, author }: ReportOptions,
  signal: AbortSignal,
): Promise<string | Uint8Array> {
  const { sources } = engine.state()
  sayProblems(engine)
  if (!sources.some(({ state }) => state === 'ready' || state === 'partial'))
    throw new NoReport('Nothing could be analysed, so there is nothing to report.')
  const [a, b] = idsOf(engine.case, compare ?? [])
  const { content } = await reportFile(
    engine.case,
    {
      connections: idsOf(engine.case, connection),
      filter,
      comparison: a === undefined || b === undefined ? null : { a, b },
      sections: REPORT_SECTIONS.filter((section) => !without.includes(section)),
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
