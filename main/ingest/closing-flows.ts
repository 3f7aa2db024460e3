import type { Segment } from '../net/segment.ts'
import type { CaptureFlow } from './capture-flow.ts'

/** Packets come late by round trips and by retransmission, so a closed connection stays open for them this long. */
const GRACE_SECONDS = 2
/** The same for sources without times, and a bound for those whose clock stands still. */
const GRACE_PACKETS = 65_536
/** Places at the front of the list that may be empty before it is copied. */
const MAX_REMOVED = 1_024

/** Connections that are closed, in the order of their end. */
export class ClosingFlows {
  #flows: CaptureFlow[] = []
  #head = 0

  add(flow: CaptureFlow): void {
    if (flow.isClosing) return
    flow.isClosing = true
    this.#flows.push(flow)
  }

  /** Finishes those whose last packet lies far enough before `segment`. */
  finishOld(segment: Segment): void {
    for (;;) {
      const flow = this.#flows[this.#head]
      if (!flow) return
      if (flow.isClosed && !flow.isFinished && !isLongClosed(flow, segment)) return this.#letPass(flow)
      flow.isClosing = false
      if (flow.isClosed) flow.finish()
      this.#removeHead()
    }
  }

  /** One that still gets packets must not hold up those behind it. */
  #letPass(flow: CaptureFlow): void {
    const next = this.#flows[this.#head + 1]
    if (!next || next.lastFrame >= flow.lastFrame) return
    this.#flows.push(flow)
    this.#removeHead()
  }

  #removeHead(): void {
    this.#head++
    if (this.#head <= MAX_REMOVED || this.#head * 2 <= this.#flows.length) return
    this.#flows = this.#flows.slice(this.#head)
    this.#head = 0
  }
}

/** No packet comes so late any more. */
export function isLongClosed(flow: CaptureFlow, segment: Segment): boolean {
  if (segment.frame - flow.lastFrame > GRACE_PACKETS) return true
  if (flow.lastSeconds < 0 || segment.seconds < 0) return false
  // Clocks of merged captures go back as well.
  return Math.abs(segment.seconds - flow.lastSeconds) > GRACE_SECONDS
}
