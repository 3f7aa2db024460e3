import { lookUp, type LookUp } from '../reference/look-up.ts'
import type { Reading } from '../reference/reading.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { fail } from './fail.ts'
import { Output, OutputClosed } from './output.ts'
import { paintFor, type Paint } from './paint.ts'
import { printable } from './printable.ts'

export interface ExplainOptions {
  readonly json?: boolean
}

/** `gskope explain TEXT...`: what codes and names mean. Status 1 when one of them is unknown. */
export async function explain(texts: readonly string[], options: ExplainOptions): Promise<ExitStatus> {
  const found = texts.map(lookUp)
  try {
    await print(found, options.json ?? false)
  } catch (error) {
    if (!(error instanceof OutputClosed)) return fail(error)
  }
  return found.every(({ readings }) => readings.length > 0) ? EXIT.ok : EXIT.unknownCode
}

async function print(found: readonly LookUp[], json: boolean): Promise<void> {
  const output = new Output()
  if (json) await output.print(`${JSON.stringify(found.map(document), undefined, 2)}\n`)
  else {
    const paint = paintFor(process.stdout, process.env)
    for (const one of found) await output.print(`${explanation(one, paint)}\n`)
  }
  await output.end()
}

/** For programs no key is missing: what is not known is null. */
function document({ text, readings, similar, manual }: LookUp) {
  return {
    text,
    readings: readings.map((reading) => ({
      ...reading,
      code: reading.code ?? null,
      name: reading.name ?? null,
      notes: reading.notes ?? null,
      confidence: reading.confidence ?? null,
    })),
    similar,
    manual: manual ?? null,
  }
}

/** Names like the text that are shown; the document has more. */
const SIMILAR_SHOWN = 8

/** Sources of an entry that are shown; the document has all. */
const SOURCES_SHOWN = 3

function explanation({ text, readings, similar, manual }: LookUp, paint: Paint): string {
  const lines: string[] = []
  if (manual !== undefined) lines.push(paint.warn(`${printable(text)}: unknown here`), `  Look in: ${manual}`)
  else if (readings.length > 1) lines.push(paint.faint(`${printable(text)} can be read in ${readings.length} ways`))
  for (const reading of readings) lines.push(...readingLines(reading, paint))
  if (similar.length > 0) {
    const more = similar.length - SIMILAR_SHOWN
    lines.push(
      paint.faint(
        `  Names like it: ${similar.slice(0, SIMILAR_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
      ),
    )
  }
  return `${lines.join('\n')}\n`
}

function readingLines(reading: Reading, paint: Paint): string[] {
  const { readAs, name, meaning, causes, advice, notes, findings, confidence, sources, manual } = reading
  const lines = [`${readAs}${name === undefined ? '' : `  ${name}`}`, `  ${meaning}`]
  for (const cause of causes) lines.push(`    - ${cause}`)
  if (advice.length > 0) lines.push('  What to do:', ...advice.map((step) => `    - ${step}`))
  if (notes !== undefined) lines.push(`  Note: ${notes}`)
  if (findings.length > 0) lines.push(`  Causes to consider: ${findings.join(', ')}`)
  lines.push(paint.faint(`  ${confidence ?? 'not confirmed'}; ${manual}`))
  if (sources.length > 0) lines.push(paint.faint(`  read in ${sources.slice(0, SOURCES_SHOWN).join('; ')}`))
  return lines
}
