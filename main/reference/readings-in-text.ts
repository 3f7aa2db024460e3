/** What a whole line means by the codes and message ids in it: a message as a log prints it, an attribute with its value. */
import { codesInText, type TextCode } from './code-in-text.ts'
import { readingsOfName } from './name-index.ts'
import type { Reading } from './reading.ts'
import { attlsReading, icsfReading, statusReading, systemSslReading } from './reading-of.ts'
import { alertReading, cipherSuiteReading, groupReading } from './registry-reading.ts'

/** Three to five letters, a number, a type code (z/OS MVS System Messages, "Introduction"); `SYSERR` and its like of the Policy Agent. */
const MESSAGE = /(?<![A-Z0-9])(?:[A-Z]{3,5}\d{3,5}[ADEISTW]|SYSERR|OBJERR|PROTERR)(?![A-Z0-9])/g
/** GSK_CONNECT_CIPHER_SPEC(207): attributes are printed with their number. */
const ATTRIBUTE = /\bGSK_[A-Z0-9_]{3,60}/g
/** AT-TLS's own codes lie above System SSL's. */
const ATTLS_CODE = /\bRC: {0,4}([56]\d{3})\b/g
const MAX_NAMES = 8

export function readingsInText(text: string): readonly Reading[] {
  const names = [...text.matchAll(MESSAGE), ...text.matchAll(ATTRIBUTE)].slice(0, MAX_NAMES)
  const attls = [...text.matchAll(ATTLS_CODE)].slice(0, MAX_NAMES).map(([, code]) => attlsReading(Number(code)))
  return [
    ...names.flatMap(([name]) => readingsOfName(name)),
    ...codesInText(text).flatMap(readingsOfCode),
    ...attls.filter((reading) => reading !== undefined),
  ]
}

function readingsOfCode(code: TextCode): readonly Reading[] {
  const reading = readingOf(code)
  return reading === undefined ? [] : [reading]
}

function readingOf(code: TextCode): Reading | undefined {
  switch (code.kind) {
    case 'system-ssl':
      // A number at the end of a line can be anything.
      return code.by === 'named' ? systemSslReading(code.code) : undefined
    case 'cms':
      return statusReading(code.status)
    case 'icsf':
      return icsfReading(code.returnCode, code.reasonCode)
    case 'cipher':
      return cipherSuiteReading(code.suite)
    case 'group':
      return groupReading(code.group)
    case 'alert':
      return alertReading(code.description)
    case 'label':
    case 'socket-closed':
      return undefined
  }
}
