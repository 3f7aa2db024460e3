import { parseFilter } from '../engine/filter.ts'
import { nearestGoodElsewhere } from '../engine/nearest-good.ts'
import { type Chosen, comparisonDocument } from '../report/comparison/document.ts'
import { comparisonHtml } from '../report/comparison/html.ts'
import { matrixDocument, matrixText, MAX_COMPARED } from '../report/comparison/matrix-document.ts'
import { type ChosenSettings, settingsDocument, settingsText } from '../report/comparison/settings-document.ts'
import { matrixHtml, settingsHtml } from '../report/comparison/table-html.ts'
import { comparisonText, type TextLine } from '../report/comparison/text.ts'
import type { AnalysisConnection } from '../report/analysis/schema.ts'
import { reportFaces } from '../report/html/fonts.ts'
import { comparedIn, named, type Pick } from './compared-file.ts'
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
 * `gskope compare A [B [C ...]]`: each is a file, or `FILE#connection` with a number of the analysis document. Without a number A is the first that
 * failed; without B the nearest good one is taken, from the files of `--with` or from A's own. Files of settings are compared by what is in force;
 * three and more handshakes as columns, up to eight.
 */
export async function compareFiles(a: string, others: readonly string[], options: CompareOptions): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.nothing
  try {
    const told = await compared(a, others, options)
    status = told.same ? SAME : DIFFERENT
    const output = new Output()
    if (options.json) await output.print(`${JSON.stringify(told.document)}\n`)
    else if (options.html) await output.print(told.html())
    else await printLines(output, told.lines())
    return status
  } catch (error) {
    if (error instanceof OutputClosed) return status
    process.stderr.write(`gskope: ${printable(error instanceof Error ? error.message : String(error))}\n`)
    return EXIT.nothing
  }
}

interface Told {
  readonly same: boolean
  readonly document: object
  readonly lines: () => readonly TextLine[]
  readonly html: () => string
}

async function compared(a: string, others: readonly string[], options: CompareOptions): Promise<Told> {
  if (others.length >= MAX_COMPARED)
    throw new Error(`At most ${MAX_COMPARED} handshakes are compared with each other; ${others.length + 1} are named.`)
  const one = await comparedIn(named(a), failedOrFirst)
  if (others.length > 1) return several([one, ...(await inTurn(others))])
  const [b] = others
  if (b === undefined && !('connection' in one)) throw new Error(`${a}: name the settings to compare these with.`)
  const where = b === undefined ? { files: options.with ?? [named(a).file], number: undefined } : named(b)
  const other = await comparedIn(where, 'connection' in one ? goodOrOnly(one.connection) : failedOrFirst)
  if ('connection' in one && 'connection' in other) {
    const document = comparisonDocument(gskopeVersion(), one, other)
    return {
      same: document.first === null,
      document,
      lines: () => comparisonText(document, one, other),
      html: () => comparisonHtml(document, one, other, reportFaces()),
    }
  }
  const document =
    'connection' in one || 'connection' in other ? undefined : settingsDocument(gskopeVersion(), one, other)
  if (!document)
    throw new Error(`${one.file} and ${other.file} hold different things: nothing of them can be compared.`)
  return {
    same: document.first === null,
    document,
    lines: () => settingsText(document),
    html: () => settingsHtml(document, reportFaces()),
  }
}

/** One case at a time: each is an index of its own. */
async function inTurn(names: readonly string[]): Promise<(Chosen | ChosenSettings)[]> {
  const found: (Chosen | ChosenSettings)[] = []
  for (const name of names) found.push(await comparedIn(named(name), failedOrFirst))
  return found
}

function several(all: readonly (Chosen | ChosenSettings)[]): Told {
  const handshakes = all.map((one) => {
    if ('connection' in one) return one
    throw new Error(`${one.file}: of settings, two are compared, not ${all.length}.`)
  })
  const document = matrixDocument(gskopeVersion(), handshakes)
  return {
    same: !document.facts.some(({ differs }) => differs),
    document,
    lines: () => matrixText(document),
    html: () => matrixHtml(document, reportFaces()),
  }
}

const failedOrFirst: Pick = async ({ list }) => {
  const first = { order: 'start', descending: false, offset: 0, limit: 1 } as const
  const failed = parseFilter('outcome:failed')
  const { ids } = await list.page({ ...first, terms: failed.ok ? failed.terms : [] })
  return ids[0] ?? (await list.page({ ...first, terms: [] })).ids[0]
}

/** The nearest good one; in a file of one connection that one, however it ended. */
const goodOrOnly =
  (bad: AnalysisConnection): Pick =>
  async (open) => {
    const near = nearestGoodElsewhere(open, bad)
    if (near !== undefined) return near
    const { ids } = await open.list.page({ terms: [], order: 'start', descending: false, offset: 0, limit: 2 })
    return ids.length === 1 ? ids[0] : undefined
  }

async function printLines(output: Output, lines: readonly TextLine[]): Promise<void> {
  const paint = paintFor(process.stdout, process.env)
  const painted = { title: paint.bad, matters: paint.warn, plain: (text: string) => text, faint: paint.faint }
  for (const { text, emphasis } of lines) await output.print(`${painted[emphasis](printable(text))}\n`)
}
