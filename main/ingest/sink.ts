import type { LogMessage, Setting, TraceRecord, Warning } from '../format/reader.ts'
import type { Leg } from '../tls/leg.ts'

/** Where reading a capture ends up. One per source; the writer behind it turns calls into rows in batches. */
export interface IngestSink {
  /**
   * The leg gained something. It may be written any time from now on, so that a window sees it while indexing goes on. No reader looks back:
   * messages and events may be void from then on, and only their number counts.
   */
  legChanged(leg: Leg): void
  /** Nothing more will be added to the leg: it is written and forgotten. */
  legFinished(leg: Leg): void
  /** Takes what all legs have gained so far, to free memory; void from then on as well. */
  handOver(): void
  /** A component trace record; `leg` is the connection it belongs to, as far as known. */
  traceRecord(record: TraceRecord, leg: Leg | undefined): void
  /** Packets, trace records, messages or settings, and those among them that nothing understood. Totals so far, not increments. */
  counts(records: number, notUnderstood: number): void
  /** First and last time in the source. */
  times(firstNs: bigint | undefined, lastNs: bigint | undefined): void
  /** What somebody wrote into the source about a part of it. */
  sourceNote(about: string, text: string, offset: number): void
  /** `count`: how often it was met since it was last told, 1 when left out; `offset` is where it was met first. */
  warn(warning: Warning, offset: number, count?: number): void
  /** See OtherFormats: of captures, those that are listings. */
  alsoHolds?(format: string): void
  /** Of a listing: a packet begins on this line, from 1. */
  standsOn?(line: number): void
}

/** A text may hold what another reader reads, too: job output has messages around a listing. */
export interface OtherFormats {
  /** `format`: a reader's id. May be told often. */
  alsoHolds(format: string): void
}

/** What only captures have. */
type OfCaptures = 'handOver' | 'sourceNote'

interface MessageSink {
  /** A message of a log, or an error of a trace that belongs to none of its connections; `leg` is the connection that it speaks of. */
  logMessage(message: LogMessage, timeNs: bigint | undefined, leg: Leg | undefined): void
}

/** Where reading a component trace ends up. */
export interface TraceIngestSink
  extends Omit<IngestSink, OfCaptures | 'alsoHolds' | 'standsOn'>, OtherFormats, MessageSink {
  /** A leg that records were given to was no connection after all; it was never announced by legChanged. */
  legDropped(leg: Leg): void
}

/** Where reading a log ends up. */
export interface LogIngestSink
  extends Omit<IngestSink, OfCaptures | 'alsoHolds' | 'standsOn' | 'traceRecord'>, OtherFormats, MessageSink {}

/** Where reading a configuration, or a display of one, ends up. */
export interface SettingsIngestSink extends Pick<IngestSink, 'counts' | 'warn'>, OtherFormats {
  setting(setting: Setting): void
}

/** Takes what any source says. */
export type SourceSink = IngestSink & TraceIngestSink & LogIngestSink & SettingsIngestSink
