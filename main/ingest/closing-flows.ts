import type { Segment } from '../net/segment.ts'
import type { CaptureFlow } from './capture-flow.ts'

/** Places at the front of the list that may be empty before it is copied. */
const MAX_REMOVED = 1_024

/** Connections that are closed, in the order of their end, until `isOver` says of one that no packet comes so late any more. */
export class ClosingFlows {
  readonly #isOver: (flow: CaptureFlow, segment: Segment) => boolean
  #flows: CaptureFlow[] = []
  #head = 0

  constructor(isOver: (flow: CaptureFlow, segment: Segment) => boolean) {
    this.#isOver = isOver
  }

  add(flow: CaptureFlow): void {
    if (flow.isClosing) return
    flow.isClosing = true
    this.#flows.push(flow)
  }

  /** Finishes those that are over when `segment` comes. */
  finishOld(segment: Segment): void {
    for (;;) {
      const flow = this.#flows[this.#head]
      if (!flow) return
      if (flow.isClosed && !flow.isFinished && !this.#isOver(flow, segment)) return this.#letPass(flow)
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
