/** What a code or a name as somebody types it can mean, in every table. */
import { hexDigits } from './code-point-name.ts'
import { namesLike, readingsOfName } from './name-index.ts'
import { MANUALS, messageManual, reading, type Reading } from './reading.ts'
import { readingsInText } from './readings-in-text.ts'
import {
  attlsReading,
  attributeReading,
  deprecatedReading,
  errno2Reading,
  icsfReading,
  statusReading,
  systemSslReading,
} from './reading-of.ts'
import {
  alertReading,
  cipherSuiteReading,
  extensionReading,
  groupReading,
  handshakeTypeReading,
  signatureSchemeReading,
  versionReading,
} from './registry-reading.ts'
import { smallReadingsOf } from './small-list.ts'
import { returnCodeOfStatus } from './system-ssl-return-code.ts'

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
const MAX_LOOK_UP = 128
const MAX_SIMILAR = 50

export function lookUp(asked: string): LookUp {
  const text = asked.trim().slice(0, MAX_LOOK_UP)
  // GSK_CONNECT_CIPHER_SPEC(207): the name says it all.
  const name = text.replace(/^([A-Za-z]\w*)\s*\(\d+\)$/, '$1')
  const whole = [...readingsOfPair(text), ...readingsOfNumber(text), ...readingsOfName(name)]
  const readings = eachOnce(whole.length > 0 ? whole : readingsInText(text))
  return {
    text,
    readings,
    similar: namesLike(name, MAX_SIMILAR).filter((like) => like.toUpperCase() !== name.toUpperCase()),
    manual: readings.length > 0 ? undefined : manualFor(text),
  }
}

/** `00000004` is the same number in decimal and in hexadecimal. */
function eachOnce(readings: readonly Reading[]): Reading[] {
  return readings.filter(
    ({ readAs, name }, at) => readings.findIndex((other) => other.readAs === readAs && other.name === name) === at,
  )
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
    ...smallReadingsOf(value, text),
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
    ...(digits.length === 4 || value > 0xff ? [] : smallReadingsOf(value, digits)),
  ]
}

/** 0x134CCnnn: the status that holds a return code. */
function ofStatus(status: number): Reading | undefined {
  const code = returnCodeOfStatus(status)
  return code === undefined
    ? undefined
    : (systemSslReading(code) ??
        reading('system-ssl', {
          code: String(code),
          readAs: `System SSL return code ${code} (0x134CC${hexDigits(code, 3)})`,
          meaning: 'A return code of System SSL; no table here has this one.',
        }))
}

function manualFor(text: string): string {
  const id = text.toUpperCase()
  if (/^[A-Z]{3,5}\d{2,5}[A-Z]?$/.test(id)) return messageManual(id)
  if (/^(?:-?\d{1,10}|(?:0x)?[0-9a-f]{1,8})$/i.test(text))
    return /^[0-9a-f]{4}$/i.test(text) ? MANUALS['cipher-suite'] : MANUALS['system-ssl']
  return MANUALS['system-ssl']
}
