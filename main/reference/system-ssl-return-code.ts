/** Return codes of System SSL (gsk_* functions), also seen as 0x134CCnnn and in EZD1287I. */
import { byCode } from './by-key.ts'
import type { Confidence, Sourced } from './sourced.ts'
import table from './table/system-ssl-return-codes.json' with { type: 'json' }

export interface ReturnCode extends Sourced {
  readonly code: number
  readonly symbol?: string
  readonly symbolConfidence?: Confidence
  /** Where in AT-TLS it was seen, such as `Initial Handshake`. */
  readonly seenAt?: string
  readonly meaning?: string
  readonly causes?: readonly string[]
  readonly fixes?: readonly string[]
  readonly adviceConfidence?: Confidence
  readonly notes?: string
}

export const systemSslReturnCode = byCode(() => table.entries as readonly ReturnCode[])

export const systemSslReturnCodeSources: readonly string[] = table.sources

/** The return code in a status of the form 0x134CCnnn, undefined for another number. */
export function returnCodeOfStatus(status: number): number | undefined {
  return status >>> 12 === 0x134cc ? status & 0xfff : undefined
}

/** A negative code of the older interface (gsk_secure_soc_init and its like). */
export interface DeprecatedReturnCode extends Sourced {
  readonly code: number
  readonly meaning: string
  /** The code of the newer interface for the same. */
  readonly equivalent?: number
}

export const deprecatedReturnCode = byCode(() => table.deprecatedApiCodes as readonly DeprecatedReturnCode[])
