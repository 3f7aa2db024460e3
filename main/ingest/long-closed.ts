import type { Segment } from '../net/segment.ts'

/** Packets come late by round trips and by retransmission, so a closed connection stays open for them this long. */
const GRACE_SECONDS = 2
/** The same for sources without times, and a bound for those whose clock stands still. */
const GRACE_PACKETS = 65_536

/** Of a connection: where its last packet stands, and when it came (-1: without a time). */
interface LastPacket {
  readonly lastFrame: number
  readonly lastSeconds: number
}

/** No packet comes so late any more. */
export function isLongClosed(flow: LastPacket, segment: Segment): boolean {
  if (segment.frame - flow.lastFrame > GRACE_PACKETS) return true
  if (flow.lastSeconds < 0 || segment.seconds < 0) return false
  // Clocks of merged captures go back as well.
  return Math.abs(segment.seconds - flow.lastSeconds) > GRACE_SECONDS
}

/** Where each side closed and nothing is waited for, late packets are copies, and resets that end nothing: told of no longer than a burst lasts. */
const GRACE_COMPLETE_PACKETS = 4_096

/** As `isLongClosed`, of a connection that is complete. */
export function isLongComplete(flow: LastPacket, segment: Segment): boolean {
  return segment.frame - flow.lastFrame > GRACE_COMPLETE_PACKETS || isLongClosed(flow, segment)
}
