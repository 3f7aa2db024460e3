/** What a side said in clear before TLS or in its place. */
import { protocolOf } from '../tls/clear-text.ts'
import type { Side } from '../tls/message.ts'
import type { ConnectionFacts, EventFact } from './facts.ts'
import type { Exhibit } from './rule.ts'

export interface ClearWords {
  /** Position among the events. */
  readonly event: number
  readonly afterMessage: number
  /** All that the side sent so, of which `bytes` are the first. */
  readonly length: number
  readonly bytes: Uint8Array
}

/** In their order; empty where the side began with TLS, or where bytes before may be missing. */
export function clearWords({ beginningSeen, events }: ConnectionFacts, from: Side): readonly ClearWords[] {
  // Nearly all connections begin with TLS.
  if (!beginningSeen || !events.some(isClear) || events.some(({ kind }) => kind === 'gap')) return []
  return events.flatMap((event, at) => {
    const { from: by, afterMessage, length, bytes = NOTHING } = event
    return isClear(event) && by === from && !isRecordHeader(bytes)
      ? [{ event: at, afterMessage, length: Math.max(length, bytes.length), bytes }]
      : []
  })
}

/** Before TLS, or in its place. */
export function isClear({ kind }: EventFact): boolean {
  return kind === 'clear_text' || kind === 'not_tls'
}

export function clearExhibit({ event, bytes }: ClearWords): Exhibit {
  return { event, text: clearName(bytes) }
}

/** `an HTTP request`, or `bytes that are no TLS record` with the first of them. */
export function clearName(bytes: Uint8Array): string {
  const known = protocolOf(bytes)
  if (known !== undefined || bytes.length === 0) return known ?? 'bytes that are no TLS record'
  const first = Array.from(bytes.subarray(0, SHOWN), (byte) => byte.toString(16).toUpperCase().padStart(2, '0'))
  return `bytes that are no TLS record (${first.join(' ')})`
}

/** A record that is only too long, or cut, is TLS all the same (RFC 8446 §5.1: types 20 to 24, major version 3). */
function isRecordHeader([type = 0, major]: Uint8Array): boolean {
  return type >= 20 && type <= 24 && major === 3
}

const NOTHING = new Uint8Array(0)
const SHOWN = 8
