/** Return codes that AT-TLS itself adds (5001 and up) to those of System SSL. */
import { byCode } from './by-key.ts'
import type { ReturnCode } from './system-ssl-return-code.ts'
import table from './table/attls-return-codes.json' with { type: 'json' }

export const attlsReturnCode = byCode(() => table.entries as readonly ReturnCode[])

export const attlsReturnCodeSources: readonly string[] = table.sources

/** What kind of code a number is, for those that have no entry. */
export function attlsCodeRange(code: number): string | undefined {
  return table.ranges.find((range) => code >= range.first && code <= range.last)?.meaning
}
