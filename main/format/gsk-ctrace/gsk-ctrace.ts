import type { Claim, SourceReading, TraceReader, TraceRecord, TraceSink } from '../reader.ts'
import { LineReading } from '../text/line-reading.ts'
import type { TextForm } from '../text/encoding.ts'
import { RecordAssembler } from './record-assembler.ts'

const SAMPLE =
  'SYS1      MESSAGE   00000008  10:20:30.400500  SSL_INFO\n' +
  '  Job TCPIP     Process 00010002  Thread 00000003  edit_ciphers\n'

/** The words of a header line. */
const HEADER = /(?:^|\s)[A-Z]{2,8} +[0-9A-F]{8} +\d{2}:\d{2}:\d{2}\.\d{6} +SSL_[A-Z_]+\s*$/

/** IPCS `CTRACE COMP(GSKSRVR) FULL` listings (System SSL Programming, "Event trace records for System SSL"). */
export const gskCtrace: TraceReader = {
  kind: 'trace',
  id: 'gsk-ctrace',
  title: 'System SSL component trace (CTRACE COMP(GSKSRVR) FULL)',
  sample: Uint8Array.from(SAMPLE, (letter) => letter.charCodeAt(0)),
  detect,
  begins: (line) => HEADER.test(line),
  open: (sink, form) => new GskCtraceReading(new RecordAssembler(sink), form),
}

class GskCtraceReading implements SourceReading {
  readonly #lines: LineReading
  readonly #assembler: RecordAssembler

  constructor(assembler: RecordAssembler, form?: TextForm) {
    this.#assembler = assembler
    this.#lines = new LineReading(assembler, { form })
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    const taken = this.#lines.take(bytes, offset, last)
    if (last) this.#assembler.finish()
    return taken
  }
}

/** Reads the beginning as if it were all: records with a job line, or a heading that names the component, decide. */
function detect(head: Uint8Array): Claim {
  const seen = new RecordCount()
  const assembler = new RecordAssembler(seen)
  new LineReading(assembler).take(head, 0, true)
  assembler.finish()
  if (seen.system > 0) return 'certain'
  if (seen.withContext > 0) return 'possible'
  return assembler.component === 'GSKSRVR' && assembler.report === 'FULL' ? 'certain' : 'no'
}

class RecordCount implements TraceSink {
  withContext = 0
  /** Those that are System SSL's by their description. */
  system = 0

  record(record: TraceRecord): void {
    if (record.process === undefined) return
    this.withContext++
    if (record.description.startsWith('SSL_')) this.system++
  }

  notUnderstood(): void {}

  warn(): void {}
}
