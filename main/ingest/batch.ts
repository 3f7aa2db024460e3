import type { LogRow } from '../../db/write/log-rows.ts'
import type { SettingRow } from '../../db/write/setting-rows.ts'
import type { TraceRows } from '../../db/write/trace-rows.ts'
import type { SourceFacts } from '../../db/write/source-row.ts'
import type { Leg } from '../tls/leg.ts'

/** What reading a source hands to the writer, piece by piece; it may cross from one thread to another. */
export interface Batch {
  readonly legs: readonly LegPart[]
  /** Messages and events of those legs, as db/leg-content.ts lays them out. */
  readonly content: Uint8Array<ArrayBuffer>
  /** Bytes that messages refer to by number from now on. */
  readonly shared: readonly { readonly number: number; readonly bytes: Uint8Array }[]
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

/** A leg as it is now; its messages and events that are new stand in `content[start..events)` and `content[events..end)`. */
export interface LegPart {
  readonly id: number
  readonly leg: Omit<Leg, 'messages' | 'events'>
  readonly messageCount: number
  readonly eventCount: number
  /** Some of it was told before. */
  readonly continues: boolean
  readonly finished: boolean
  readonly start: number
  readonly events: number
  readonly end: number
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
