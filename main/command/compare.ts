import { extname } from 'node:path'
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
import { harmlessJson } from '../presentation/harmless.ts'
import { comparedIn, named, type Pick } from './compared-file.ts'
import { checkPlace, writeBeside } from '../engine/write-beside.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { fail, say } from './fail.ts'
import { Output, OutputClosed } from './output.ts'
import { type Paint, paintFor, PLAIN } from './paint.ts'
import { printable } from './printable.ts'
import { gskopeVersion } from './version.ts'

export interface CompareOptions {
  readonly json?: boolean
  readonly html?: boolean
  /** Where a good one for A is looked for, when no B is named. */
  readonly with?: readonly string[]
  /** A file in place of standard output; its ending says what is written. */
  readonly output?: string
  readonly force?: boolean
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
  try {
    const { output, force = false } = options
    const form = formOf(options)
    // Told before gigabytes are read for it.
    if (output !== undefined) await checkPlace(output, force)
    const told = await compared(a, others, options)
    if (output === undefined) await print(told, form)
    else {
      await writeBeside(output, force, (write) => write(textOf(told, form, PLAIN)))
      say(`${output} is written.`)
    }
    return told.same ? SAME : DIFFERENT
  } catch (error) {
    return fail(error)
  }
}

type Form = 'text' | 'json' | 'html'
const ENDINGS: Readonly<Record<string, Form>> = { '.html': 'html', '.htm': 'html', '.json': 'json', '.txt': 'text' }

function formOf({ output, json, html }: CompareOptions): Form {
  if (output === undefined) return json ? 'json' : html ? 'html' : 'text'
  const form = ENDINGS[extname(output).toLowerCase()]
  if (form === undefined) throw new Error(`${output}: a comparison ends in .html, .json or .txt.`)
  if ((json && form !== 'json') || (html && form !== 'html'))
    throw new Error(`${output}: the ending says what is written; --json and --html are for what is printed.`)
  return form
}

async function print(told: Told, form: Form): Promise<void> {
  const output = new Output()
  try {
    await output.print(textOf(told, form, paintFor(process.stdout, process.env)))
    await output.end()
  } catch (error) {
    // Whoever read it has seen enough.
    if (!(error instanceof OutputClosed)) throw error
  }
}

function textOf(told: Told, form: Form, paint: Paint): string {
  if (form === 'json') return `${harmlessJson(JSON.stringify(told.document))}\n`
  if (form === 'html') return told.html()
  const painted = { title: paint.bad, matters: paint.warn, plain: (text: string) => text, faint: paint.faint }
  return told
    .lines()
    .map(({ text, emphasis }) => `${painted[emphasis](printable(text))}\n`)
    .join('')
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
