import type { Keyword } from '../reference/attls-statement.ts'
import { parseAddress, parseRange } from './address-range.ts'
import { portSpan } from './condition.ts'
import { cipherSuiteCode } from './suite-list.ts'

/** The value is one that IBM documents for the keyword. */
export function isDocumentedValue({ value: kind, name }: Keyword, value: string): boolean {
  if (value === '') return false
  switch (kind.kind) {
    case 'words':
      return kind.words.some((word) => word.toLowerCase() === value.toLowerCase())
    case 'number':
      return /^\d{1,10}$/.test(value) && Number(value) >= kind.least && Number(value) <= kind.most
    case 'address':
      return parseAddress(value) !== undefined
    case 'addresses':
      return value.toLowerCase() === 'all' || parseRange(value) !== undefined
    case 'ports':
      return portSpan(value) !== undefined
    case 'suites':
      return cipherSuiteCode(value, false) !== undefined
    case 'suites4':
      return cipherSuiteCode(value, true) !== undefined
    case 'groups':
      return (name === 'ClientECurves' && value.toLowerCase() === 'any') || /^(?:\d{4}){1,64}$/.test(value)
    case 'pairs':
      return /^(?:[0-9A-Fa-f]{4}){1,64}$/.test(value)
    case 'reference':
    case 'text':
      return true
  }
}
