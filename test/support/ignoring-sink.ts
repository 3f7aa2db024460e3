import type { IngestSink } from '../../main/ingest/sink.ts'

/** Takes everything and keeps nothing; tests put in what they look at. */
export const IGNORING_SINK: IngestSink = {
  legChanged() {},
  legFinished() {},
  handOver() {},
  traceRecord() {},
  counts() {},
  times() {},
  sourceNote() {},
  warn() {},
}
