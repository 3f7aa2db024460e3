/**
 * Messages and events of a leg as the index keeps them: one after the other in two byte strings, so that a leg is one row whatever it
 * said; a row for each message cost more than reading the capture. What a leg gains is put behind what is there. Little-endian.
 *
 *   message: int64 time; float64 frame, line, offset, extent; uint32 length, size; uint16 record_version; int16 type, level; uint8 words, 0;
 *            bytes[size], or nothing where the bytes are kept once for many legs: then `size` is their number
 *   event:   int64 time; float64 frame, line, length; uint32 after_message, text_size, bytes_size, packet_size; uint8 kind, side;
 *            text (UTF-8), bytes, packet (JSON)
 */
import type { ContentMemory } from './content-memory.ts'
import type { ConnectionEvent, PacketFacts, TlsMessage } from '../main/tls/message.ts'
import { CONTENTS, EVENT_KINDS, numberOf, SIDES, VISIBILITIES, wordOf } from './vocabulary.ts'

const MESSAGE_HEADER = 56
const EVENT_HEADER = 50
const NO_TIME = -(2n ** 63n)
const NO_VERSION = 0xffff
const NO_SIZE = 0xffff_ffff
/** In the byte of words: side, two bits of content, two of visibility, and these. */
const COMPLETE = 32
const SHARED = 64

/** Bytes that many legs have in common, by their number in the source; undefined where they are gone. */
export type SharedBytes = (number: number) => Uint8Array | undefined

/** Puts a message behind what is there. `shared`: the number under which its bytes are kept, where they are. */
export function putMessage(memory: ContentMemory, message: TlsMessage, shared: number | undefined): void {
  const { bytes } = message
  const at = memory.room(MESSAGE_HEADER + (shared === undefined ? bytes.length : 0))
  const { view } = memory
  view.setBigInt64(at, message.timeNs ?? NO_TIME, true)
  view.setFloat64(at + 8, message.frame ?? NaN, true)
  view.setFloat64(at + 16, message.line ?? NaN, true)
  view.setFloat64(at + 24, message.offset, true)
  view.setFloat64(at + 32, message.extent, true)
  view.setUint32(at + 40, message.length, true)
  view.setUint32(at + 44, shared ?? bytes.length, true)
  view.setUint16(at + 48, message.recordVersion ?? NO_VERSION, true)
  view.setInt16(at + 50, message.type ?? -1, true)
  view.setInt16(at + 52, message.level ?? -1, true)
  view.setUint8(
    at + 54,
    numberOf(SIDES, message.from) |
      (numberOf(CONTENTS, message.content) << 1) |
      (numberOf(VISIBILITIES, message.visibility) << 3) |
      (message.complete ? COMPLETE : 0) |
      (shared === undefined ? 0 : SHARED),
  )
  view.setUint8(at + 55, 0)
  if (shared === undefined) memory.bytes.set(bytes, at + MESSAGE_HEADER)
}

/** Puts an event behind what is there. */
export function putEvent(memory: ContentMemory, event: ConnectionEvent): void {
  const text = event.text === undefined ? undefined : Buffer.from(event.text)
  const { bytes } = event
  const packet = event.packet === undefined ? undefined : Buffer.from(JSON.stringify(event.packet))
  const at = memory.room(EVENT_HEADER + (text?.length ?? 0) + (bytes?.length ?? 0) + (packet?.length ?? 0))
  const { view } = memory
  view.setBigInt64(at, event.timeNs ?? NO_TIME, true)
  view.setFloat64(at + 8, event.frame ?? NaN, true)
  view.setFloat64(at + 16, event.line ?? NaN, true)
  view.setFloat64(at + 24, event.length, true)
  view.setUint32(at + 32, event.afterMessage, true)
  view.setUint8(at + 48, numberOf(EVENT_KINDS, event.kind))
  view.setInt8(at + 49, event.from === undefined ? -1 : numberOf(SIDES, event.from))
  const behindText = putPart(memory, text, at + 36, at + EVENT_HEADER)
  const behindBytes = putPart(memory, bytes, at + 40, behindText)
  putPart(memory, packet, at + 44, behindBytes)
}

