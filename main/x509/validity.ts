/**
 * The validity of a certificate, read from its bytes: peers also send times with an offset from UTC or without seconds, which
 * RFC 5280 §4.1.2.5 forbids and X.690 §11.7 once allowed, and which the parser takes for something else.
 */
import { derElement } from './der.ts'

export interface Validity {
  /** `2024-01-01T00:00:00Z`; empty where it is no time. */
  readonly notBefore: string
  readonly notAfter: string
}

const TAG = { version: 0xa0, utcTime: 0x17, generalizedTime: 0x18 } as const

/** `der` is a whole Certificate. */
export function readValidity(der: Uint8Array): Validity {
  const certificate = derElement(der, 0)
  const tbs = certificate && derElement(der, certificate.start)
  let field = tbs && derElement(der, tbs.start)
  if (field?.tag === TAG.version) field = derElement(der, field.end)
  // serialNumber, signature, issuer, then validity (RFC 5280 §4.1).
  for (let passed = 0; passed < 3 && field; passed += 1) field = derElement(der, field.end)
  const first = field && derElement(der, field.start)
  const second = first && derElement(der, first.end)
  return { notBefore: timeAt(der, first), notAfter: timeAt(der, second) }
}

function timeAt(der: Uint8Array, element: ReturnType<typeof derElement>): string {
  if (element === undefined || element.end - element.start > 32) return ''
  const text = String.fromCharCode(...der.subarray(element.start, element.end))
  if (element.tag === TAG.generalizedTime) return timeText(text)
  if (element.tag !== TAG.utcTime) return ''
  // RFC 5280 §4.1.2.5.1: years from 50 on are of the last century.
  return timeText((text >= '50' ? '19' : '20') + text)
}

/** `20240101000000Z`, seconds and fractions optional, an offset in place of the Z. */
export function timeText(text: string): string {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(?:Z|([+-])(\d\d)(\d\d))?$/.exec(text)
  if (parts === null) return ''
  const [, year, month, day, hour, minute, second, sign, offsetHours, offsetMinutes] = parts
  const offset = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * (sign === '-' ? -1 : 1)
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  date.setUTCHours(Number(hour), Number(minute) - offset, Number(second ?? 0))
  const valid = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
  return valid ? date.toISOString().replace(/\.\d+Z$/, 'Z') : ''
}
