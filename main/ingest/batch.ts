import type { LogRow } from '../../db/write/log-rows.ts'
import type { SettingRow } from '../../db/write/setting-rows.ts'
import type { TraceRows } from '../../db/write/trace-rows.ts'
import type { SourceFacts } from '../../db/write/source-row.ts'
import type { Leg } from '../tls/leg.ts'

/** What reading a source hands to the writer, piece by piece; it may cross from one thread to another. */
export interface Batch {
  readonly legs: readonly LegPart[]
  readonly trace: TraceRows | undefined
  readonly logs: readonly LogRow[]
  readonly settings: readonly SettingRow[]
  /** New in this batch, by code. */
  readonly warnings: readonly {
    readonly code: string
    readonly text: string
    readonly count: number
    readonly offset: number
  }[]
}

/** A leg as it is now, with those of its messages and events that are new. */
export interface LegPart {
  readonly id: number
  readonly leg: Leg
  readonly finished: boolean
}

/** The first ids that are free in the index. */
export interface FirstIds {
  readonly leg: number
  readonly text: number
  readonly context: number
}

/** The source's row, but for how long it took. */
export interface ReadFacts extends Omit<SourceFacts, 'indexedInMs'> {
  /** Ids of readers that would find something in it, too. */
  readonly otherFormats: readonly string[]
}

export type FromReading =
  | { readonly kind: 'batch'; readonly batch: Batch }
  /** What came so far is void: the source is read from its beginning again. */
  | { readonly kind: 'again' }
  /** Where the reading is; the last time with how it ended. */
  | { readonly kind: 'facts'; readonly facts: ReadFacts }
