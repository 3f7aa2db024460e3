import { isAllFiller } from './filler.ts'
import type { PacketSink, Warning } from './reader.ts'

/** `what` of a capture begins at `offset` and is not there as a whole. */
export function captureTruncated(what: string, offset: number, missing: number | string): Warning {
  const text = `The file ends inside the ${what} at offset ${offset}: ${missing} bytes are missing.`
  return { code: 'capture-truncated', text }
}

/**
 * The file ends `needed` bytes or less behind `at`, where `what` begins. Nothing, or filler, may follow the last of `what`; a file header
 * must be there. Returns how far reading came: the end.
 */
export function endInside(
  sink: PacketSink,
  what: 'file header' | 'packet' | 'record' | 'frame',
  bytes: Uint8Array,
  at: number,
  offset: number,
  needed: number,
): number {
  const there = bytes.length - at
  const isOver = what !== 'file header' && (there === 0 || isAllFiller(bytes, at))
  if (!isOver) sink.warn(captureTruncated(what, offset + at, needed - there), offset + at)
  return bytes.length
}
