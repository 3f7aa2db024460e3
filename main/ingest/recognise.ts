import type { Container } from '../format/container.ts'
import { detectedAs, detectFormat } from '../format/registry.ts'
import type { FormatReader, SourceReading } from '../format/reader.ts'
import type { Refusal } from '../format/refusal.ts'
import { readLog } from './log.ts'
import { readSettings } from './settings.ts'
import type { SourceSink } from './sink.ts'
import { type CaptureKeys, readCapture } from './capture.ts'
import { countSecrets } from './key-logs.ts'
import type { SourceProblem } from './source-problem.ts'
import { readTrace } from './trace.ts'

export interface RecognisedSource {
  readonly format: string
  readonly formatTitle: string
  readonly encoding: string
  readonly recordForm: string
  /** Most captures count in UTC; a listing may have been formatted in GMT or LOCAL and does not say which. */
  readonly zone: 'utc' | 'unknown'
  /** Why it is not read after all when nothing is found in it; undefined where it is known to hold something. */
  readonly unless: SourceProblem | undefined
  /** `keys`: what a capture is decrypted with. */
  open(sink: SourceSink, keys?: CaptureKeys): SourceReading
}

/** What a source is, by its first bytes, and how it is read; or why it is not. `format`: it is known to hold something for this reader. */
export function recognise(
  path: string,
  head: Uint8Array,
  bytes: number,
  containers: readonly Container[],
  format?: string,
): RecognisedSource | { readonly problem: SourceProblem } {
  const detected = (format === undefined ? undefined : detectedAs(format, head)) ?? detectFormat(head, bytes)
  if ('refused' in detected) {
    return { problem: problemOf(path, detected.refused) }
  }
  const { reader, encoding, recordForm, unless } = detected
  const descriptors = containers.find((container) => container === 'rdw' || container === 'bdw-rdw')
  const packings = containers.filter((container) => container !== descriptors)
  return {
    format: reader.id,
    formatTitle: [reader.title, ...packings].join(', '),
    encoding,
    recordForm: descriptors ? `vb-${descriptors}` : recordForm,
    zone: reader.kind === 'packets' ? reader.zone : 'unknown',
    unless: unless && problemOf(path, unless),
    open: (sink, keys) => openReader(reader, sink, keys),
  }
}

function problemOf(path: string, { code, text, nextStep }: Refusal): SourceProblem {
  return { code, text: `${path}: ${text}`, nextStep }
}

function openReader(reader: FormatReader, sink: SourceSink, keys: CaptureKeys | undefined): SourceReading {
  switch (reader.kind) {
    case 'packets':
      return readCapture(reader, sink, { keys })
    case 'trace':
      return readTrace(reader, sink)
    case 'log':
      return readLog(reader, sink)
    case 'settings':
      return readSettings(reader, sink)
    case 'secrets':
      return countSecrets(reader, sink)
  }
}
