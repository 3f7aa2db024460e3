/** Attributes of System SSL environments and connections, by the number that a trace shows: GSK_CONNECT_CIPHER_SPEC(207). */
import { byCode } from './by-key.ts'
import type { Sourced } from './sourced.ts'
import table from './table/system-ssl-attributes.json' with { type: 'json' }

export interface SystemSslAttribute extends Sourced {
  readonly code: number
  readonly name: string
  readonly kind: string
  readonly meaning: string
  /** True where z/OS material shows the number; absent where only other platforms do. */
  readonly onZos?: boolean
}

export const systemSslAttribute = byCode(() => table.entries as readonly SystemSslAttribute[])

export const systemSslAttributeSources: readonly string[] = table.sources
