/** Return codes that AT-TLS itself adds (5001 and up) to those of System SSL, and the events of EZD1283I and EZD1287I. */
import { byCode, byKey } from './by-key.ts'
import type { Confidence } from './sourced.ts'
import type { ReturnCode } from './system-ssl-return-code.ts'
import table from './table/attls-return-codes.json' with { type: 'json' }

export interface AttlsEvent {
  readonly event: string
  readonly meaning: string
  readonly confidence: Confidence
}

export const attlsReturnCode = byCode(() => table.entries as readonly ReturnCode[])

export const attlsReturnCodeSources: readonly string[] = table.sources

/** What kind of code a number is, for those that have no entry. */
export function attlsCodeRange(code: number): string | undefined {
  return table.ranges.find((range) => code >= range.first && code <= range.last)?.meaning
}

export const attlsEvent = byKey(
  () => table.events as readonly AttlsEvent[],
  (entry) => entry.event,
)
