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

/** Reason codes of z/OS UNIX (errno2) seen with TLS, in eight hexadecimal digits. */
export interface Errno2 extends Sourced {
  readonly code: string
  readonly meaning: string
}

export const errno2 = byKey(
  () => table.errno2Values as readonly Errno2[],
  (entry) => entry.code,
)
