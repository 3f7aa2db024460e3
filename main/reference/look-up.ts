/** What a code or a name as somebody types it can mean, in every table. */
import { hexDigits } from './code-point-name.ts'
import { findingsOfCode } from './finding-of-code.ts'
import { namesLike, readingsOfName } from './name-index.ts'
import { MANUALS, messageManual, type Reading } from './reading.ts'
import {
  alertReading,
  attlsReading,
  attributeReading,
  cipherSuiteReading,
  extensionReading,
  groupReading,
  handshakeTypeReading,
  icsfReading,
  messageReading,
  signatureSchemeReading,
  statusReading,
  systemSslReading,
  versionReading,
} from './reading-of.ts'
import { deprecatedReturnCode, returnCodeOfStatus } from './system-ssl-return-code.ts'
import { errno2 } from './zos-message.ts'

export interface LookUp {
  /** What was asked, without blanks around it. */
  readonly text: string
  /** All that it can mean, likeliest first for somebody who reads z/OS messages; empty for an unknown one. */
  readonly readings: readonly Reading[]
  /** Names that contain the text. */
  readonly similar: readonly string[]
  /** For an unknown code: where to look on. */
  readonly manual: string | undefined
}

/** No code or name is longer. */
export const MAX_LOOK_UP = 128
const MAX_SIMILAR = 50

export function lookUp(asked: string): LookUp {
  const text = asked.trim().slice(0, MAX_LOOK_UP)
  // GSK_CONNECT_CIPHER_SPEC(207): the name says it all.
  const name = text.replace(/^([A-Za-z]\w*)\s*\(\d+\)$/, '$1')
  const readings = [...readingsOfPair(text), ...readingsOfNumber(text), ...readingsOfName(name)]
  const message = messageReading(text.toUpperCase())
  if (message) readings.unshift(message)
  return {
    text,
    readings,
    similar: namesLike(name, MAX_SIMILAR).filter((like) => like.toUpperCase() !== name.toUpperCase()),
    manual: readings.length > 0 ? undefined : manualFor(text),
  }
}

const PAIR = /^(0x[0-9a-f]{1,8}|\d{1,8})\s*[/,]\s*(0x[0-9a-f]{1,8}|\d{1,8})$/i

/** `8/16008`, `0x8/0x3E88`: an ICSF service's return and reason code. */
function readingsOfPair(text: string): Reading[] {
  const [, returnCode, reasonCode] = PAIR.exec(text) ?? []
  return returnCode === undefined || reasonCode === undefined
    ? []
    : [icsfReading(Number(returnCode), Number(reasonCode))]
}

function readingsOfNumber(text: string): Reading[] {
  const readings: (Reading | undefined)[] = []
  if (/^-\d{1,4}$/.test(text)) readings.push(deprecatedReading(Number(text)))
  if (/^\d{1,10}$/.test(text)) readings.push(...decimalReadings(Number(text), text))
  const hex = /^(?:0x([0-9a-f]{1,8})|([0-9a-f]{8})|([0-9a-f]{4}))$/i.exec(text)
  const digits = hex?.[1] ?? hex?.[2] ?? hex?.[3]
  if (digits !== undefined) readings.push(...hexReadings(digits, hex?.[3] === undefined))
  return readings.filter((reading) => reading !== undefined)
}

/** Groups are written in AT-TLS policies with four decimal digits, everything of two bytes else in hexadecimal. */
function decimalReadings(value: number, text: string): (Reading | undefined)[] {
  if (value > 0xffff) return [statusReading(value), ofStatus(value)]
  const asGroup = /^0\d{3}$/.test(text)
  if (asGroup) return [groupReading(value)]
  return [
    systemSslReading(value),
    attlsReading(value),
    value <= 0xff ? alertReading(value) : undefined,
    attributeReading(value),
    groupReading(value),
    extensionReading(value),
    value <= 0xff ? handshakeTypeReading(value) : undefined,
  ]
}

function hexReadings(digits: string, anyWidth: boolean): (Reading | undefined)[] {
  const value = Number.parseInt(digits, 16)
  const twoBytes =
    digits.length === 4 ? [cipherSuiteReading(value), signatureSchemeReading(value), versionReading(value)] : []
  if (!anyWidth) return twoBytes
  // Negative codes are printed as two's complement: FFFFFFEA is -22.
  if (value >= 0xffff_f000) return [deprecatedReading(value - 0x1_0000_0000)]
  return [
    statusReading(value),
    ofStatus(value),
    errno2Reading(hexDigits(value, 8)),
    digits.length !== 4 && value <= 0xffff ? systemSslReading(value) : undefined,
    ...twoBytes,
    digits.length <= 2 ? alertReading(value) : undefined,
    digits.length === 4 ? groupReading(value) : undefined,
  ]
}

/** 0x134CCnnn: the status that holds a return code. */
function ofStatus(status: number): Reading | undefined {
  const code = returnCodeOfStatus(status)
  return code === undefined
    ? undefined
    : (systemSslReading(code) ?? {
        kind: 'system-ssl',
        readAs: `System SSL return code ${code} (0x134CC${hexDigits(code, 3)})`,
        name: undefined,
        meaning: 'A return code of System SSL; no table here has this one.',
        causes: [],
        advice: [],
        notes: undefined,
        findings: [],
        confidence: undefined,
        manual: MANUALS['system-ssl'],
      })
}

/** Negative: the older interface (gsk_secure_soc_init), with the code that the newer one gives for the same. */
function deprecatedReading(code: number): Reading | undefined {
  const entry = deprecatedReturnCode(code)
  if (!entry) return undefined
  const equivalent = entry.equivalent === undefined ? undefined : systemSslReading(entry.equivalent)
  return {
    kind: 'system-ssl',
    readAs: `System SSL return code ${code} of the older interface`,
    name: undefined,
    meaning: entry.meaning,
    causes: equivalent?.causes ?? [],
    advice: equivalent?.advice ?? [],
    notes: equivalent && `The newer interface gives ${entry.equivalent} (${equivalent.name ?? 'no symbol known'}).`,
    findings: equivalent?.findings ?? [],
    confidence: entry.confidence,
    manual: MANUALS['system-ssl'],
  }
}

function errno2Reading(code: string): Reading | undefined {
  const entry = errno2(code)
  return (
    entry && {
      kind: 'errno2',
      readAs: `errno2 ${code}`,
      name: undefined,
      meaning: entry.meaning,
      causes: [],
      advice: [],
      notes: undefined,
      findings: findingsOfCode('errno2', Number.parseInt(code, 16)),
      confidence: entry.confidence,
      manual: MANUALS.errno2,
    }
  )
}

function manualFor(text: string): string {
  const id = text.toUpperCase()
  if (/^[A-Z]{3,5}\d{2,5}[A-Z]?$/.test(id)) return messageManual(id)
  if (/^(?:-?\d{1,10}|(?:0x)?[0-9a-f]{1,8})$/i.test(text))
    return /^[0-9a-f]{4}$/i.test(text) ? MANUALS['cipher-suite'] : MANUALS['system-ssl']
  return MANUALS['system-ssl']
}
