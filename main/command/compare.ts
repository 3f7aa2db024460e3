import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analysisParts } from '../engine/analysis.ts'
import { Engine } from '../engine/engine.ts'
import { bestPartner } from '../engine/best-partner.ts'
import { type Chosen, comparisonDocument } from '../report/comparison/document.ts'
import { comparisonHtml } from '../report/comparison/html.ts'
import { comparisonText, type TextLine } from '../report/comparison/text.ts'
import type { AnalysisConnection } from '../report/analysis/schema.ts'
import { reportFaces } from '../report/html/fonts.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { Output, OutputClosed } from './output.ts'
import { paintFor } from './paint.ts'
import { printable } from './printable.ts'
import { gskopeVersion } from './version.ts'

export interface CompareOptions {
  readonly json?: boolean
  readonly html?: boolean
  /** Where a good one for A is looked for, when no B is named. */
  readonly with?: readonly string[]
}

/** Exit statuses of `compare`: the two are the same in all that matters, they differ, or they could not be compared. */
const SAME = EXIT.ok
const DIFFERENT = EXIT.failedHandshake

/**
 * `gskope compare A [B]`: A and B are files, or `FILE#connection` with a number of the analysis document. Without a number A is the first that
 * failed; without B the nearest good one is taken, from the files of `--with` or from A's own.
 */
export async function compareFiles(a: string, b: string | undefined, options: CompareOptions): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.nothing
  try {
    const one = await choose(named(a), failedOrFirst)
    const where = b === undefined ? { files: options.with ?? [named(a).file], number: undefined } : named(b)
    const other = await choose(where, (all) => goodOrOnly(one.connection, all))
    const document = comparisonDocument(gskopeVersion(), one, other)
    status = document.first === null ? SAME : DIFFERENT
    const output = new Output()
    if (options.json) await output.print(`${JSON.stringify(document)}\n`)
    else if (options.html) await output.print(comparisonHtml(document, one, other, reportFaces()))
    else await printLines(output, comparisonText(document, one, other))
    return status
  } catch (error) {
    if (error instanceof OutputClosed) return status
    process.stderr.write(`gskope: ${printable(error instanceof Error ? error.message : String(error))}\n`)
    return EXIT.nothing
  }
}

/** Connections are read from the index as they are asked for: a capture may have a million. */
type Connections = Iterable<AnalysisConnection>

function failedOrFirst(all: Connections): AnalysisConnection | undefined {
  let first: AnalysisConnection | undefined
  for (const one of all) {
    if (one.outcome === 'failed') return one
    first ??= one
  }
  return first
}

/** The nearest good one; in a file of one connection that one, however it ended. */
function goodOrOnly(bad: AnalysisConnection, all: Connections): AnalysisConnection | undefined {
  let first: AnalysisConnection | undefined
  let count = 0
  const counted = function* (): Generator<AnalysisConnection> {
    for (const one of all) {
      first ??= one
      count++
      yield one
    }
  }
  return bestPartner(bad, counted()) ?? (count === 1 ? first : undefined)
}

interface Named {
  readonly files: readonly string[]
  readonly number: number | undefined
}

/** `trace.txt#3`; a file may have a # of its own, so only digits behind the last one count. */
function named(argument: string): Named & { readonly file: string } {
  const [, file = argument, digits] = /^(.+)#(\d{1,9})$/.exec(argument) ?? []
  return { file, files: [file], number: digits === undefined ? undefined : Number(digits) }
}

async function choose(
  { files, number }: Named,
  pick: (all: Connections) => AnalysisConnection | undefined,
): Promise<Chosen> {
  const home = mkdtempSync(join(tmpdir(), 'gskope-compare-'))
  const engine = new Engine({ home, version: gskopeVersion() })
  try {
    await engine.openAs(join(home, 'case.gskope'), files)
    await engine.idle()
    const file = files.join(', ')
    const { sources, connections: count } = engine.state()
    if (count === 0) {
      const problem = sources.find((source) => source.problem)?.problem
      throw new Error(problem ? `${problem.text} ${problem.nextStep}` : `${file}: there is no connection to compare.`)
    }
    const all = analysisParts(engine.case, gskopeVersion(), () => false).connections
    const connection = number === undefined ? pick(all) : withNumber(all, number)
    if (connection) return { file, connection }
    if (number === undefined)
      throw new Error(`${file}: none of its ${count} connections is established. Name one as FILE#number.`)
    throw new Error(`${file}: there is no connection ${number}; it has ${count}. \`gskope analyze\` numbers them.`)
  } finally {
    await engine.close()
    rmSync(home, { recursive: true, force: true })
  }
}

function withNumber(all: Connections, number: number): AnalysisConnection | undefined {
  for (const one of all) if (one.id === number) return one
  return undefined
}

async function printLines(output: Output, lines: readonly TextLine[]): Promise<void> {
  const paint = paintFor(process.stdout, process.env)
  const painted = { title: paint.bad, matters: paint.warn, plain: (text: string) => text, faint: paint.faint }
  for (const { text, emphasis } of lines) await output.print(`${painted[emphasis](printable(text))}\n`)
}
