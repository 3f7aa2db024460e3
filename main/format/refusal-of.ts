import type { LineSink } from './text/line-sink.ts'
import { LineReading } from './text/line-reading.ts'
import { decodeText } from './text/latin.ts'
import type { Refusal } from './refusal.ts'
import { refusedBinary } from './refusal-binary.ts'
import { refusedText } from './refusal-text.ts'

/** Recognition looks for words near the beginning; job output may stand before them. */
const MAX_TEXT = 65_536

/** What a source is that no reader claims. There is always an answer. */
export function refusalOf(head: Uint8Array, sizeBytes: number): Refusal {
  return refusedBinary(head, sizeBytes) ?? refusedText(headText(head))
}

/** The beginning as text with LF, whatever its code page and record form. */
function headText(head: Uint8Array): string {
  const lines: string[] = []
  let length = 0
  const sink: LineSink = {
    line(bytes, start, end) {
      if (length >= MAX_TEXT) return
      const line = decodeText(bytes, start, end).trimEnd()
      length += line.length + 1
      lines.push(line)
    },
    broken() {
      lines.push('')
    },
  }
  new LineReading(sink).take(head, 0, true)
  return lines.join('\n')
}
