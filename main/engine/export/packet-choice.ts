import type { PacketSink } from '../../format/reader.ts'
import { PacketFlows } from './packet-flow.ts'
import type { WantedFlows } from './wanted-flow.ts'

/** Pieces of datagrams that wait for the piece with the ports; the oldest are given up. */
const MAX_WAITING = 4_096
/** Secrets inside captures; a session's take some hundred bytes. */
const MAX_KEY_LOG_BYTES = 16 << 20
/** What was written into the source about the whole of it; packets keep theirs. */
const MAX_NOTES = 32

/** Looks through a source and marks the packets that are exported: one bit each, so that a second pass can copy them in their order. */
export class PacketChoice implements PacketSink {
  chosen = 0
  readonly notes: string[] = []
  readonly keyLogs: Uint8Array[] = []
  readonly #wanted: WantedFlows
  readonly #flows = new PacketFlows()
  readonly #waiting: { readonly of: string; readonly packet: number }[] = []
  #bits = new Uint8Array(4_096)
  #packets = 0
  #keyLogBytes = 0

  constructor(wanted: WantedFlows) {
    this.#wanted = wanted
  }

  /** `packet`: place in the source, from 0. */
  isChosen(packet: number): boolean {
    return (((this.#bits[packet >>> 3] ?? 0) >>> (packet & 7)) & 1) === 1
  }

  packet(
    bytes: Uint8Array,
    start: number,
    end: number,
    wireLength: number,
    linkType: number,
    seconds: number,
    nanoseconds: number,
  ): void {
    const packet = this.#packets++
    const { key, fragmentOf, completes } = this.#flows.of(bytes, start, end, wireLength, linkType)
    if (fragmentOf !== undefined) {
      if (this.#waiting.length >= MAX_WAITING) this.#waiting.shift()
      this.#waiting.push({ of: fragmentOf, packet })
    }
    if (key === undefined || !this.#wanted.isWanted(key, seconds, nanoseconds)) return
    this.#choose(packet)
    if (completes === undefined) return
    for (let at = this.#waiting.length - 1; at >= 0; at--) {
      const piece = this.#waiting[at]
      if (piece?.of !== completes) continue
      this.#choose(piece.packet)
      this.#waiting.splice(at, 1)
    }
  }

  unreadable(): void {
    this.#packets++
  }

  keyLog(bytes: Uint8Array, start: number, end: number): void {
    this.#keyLogBytes += end - start
    if (this.#keyLogBytes <= MAX_KEY_LOG_BYTES) this.keyLogs.push(bytes.slice(start, end))
  }

  note(about: string, text: string): void {
    if (about !== 'packet' && this.notes.length < MAX_NOTES)
      this.notes.push(about === 'section' ? text : `${about}: ${text}`)
  }

  frame(): void {
    // The place counts here.
  }

  warn(): void {
    // Told when the source was indexed.
  }

  #choose(packet: number): void {
    const at = packet >>> 3
    if (at >= this.#bits.length) {
      const larger = new Uint8Array(Math.max(this.#bits.length * 2, at + 1))
      larger.set(this.#bits)
      this.#bits = larger
    }
    const bit = 1 << (packet & 7)
    const before = this.#bits[at] ?? 0
    if ((before & bit) === 0) this.chosen++
    this.#bits[at] = before | bit
  }
}
