/** Alerts in clear: two bytes each, several in a record or one over two records (RFC 8446 §5.1 forbids it, peers do it). */
export class AlertAssembler {
  /** `start` and `end`: where it stands in the source. */
  readonly #tell: (level: number, description: number, start: number, end: number) => void
  /** First byte of an alert whose second is in the next record. */
  #head = -1
  #start = 0

  constructor(tell: (level: number, description: number, start: number, end: number) => void) {
    this.#tell = tell
  }

  /** Takes `bytes[start..end)`, which stand at `offset` in the source. */
  append(bytes: Uint8Array, start: number, end: number, offset: number): void {
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0
      const position = offset + at - start
      if (this.#head < 0) {
        this.#head = byte
        this.#start = position
        continue
      }
      this.#tell(this.#head, byte, Math.min(this.#start, position), Math.max(this.#start, position) + 1)
      this.#head = -1
    }
  }

  /** What was begun will not be completed. */
  drop(): void {
    this.#head = -1
  }
}
