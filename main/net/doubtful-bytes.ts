import { PSH } from './segment.ts'
import type { Segment } from './segment.ts'

/** A frame of 60 bytes has room for six behind headers of Ethernet, IPv4 and TCP without options; one with a VLAN tag, which recorders take off, for two. */
const PADDING_LENGTHS = [6, 2]

/**
 * Bytes that may be the padding of a short frame: some drivers and boxes count it in the length of the IP packet. Such packets are
 * acknowledgments, and the next segment stands in the same place.
 */
export interface DoubtfulBytes {
  readonly bytes: Uint8Array
  /** Sequence number behind them. */
  readonly end: number
  readonly frame: number
  readonly seconds: number
  readonly nanoseconds: number
  readonly offset: number
}

/** All zeros, as many as padding has, and in a packet that says nothing but that it acknowledges. */
export function mayBePadding(segment: Segment): boolean {
  const { bytes, start, end, wireEnd, flags } = segment
  if (!PADDING_LENGTHS.includes(wireEnd - start) || end < wireEnd || (flags & PSH) !== 0) return false
  for (let at = start; at < end; at++) if (bytes[at] !== 0) return false
  return true
}

export function doubtful(segment: Segment, sequence: number): DoubtfulBytes {
  const { bytes, start, end, frame, seconds, nanoseconds, base } = segment
  return {
    bytes: bytes.slice(start, end),
    end: (sequence + end - start) | 0,
    frame,
    seconds,
    nanoseconds,
    offset: base + start,
  }
}
