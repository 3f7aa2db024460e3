/** Codes found by any text: what it means itself first, then every entry that has it in its code, its name or its meaning. */
import { codesInText, type TextCode } from './code-in-text.ts'
import { everyCode } from './code-list.ts'
import { type LookUp, lookUp } from './look-up.ts'
import type { Reading } from './reading.ts'
import { attlsReading, icsfReading, messageReading, statusReading, systemSslReading } from './reading-of.ts'
import { alertReading, cipherSuiteReading, groupReading } from './registry-reading.ts'

export interface FoundCodes {
  readonly readings: readonly Reading[]
  /** Where to look on, of a text that nothing has. */
  readonly manual: LookUp['manual']
}

/** All there are for an empty text. */
export function searchCodes(text: string): FoundCodes {
  const wanted = text.trim().toUpperCase()
  if (wanted === '') return { readings: everyCode(), manual: undefined }
  const { readings: itself, manual } = lookUp(text)
  const meant = itself.length > 0 ? itself : inLine(text)
  const keys = new Set(meant.map(keyOf))
  const words = wanted.split(/\s+/)
  const others = everyCode().filter((reading) => !keys.has(keyOf(reading)) && has(reading, words))
  const readings = [...meant, ...others]
  return { readings, manual: readings.length > 0 ? undefined : manual }
}

/** A line of a log or a trace: the messages and codes in it. */
function inLine(text: string): readonly Reading[] {
  const messages = [...text.matchAll(MESSAGE_ID)].map(([id]) => messageReading(id))
  const codes = codesInText(text).map(readingOfTextCode)
  // AT-TLS's own codes lie above System SSL's.
  const attls = [...text.matchAll(ATTLS_CODE)].map(([, code]) => attlsReading(Number(code)))
  return [...messages, ...codes, ...attls].filter((reading) => reading !== undefined)
}

const ATTLS_CODE = /\bRC: {0,4}([56]\d{3})\b/g
const MESSAGE_ID = /\b[A-Z]{3,5}\d{3,5}[A-Z]\b/g

function readingOfTextCode(code: TextCode): Reading | undefined {
  switch (code.kind) {
    case 'system-ssl':
      return systemSslReading(code.code)
    case 'cms':
      return statusReading(code.status)
    case 'icsf':
      return icsfReading(code.returnCode, code.reasonCode)
    case 'group':
      return groupReading(code.group)
    case 'cipher':
      return cipherSuiteReading(code.suite)
    case 'alert':
      return alertReading(code.description)
    default:
      return undefined
  }
}

function keyOf({ kind, readAs, name }: Reading): string {
  return `${kind} ${readAs} ${name ?? ''}`
}

/** Every word somewhere in it. */
function has({ code, readAs, name, also, meaning, causes }: Reading, words: readonly string[]): boolean {
  const all = [code, readAs, name, ...also, meaning, ...causes].join('\n').toUpperCase()
  return words.every((word) => all.includes(word))
}
