import { BAD, HEX } from '../format/text/hex-digit.ts'
import { decodeText } from '../format/text/latin.ts'

/**
 * What a detail line of a System SSL record tells of a connection. Only texts that are public count: IBM's manual ("Event trace records
 * for System SSL") shows the handle, the read call and the closed socket; a published trace the ClientHello and the server's certificate.
 */
export type TraceTextKind = 'handle' | 'read' | 'client-hello' | 'server-certificate' | 'closed'

const HANDLE = latin('Handle ')
const SIZE = latin('Size ')
const READ = latin('Calling read routine for ')
const BYTE = latin(' byte')
const CLIENT_HELLO = latin('Received CLIENT-HELLO message')
const SERVER_CERTIFICATE = latin("Using server certificate '")
const SOCKET_CLOSED = latin('Socket closed by ')
const CLOSED = /^Socket closed by ([0-9A-Fa-f.:]{3,45})\.(\d{1,5})\.?$/
const MAX_CLOSED = 80
/** Blanks between the comma and `Size`. */
const MAX_BLANKS = 8

/** Reads one line after the other, which come in millions: their bytes are looked at and nothing is made of most of them. */
export class TraceText {
  /** Where the handle's digits stand: 8 of them, or 16 from a 64-bit program. */
  handleStart = 0
  handleEnd = 0
  /** Of a handle: the bytes that the call is about, -1 where none are printed; of a read: how many. */
  size = -1
  /** Who closed the socket. */
  address = ''
  port = 0

  /** Undefined for any other text than those above, which is most of them. */
  read(bytes: Uint8Array, start: number, end: number): TraceTextKind | undefined {
    switch (bytes[start]) {
      case 0x48:
        return begins(bytes, start, end, HANDLE) && this.#handle(bytes, start + HANDLE.length, end)
          ? 'handle'
          : undefined
      case 0x43:
        return begins(bytes, start, end, READ) && this.#readCall(bytes, start + READ.length, end) ? 'read' : undefined
      case 0x52:
        return begins(bytes, start, end, CLIENT_HELLO) ? 'client-hello' : undefined
      case 0x55:
        return begins(bytes, start, end, SERVER_CERTIFICATE) ? 'server-certificate' : undefined
      case 0x53:
        return begins(bytes, start, end, SOCKET_CLOSED) && this.#closed(bytes, start, end) ? 'closed' : undefined
      default:
        return undefined
    }
  }

  /** Digits, then perhaps `,  Size 1`. */
  #handle(bytes: Uint8Array, start: number, end: number): boolean {
    let at = start
    while (at < end && (HEX[bytes[at] as number] as number) < BAD) at++
    const digits = at - start
    if ((digits !== 8 && digits !== 16) || (at < end && isWordByte(bytes[at] as number))) return false
    this.handleStart = start
    this.handleEnd = at
    this.size = -1
    if (at === end || bytes[at] !== 0x2c) return true
    const comma = at++
    while (at < end && bytes[at] === 0x20) at++
    const blanks = at - comma - 1
    if (blanks >= 1 && blanks <= MAX_BLANKS && begins(bytes, at, end, SIZE)) {
      this.size = numberAt(bytes, at + SIZE.length, end, 9)
    }
    return true
  }

  #readCall(bytes: Uint8Array, start: number, end: number): boolean {
    this.size = numberAt(bytes, start, end, 7)
    let at = start
    while (at < end && isDigit(bytes[at] as number)) at++
    if (this.size < 0 || !begins(bytes, at, end, BYTE)) return false
    at += BYTE.length
    if (at < end && bytes[at] === 0x73) at++
    return at === end || !isWordByte(bytes[at] as number)
  }

  #closed(bytes: Uint8Array, start: number, end: number): boolean {
    const [, address, port] = CLOSED.exec(decodeText(bytes, start, Math.min(end, start + MAX_CLOSED))) ?? []
    if (address === undefined || Number(port) > 65_535) return false
    this.address = address
    this.port = Number(port)
    return true
  }
}

/** -1: no digits, more than `most`, or something glued to them. */
function numberAt(bytes: Uint8Array, start: number, end: number, most: number): number {
  let number = 0
  let at = start
  for (; at < end && isDigit(bytes[at] as number); at++) {
    if (at - start === most) return -1
    number = number * 10 + (bytes[at] as number) - 0x30
  }
  return at === start || (at < end && isWordByte(bytes[at] as number)) ? -1 : number
}

function begins(bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  if (start + text.length > end) return false
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text[i]) return false
  return true
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

/** Of an identifier: letter, digit, underscore. */
function isWordByte(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte === 0x5f
}

function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
