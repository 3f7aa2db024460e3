import type { Warning } from '../format/reader.ts'
import type { IngestSink } from './sink.ts'

/** Distinct codes that are kept; link types alone could make 65,536. */
const MAX_CODES = 32

interface Counted {
  readonly warning: Warning
  readonly offset: number
  count: number
}

/** Keeps the first warning of each code and counts the rest, so that a damaged source cannot flood anybody. */
export class WarningCount {
  readonly #counted = new Map<string, Counted>()

  add(warning: Warning, offset: number, count = 1): void {
    const counted = this.#counted.get(warning.code)
    if (counted) counted.count += count
    else if (this.#counted.size < MAX_CODES) this.#counted.set(warning.code, { warning, offset, count })
  }

  /** Each code once, with the offset of its first occurrence. */
  tell(sink: IngestSink): void {
    for (const { warning, offset, count } of this.#counted.values()) {
      const text = count === 1 ? warning.text : `${warning.text} (${count} times)`
      sink.warn({ code: warning.code, text }, offset)
    }
  }
}
