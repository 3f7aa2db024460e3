import type { FromEngine, ToEngine } from './carrier.ts'
import { CHANNELS } from './channel.ts'

/**
 * How requests, replies and events travel between the browser page and `gskope serve`.
 *
 * The page is opened at `http://127.0.0.1:PORT/#token=TOKEN`. The token stands in the fragment: a browser never sends that to
 * anybody, so it reaches no log, no Referer and (unlike a cookie, which ignores ports) no other server of the same machine. The page
 * moves it from `location.hash` to `sessionStorage`, so that a reload keeps it, clears the hash, and then uses it twice:
 *
 * - `ws://HOST/engine?token=TOKEN` (HOST is `location.host`) carries text frames: `encodeFrame(ToEngine)` up, `decodeFrame` of what
 *   comes down gives a FromEngine. The server pings; a browser answers by itself. Closed with 4401: the token is not (any longer)
 *   right, connecting again is of no use. Any other close: try again, the engine may have been restarted.
 * - `PUT /upload/NAME` with header `Authorization: Bearer TOKEN` and the file as its body: 200 and JSON `{ "path": "..." }`, a path for
 *   `case.open`. NAME is `encodeURIComponent(file.name)`. Any other status carries JSON `{ "message": "one sentence" }`.
 *
 * Frames are JSON. What JSON lacks is tagged: a bigint is `{"$n":"123"}`, bytes are `{"$b":"base64"}`; a key of ours that begins
 * with `$` gains another one. `undefined` members vanish, as JSON has it.
 */

/** The largest frame that either side takes, in characters: a page of 1,000 connections is about 1 MB, a whole message's fields 2 MB. */
const MAX_FRAME_LENGTH = 32 * 1024 * 1024
/** The largest frame that the engine's side takes: requests are small, a thousand long paths are 4 MB. */
export const MAX_REQUEST_LENGTH = 8 * 1024 * 1024
/** WebSocket close code for a wrong token. */
export const CLOSE_WRONG_TOKEN = 4401

/** A frame that breaks the rules above. */
export class WireError extends Error {}

export function encodeFrame(frame: ToEngine | FromEngine): string {
  return encodeValue(frame)
}

export function decodeFrame(text: string): FromEngine {
  const frame = decodeValue(text)
  if (isRecord(frame)) {
    if (frame['kind'] === 'reply' && Number.isSafeInteger(frame['id']) && isRecord(frame['result']))
      return frame as unknown as FromEngine
    if (frame['kind'] === 'event' && typeof frame['name'] === 'string') return frame as unknown as FromEngine
  }
  throw new WireError('not a frame of the engine')
}

/** The engine's side: the frame's own shape is checked here, its payload by the channel's schema. */
export function decodeRequestFrame(text: string): ToEngine {
  if (text.length > MAX_REQUEST_LENGTH) throw new WireError('frame too large')
  return checkRequestFrame(decodeValue(text))
}

/** For carriers that copy structures and need no text: the same check. */
export function checkRequestFrame(frame: unknown): ToEngine {
  if (isRecord(frame) && Number.isSafeInteger(frame['id'])) {
    if (frame['kind'] === 'abort') return { kind: 'abort', id: frame['id'] as number }
    const channel = CHANNELS.find((name) => name === frame['channel'])
    if (frame['kind'] === 'request' && channel)
      return { kind: 'request', id: frame['id'] as number, channel, payload: frame['payload'] }
  }
  throw new WireError('not a request')
}

export function encodeValue(value: unknown): string {
  return JSON.stringify(value, tag)
}

export function decodeValue(text: string): unknown {
  if (text.length > MAX_FRAME_LENGTH) throw new WireError('frame too large')
  try {
    return untag(JSON.parse(text))
  } catch (error) {
    throw error instanceof WireError ? error : new WireError('frame is not JSON')
  }
}

/** `this` is the holder: a Buffer has a toJSON of its own, which has already run on `value`. */
function tag(this: unknown, key: string, value: unknown): unknown {
  const own = (this as Record<string, unknown>)[key]
  if (typeof own === 'bigint') return { $n: own.toString() }
  if (own instanceof Uint8Array) return { $b: toBase64(own) }
  if (isRecord(value)) {
    const keys = Object.keys(value)
    if (keys.some((name) => name.startsWith('$'))) {
      return Object.fromEntries(keys.map((name) => [name.startsWith('$') ? `$${name}` : name, value[name]]))
    }
  }
  return value
}

/** In place: a reviver of JSON.parse, which is called for every value, takes several times as long. */
function untag(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (typeof value[i] === 'object') value[i] = untag(value[i])
    return value
  }
  const record = value as Record<string, unknown>
  const keys = Object.keys(record)
  let isTagged = false
  for (const name of keys) {
    if (name.startsWith('$')) isTagged = true
    const held = record[name]
    if (typeof held === 'object') record[name] = untag(held)
  }
  if (!isTagged) return record
  const [first] = keys
  if (keys.length === 1 && first === '$n') return toBigInt(record['$n'])
  if (keys.length === 1 && first === '$b') return fromBase64(record['$b'])
  return Object.fromEntries(
    keys.map((name) => {
      if (name.startsWith('$') && !name.startsWith('$$')) throw new WireError('unknown tag')
      return [name.startsWith('$') ? name.slice(1) : name, record[name]]
    }),
  )
}

/** 64-bit values have 20 characters at most; parsing a bigint takes time that grows with the square of its length. */
const BIGINT = /^-?\d{1,40}$/

function toBigInt(text: unknown): bigint {
  if (typeof text !== 'string' || !BIGINT.test(text)) throw new WireError('not a number')
  return BigInt(text)
}

/** String.fromCharCode takes its bytes as arguments, which live on the stack. */
const BASE64_CHUNK = 8_192

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += BASE64_CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + BASE64_CHUNK))
  return btoa(text)
}

function fromBase64(text: unknown): Uint8Array {
  if (typeof text !== 'string') throw new WireError('not base64')
  let binary
  try {
    binary = atob(text)
  } catch {
    throw new WireError('not base64')
  }
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
