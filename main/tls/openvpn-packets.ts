/**
 * OpenVPN over TCP carries the TLS handshake of its control channel inside its own packets (openvpn.net, "OpenVPN Protocol"; OpenVPN's
 * ssl_pkt.h):
 *
 *   uint16 length; uint8 opcode << 3 | key_id; uint64 session_id; [opaque hmac; uint32 packet_id; uint32 time]   with --tls-auth
 *   uint8 acks; uint32 ack[acks]; [uint64 remote_session_id]   if there are acks
 *   uint32 message_id; opaque tls[]
 */

const LENGTH_BYTES = 2
/** Opcode and session id. */
const FIXED = 9
const CONTROL = 4
const MAX_ACKS = 8
/** Nothing, or an HMAC of MD5, SHA-1, SHA-224, SHA-256, SHA-384 or SHA-512, each with the packet's number and time. */
const AUTHENTICATION_LENGTHS = [0, 24, 28, 36, 40, 56, 72]

/** Where TLS begins in the control packet at `start`, for each length that the authentication may have. */
export function openVpnContents(
  bytes: Uint8Array,
  start: number,
  end: number,
): readonly { readonly at: number; readonly authentication: number }[] {
  const length = ((bytes[start] ?? 0) << 8) | (bytes[start + 1] ?? 0)
  if (end - start < LENGTH_BYTES + FIXED || (bytes[start + LENGTH_BYTES] ?? 0) >> 3 !== CONTROL) return []
  return AUTHENTICATION_LENGTHS.flatMap((authentication) => {
    const acksAt = LENGTH_BYTES + FIXED + authentication
    const acks = bytes[start + acksAt] ?? 0
    const at = acksAt + restOfHeader(acks)
    return acks <= MAX_ACKS && at <= length ? [{ at: start + at, authentication }] : []
  })
}

/** The count itself, what it counts, whose they are, and the number of the message. */
function restOfHeader(acks: number): number {
  return 1 + 4 * acks + (acks > 0 ? 8 : 0) + 4
}

/** Takes the packets' headers out of one direction. What is no control packet of the first key is passed over. */
export class OpenVpnPackets {
  readonly #acksAt: number
  /** Bytes of the packet that went by, its length among them. */
  #at = 0
  #length = 0
  #isControl = false
  #contentAt = 0
  #message = 0
  /** The next message that is due: over TCP, too, they may be sent again. */
  #due = 0
  #isLost = false

  constructor(authentication: number) {
    this.#acksAt = LENGTH_BYTES + FIXED + authentication
  }

  /** Calls `take` with each piece of `bytes[start..end)` that is content. */
  push(bytes: Uint8Array, start: number, end: number, take: (start: number, end: number) => void): void {
    let at = start
    while (at < end && !this.#isLost) {
      if (this.#isPastHeader) {
        const length = Math.min(end - at, this.#length - this.#at)
        if (this.#isControl && length > 0 && this.#message >= this.#due) take(at, at + length)
        this.#pass(length)
        at += length
      } else this.#header(bytes[at++] ?? 0)
    }
  }

  /** Bytes that the source does not hold: beyond the packet at hand nobody knows where the next one begins. */
  gap(length: number): void {
    if (!this.#isPastHeader || length > this.#length - this.#at) this.#isLost = true
    else this.#pass(length)
  }

  /** Of what is passed over the opcode is header enough. */
  get #isPastHeader(): boolean {
    return this.#at > LENGTH_BYTES && (!this.#isControl || this.#at >= this.#contentAt)
  }

  #header(byte: number): void {
    if (this.#at === 0) this.#length = byte << 8
    else if (this.#at === 1) {
      this.#length = LENGTH_BYTES + (this.#length | byte)
      this.#message = 0
      this.#contentAt = this.#length
    } else if (this.#at === LENGTH_BYTES) this.#isControl = byte >> 3 === CONTROL && (byte & 7) === 0
    else if (this.#at === this.#acksAt) this.#contentAt = this.#acksAt + restOfHeader(byte)
    else if (this.#at >= this.#contentAt - 4) this.#message = this.#message * 256 + byte
    this.#pass(1)
  }

  #pass(length: number): void {
    this.#at += length
    if (this.#at < LENGTH_BYTES || this.#at < this.#length) return
    if (this.#isControl && this.#message >= this.#due) this.#due = this.#message + 1
    this.#at = 0
    this.#isControl = false
  }
}
