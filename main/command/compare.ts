import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analysisParts } from '../engine/analysis.ts'
import { Engine } from '../engine/engine.ts'
import { bestPartner } from '../engine/best-partner.ts'
import { type Chosen, comparisonDocument } from '../report/comparison/document.ts'
import { comparisonText, type TextLine } from '../report/comparison/text.ts'
import type { AnalysisConnection } from '../report/analysis/schema.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { Output, OutputClosed } from './output.ts'
import { paintFor } from './paint.ts'
import { printable } from './printable.ts'
import { gskopeVersion } from './version.ts'

export interface CompareOptions {
  readonly json?: boolean
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
  try {
    const one = await choose(named(a), (all) => all.find(({ outcome }) => outcome === 'failed') ?? all[0])
    const other = await choose(
      b === undefined ? { files: options.with ?? [named(a).file], number: undefined } : named(b),
      (all) => (all.length === 1 ? all[0] : bestPartner(one.connection, all)),
    )
    const document = comparisonDocument(gskopeVersion(), one, other)
    const output = new Output()
    if (options.json) await output.print(`${JSON.stringify(document)}\n`)
    else await printLines(output, comparisonText(document, one, other))
    return document.first === null ? SAME : DIFFERENT
  } catch (error) {
    if (error instanceof OutputClosed) return SAME
    process.stderr.write(`gskope: ${printable(error instanceof Error ? error.message : String(error))}\n`)
    return EXIT.nothing
  }
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
  pick: (all: readonly AnalysisConnection[]) => AnalysisConnection | undefined,
): Promise<Chosen> {
  const home = mkdtempSync(join(tmpdir(), 'gskope-compare-'))
  const engine = new Engine({ home, version: gskopeVersion() })
  try {
    await engine.openAs(join(home, 'case.gskope'), files)
    await engine.idle()
    const file = files.join(', ')
    const problem = engine.state().sources.find((source) => source.problem)?.problem
    const all = [...analysisParts(engine.case, gskopeVersion(), () => false).connections]
    if (all.length === 0) {
      throw new Error(problem ? `${problem.text} ${problem.nextStep}` : `${file}: there is no connection to compare.`)
    }
    const connection = number === undefined ? pick(all) : all.find(({ id }) => id === number)
    if (connection) return { file, connection }
    if (number === undefined)
      throw new Error(`${file}: none of its ${all.length} connections is established. Name one as FILE#number.`)
    throw new Error(`${file}: there is no connection ${number}; it has ${all.length}. \`gskope analyze\` numbers them.`)
  } finally {
    await engine.close()
    rmSync(home, { recursive: true, force: true })
  }
}

async function printLines(output: Output, lines: readonly TextLine[]): Promise<void> {
  const paint = paintFor(process.stdout, process.env)
  const painted = { title: paint.bad, matters: paint.warn, plain: (text: string) => text, faint: paint.faint }
  for (const { text, emphasis } of lines) await output.print(`${painted[emphasis](printable(text))}\n`)
}
