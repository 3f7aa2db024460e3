/** Codes found by any text: what it means itself first, then every entry that has it in its code, its name or its meaning. */
import { everyCode } from './code-list.ts'
import { type LookUp, lookUp } from './look-up.ts'
import type { Reading } from './reading.ts'

export interface FoundCodes {
  readonly readings: readonly Reading[]
  /** Where to look on, of a text that nothing has. */
  readonly manual: LookUp['manual']
}

/** All there are for an empty text. */
export function searchCodes(text: string): FoundCodes {
  const wanted = text.trim().toUpperCase()
  if (wanted === '') return { readings: everyCode(), manual: undefined }
  const { readings: meant, manual } = lookUp(text)
  const keys = new Set(meant.map(keyOf))
  const words = wanted.split(/\s+/)
  const others = everyCode().filter((reading) => !keys.has(keyOf(reading)) && has(reading, words))
  const readings = [...meant, ...others]
  return { readings, manual: readings.length > 0 ? undefined : manual }
}

function keyOf({ kind, readAs, name }: Reading): string {
  return `${kind} ${readAs} ${name ?? ''}`
}

/** Every word somewhere in it. */
function has({ code, readAs, name, also, meaning, causes }: Reading, words: readonly string[]): boolean {
  const all = [code, readAs, name, ...also, meaning, ...causes].join('\n').toUpperCase()
  return words.every((word) => all.includes(word))
}
