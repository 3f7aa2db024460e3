import type { TraceRecord } from '../format/reader.ts'
import type { TraceLeg } from './trace-leg.ts'

/** Threads remembered at most; a busy address space has some hundreds. Of more, a quarter is forgotten: those that were met first. */
const MAX_THREADS = 65_536

/** One thread of one job, as far as it matters to what is read next. */
export interface TraceThread {
  readonly job: string | undefined
  readonly process: string | undefined
  readonly thread: string | undefined
  /** The connection that its records belong to at present. */
  leg: TraceLeg | undefined
  /** The connection handle that was named last. */
  handle: string | undefined
  /** Bytes of the last read call since the last message; 0 when there was none. */
  readBytes: number
}

/** Threads by job, process and thread id: records of many interleave, and nothing may be built from neighbours. */
export class TraceThreads {
  /** How many threads were forgotten: a connection of theirs that goes on is another one from then on. */
  forgotten = 0
  readonly #byName = new Map<string, TraceThread>()
  /** By the reader's number: no string is made for a record. */
  #byContext: (TraceThread | undefined)[] = []

  /** Undefined for a record that names neither process nor thread. */
  of(record: TraceRecord): TraceThread | undefined {
    const known = record.contextId < 0 ? undefined : this.#byContext[record.contextId]
    return known ?? this.#find(record)
  }

  #forgetFirst(): void {
    this.forgotten += MAX_THREADS / 4
    let left = MAX_THREADS / 4
    for (const name of this.#byName.keys()) {
      this.#byName.delete(name)
      if (--left === 0) break
    }
    this.#byContext = []
  }

  #find(record: TraceRecord): TraceThread | undefined {
    const { job, process, thread, contextId } = record
    if (process === undefined && thread === undefined) return undefined
    const name = `${job ?? ''} ${process ?? ''} ${thread ?? ''}`
    let found = this.#byName.get(name)
    if (found === undefined) {
      if (this.#byName.size >= MAX_THREADS) this.#forgetFirst()
      found = { job, process, thread, leg: undefined, handle: undefined, readBytes: 0 }
      this.#byName.set(name, found)
    }
    if (contextId >= 0) this.#byContext[contextId] = found
    return found
  }
}