/** Puts a part of an event at `at`, and its size at `sizeAt`; returns what is behind it. */
function putPart(memory: ContentMemory, part: Uint8Array | undefined, sizeAt: number, at: number): number {
  memory.view.setUint32(sizeAt, part?.length ?? NO_SIZE, true)
  if (part === undefined) return at
  memory.bytes.set(part, at)
  return at + part.length
}

/** The first `limit` messages. Their bytes are views into `content`. What is cut, in a damaged case file, ends the list. */
export function decodeMessages(content: Uint8Array, limit: number, shared: SharedBytes): TlsMessage[] {
  const view = viewOf(content)
  const messages: TlsMessage[] = []
  let at = 0
  while (messages.length < limit && content.length - at >= MESSAGE_HEADER) {
    const words = view.getUint8(at + 54)
    const size = view.getUint32(at + 44, true)
    const start = at + MESSAGE_HEADER
    const end = (words & SHARED) === 0 ? start + size : start
    if (end > content.length) break
    const bytes = (words & SHARED) === 0 ? content.subarray(start, end) : shared(size)
    messages.push({
      timeNs: time(view, at),
      frame: number(view, at + 8),
      line: number(view, at + 16),
      from: wordOf(SIDES, words & 1),
      content: wordOf(CONTENTS, (words >> 1) & 3),
      type: natural(view.getInt16(at + 50, true)),
      level: natural(view.getInt16(at + 52, true)),
      recordVersion: known(view.getUint16(at + 48, true), NO_VERSION),
      length: view.getUint32(at + 40, true),
      visibility: wordOf(VISIBILITIES, (words >> 3) & 3),
      complete: (words & COMPLETE) !== 0 && bytes !== undefined,
      bytes: bytes ?? new Uint8Array(0),
      offset: view.getFloat64(at + 24, true),
      extent: view.getFloat64(at + 32, true),
    })
    at = end
  }
  return messages
}

/** The first `limit` events. */
export function decodeEvents(content: Uint8Array, limit: number): ConnectionEvent[] {
  const view = viewOf(content)
  const events: ConnectionEvent[] = []
  let at = 0
  while (events.length < limit && content.length - at >= EVENT_HEADER) {
    let end = at + EVENT_HEADER
    const part = (index: number): Uint8Array | undefined => {
      const size = known(view.getUint32(at + 36 + index * 4, true), NO_SIZE)
      if (size === undefined) return undefined
      end += size
      return content.subarray(end - size, end)
    }
    const text = part(0)
    const bytes = part(1)
    const packet = part(2)
    if (end > content.length) break
    const side = view.getInt8(at + 49)
    events.push({
      kind: wordOf(EVENT_KINDS, view.getUint8(at + 48)),
      timeNs: time(view, at),
      frame: number(view, at + 8),
      line: number(view, at + 16),
      from: side < 0 ? undefined : wordOf(SIDES, side),
      afterMessage: view.getUint32(at + 32, true),
      length: view.getFloat64(at + 24, true),
      text: text && textOf(text),
      bytes,
      packet: packet && (JSON.parse(textOf(packet)) as PacketFacts),
    })
    at = end
  }
  return events
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}

function time(view: DataView, at: number): bigint | undefined {
  const ns = view.getBigInt64(at, true)
  return ns === NO_TIME ? undefined : ns
}

function number(view: DataView, at: number): number | undefined {
  const value = view.getFloat64(at, true)
  return Number.isNaN(value) ? undefined : value
}

function natural(value: number): number | undefined {
  return value < 0 ? undefined : value
}

function known(value: number, none: number): number | undefined {
  return value === none ? undefined : value
}

function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString()
}
