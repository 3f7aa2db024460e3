import type { Leg } from '../tls/leg.ts'
import { TraceLeg } from './trace-leg.ts'
import type { TraceThread } from './trace-threads.ts'

/** Connections that may still grow; beyond it those that were silent longest are finished. */
const MAX_OPEN_LEGS = 2_000
/** Bytes of messages in open legs together: memory stays bounded whatever a listing holds. */
const MAX_HELD_BYTES = 64 << 20

/** The connections of a trace that may still gain something. */
export class OpenLegs {
  readonly #finished: (open: TraceLeg) => void
  readonly #open = new Set<TraceLeg>()
  /** By process and handle: one thread may serve several connections in turns, and a connection may change threads. */
  readonly #byHandle = new Map<string, TraceLeg>()
  #begun = 0
  #heldBytes = 0

  /** `finished` is told of each leg once, when nothing more will be added to it. */
  constructor(finished: (open: TraceLeg) => void) {
    this.#finished = finished
  }

  /** Begins a connection on a thread; the one before it there is finished unless its handle can bring it back. */
  begin(thread: TraceThread, timeNs: bigint, record: number): TraceLeg {
    const before = thread.leg
    if (before !== undefined && (before.closed || before.handle === undefined || before.handle === thread.handle)) {
      this.finish(before)
    }
    const begun = new TraceLeg(emptyLeg(this.#begun++, thread, timeNs))
    begun.lastRecord = record
    this.#open.add(begun)
    thread.leg = begun
    if (thread.handle !== undefined) this.name(begun, thread, thread.handle)
    return begun
  }

  name(leg: TraceLeg, thread: TraceThread, handle: string): void {
    leg.handle = handle
    leg.leg.handle = handle
    this.#byHandle.set(handleName(thread, handle), leg)
  }

  /** The connection that the thread's process has under a handle, while it is not closed: handles are used again. */
  named(thread: TraceThread, handle: string): TraceLeg | undefined {
    const named = this.#byHandle.get(handleName(thread, handle))
    return named === undefined || named.closed ? undefined : named
  }

  hold(bytes: number): void {
    this.#heldBytes += bytes
  }

  /** Finishes the quarter that was silent longest, when there are too many or they hold too much. */
  makeRoom(): void {
    if (this.#open.size < MAX_OPEN_LEGS && this.#heldBytes < MAX_HELD_BYTES) return
    const byAge = [...this.#open].sort((one, other) => one.lastRecord - other.lastRecord)
    for (const leg of byAge.slice(0, Math.ceil(byAge.length / 4))) this.finish(leg)
  }

  finish(open: TraceLeg): void {
    if (!this.#open.delete(open)) return
    this.#heldBytes -= open.heldBytes
    open.finished = true
    if (open.handle !== undefined) {
      const name = handleName(open.leg, open.handle)
      if (this.#byHandle.get(name) === open) this.#byHandle.delete(name)
    }
    open.settle()
    open.tellReads()
    this.#finished(open)
  }

  finishAll(): void {
    for (const open of this.#open) this.finish(open)
  }
}

function handleName({ job, process }: Pick<Leg, 'job' | 'process'>, handle: string): string {
  return `${job ?? ''} ${process ?? ''} ${handle}`
}

function emptyLeg(stream: number, { job, process, thread }: TraceThread, startNs: bigint): Leg {
  return {
    stream,
    role: 'server',
    transport: 'none',
    client: undefined,
    server: undefined,
    startNs,
    endNs: startNs,
    job,
    process,
    thread,
    connectionId: undefined,
    messages: [],
    events: [],
    beginningSeen: false,
    endSeen: false,
  }
}
