/** What tells a protocol by eye: a banner, a request, the first negotiation of telnet, an error page that names TLS. */
const CLEAR_BYTES = 512

/** What one side of a connection sent in clear before TLS, or without any: how much, and the first of it. */
export class ClearBytes {
  length = 0
  frame = 0
  seconds = -1
  nanoseconds = 0
  #first: Uint8Array | undefined

  get first(): Uint8Array {
    return this.#first?.slice(0, Math.min(this.length, CLEAR_BYTES)) ?? new Uint8Array(0)
  }

  take(bytes: Uint8Array, start: number, end: number, frame: number, seconds: number, nanoseconds: number): void {
    if (end <= start) return
    if (this.length === 0) {
      this.frame = frame
      this.seconds = seconds
      this.nanoseconds = nanoseconds
    }
    if (this.length < CLEAR_BYTES) {
      this.#first ??= new Uint8Array(CLEAR_BYTES)
      this.#first.set(bytes.subarray(start, Math.min(end, start + CLEAR_BYTES - this.length)), this.length)
    }
    this.length += end - start
  }
}
