import { i32, u16 } from './byte-order.ts'
import type { Segment } from './segment.ts'

/** TCP's IP protocol number. */
export const TCP_PROTOCOL = 6

const MIN_HEADER = 20
/** Ports, numbers, header length and flags: enough to follow the connection when the recorder cut the rest. */
const USED_HEADER = 14
const WINDOW_END = 16

/** The TCP header (RFC 9293 §3.1) at `segment.start`: leaves its fields and the payload in the segment. False: damaged. */
export function decodeTcp(segment: Segment): boolean {
  const { bytes, start } = segment
  if (segment.end - start < USED_HEADER) return false
  const headerLength = ((bytes[start + 12] ?? 0) >>> 4) * 4
  if (headerLength < MIN_HEADER || headerLength > segment.wireEnd - start) return false
  segment.sourcePort = u16(bytes, start)
  segment.destinationPort = u16(bytes, start + 2)
  segment.sequence = i32(bytes, start + 4)
  segment.acknowledgment = i32(bytes, start + 8)
  segment.flags = bytes[start + 13] ?? 0
  segment.window = segment.end - start < WINDOW_END ? -1 : u16(bytes, start + 14)
  segment.start = start + headerLength
  if (segment.start > segment.end) segment.end = segment.start
  return true
}
