import type { KeyUse } from './key-logs.ts'

/** What the ingest worker is asked to do, one after the other. `abort[0]` other than 0 ends the job early. */
export type IngestJob = { readonly jobId: number; readonly caseFile: string; readonly abort: Int32Array } &
  /** Reads a source into the index; what the index held of it before is removed first. */
  (
    | { readonly kind: 'index'; readonly sourceId: number; readonly path: string; readonly keys: KeyUse }
    /** Finds the legs that are one connection; after all sources are in, or after one was removed. */
    | { readonly kind: 'join' }
    /** Finds what notes are about that came from another case. */
    | { readonly kind: 'notes' }
    | { readonly kind: 'remove'; readonly sourceId: number }
  )

/** A job without the number that the worker's owner gives it. */
export type IngestTask = IngestJob extends infer J ? (J extends IngestJob ? Omit<J, 'jobId' | 'abort'> : never) : never

export type FromIngest =
  | { readonly kind: 'progress'; readonly jobId: number; readonly progress: IngestProgress }
  | { readonly kind: 'done'; readonly jobId: number }
  | { readonly kind: 'failed'; readonly jobId: number; readonly outOfMemory: boolean; readonly message: string }

/** How far a source is; its row in the index says the same a moment later. */
export interface IngestProgress {
  readonly sourceId: number
  readonly indexedBytes: number
  readonly bytes: number
  readonly records: number
}
