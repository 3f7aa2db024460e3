/** Messages of z/OS that speak of TLS: AT-TLS (EZD128nI), PAGENT, tracing (ITTnnnI), security (ICH408I). */
import { byKey } from './by-key.ts'
import type { Sourced } from './sourced.ts'
import table from './table/zos-messages.json' with { type: 'json' }

export interface ZosMessage extends Sourced {
  /** `EZD1287I`. */
  readonly id: string
  /** The text with its variable words in lower case. */
  readonly shape?: string
  readonly meaning: string
  readonly severity: string
  readonly fields?: readonly string[]
  readonly actions?: readonly string[]
  readonly notes?: string
}

export const zosMessage = byKey(
  () => table.entries as readonly ZosMessage[],
  (entry) => entry.id,
)

export const zosMessageSources: readonly string[] = table.sources
