import type { Segment } from '../net/segment.ts'
import type { CaptureFlow } from './capture-flow.ts'

/** Packets come late by round trips and by retransmission, so a closed connection stays open for them this long. */
const GRACE_SECONDS = 2
/** The same for sources without times, and a bound for those whose clock stands still. */
const GRACE_PACKETS = 65_536

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
      const isOld =
        segment.frame - flow.lastFrame > GRACE_PACKETS ||
        (flow.lastSeconds >= 0 && Math.abs(segment.seconds - flow.lastSeconds) > GRACE_SECONDS)
      if (!isOld && !flow.isFinished && flow.isClosed) return
      flow.isClosing = false
      if (flow.isClosed) flow.finish()
      this.#head++
      if (this.#head > 1_024 && this.#head * 2 > this.#flows.length) {
        this.#flows = this.#flows.slice(this.#head)
        this.#head = 0
      }
    }
  }
}
