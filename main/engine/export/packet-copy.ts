import { enhancedPacket, interfaceDescription, simplePacket } from '../../export/pcapng-block.ts'
import type { PacketSink, Recorder } from '../../format/reader.ts'
import type { PacketChoice } from './packet-choice.ts'

/** Formats other than pcap and pcapng do not describe a recorder; nanoseconds hold whatever they tell. */
const UNDESCRIBED: Recorder = { number: 0, digits: 9, snapLength: 0, name: undefined }

/** Writes the chosen packets as they are, each to an interface like the one that recorded it. */
export class PacketCopy implements PacketSink {
  /** Blocks that wait to be written. */
  readonly blocks: Uint8Array[] = []
  /** Packets without a time that are not whole: their block cannot tell how long they were. */
  lengthsLost = 0
  readonly #choice: PacketChoice
  /** By the packet's number as the source counts. */
  readonly #comments: ReadonlyMap<number, readonly string[]>
  readonly #interfaces = new Map<string, number>()
  readonly #section: Uint8Array
  readonly #about: readonly string[]
  #recorder = UNDESCRIBED
  #packets = 0
  #frame = 0
  #notes: string[] = []

  /** `section`: the header of one that goes on with the same source; `about`: what is said at each interface. */
  constructor(
    choice: PacketChoice,
    comments: ReadonlyMap<number, readonly string[]>,
    section: Uint8Array,
    about: readonly string[],
  ) {
    this.#choice = choice
    this.#comments = comments
    this.#section = section
    this.#about = about
  }

  recorder(recorder: Recorder): void {
    this.#recorder = recorder
  }

  frame(number: number): void {
    this.#frame = number
  }

  note(about: string, text: string): void {
    if (about === 'packet') this.#notes.push(text)
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
    const frame = this.#frame || packet + 1
    const notes = this.#notes
    this.#frame = 0
    this.#notes = []
    if (!this.#choice.isChosen(packet)) return
    const copied = bytes.subarray(start, end)
    if (seconds < 0) {
      this.#untimed(linkType)
      if (copied.length < wireLength) this.lengthsLost++
      this.blocks.push(simplePacket(copied))
      return
    }
    const comments = [...notes, ...(this.#comments.get(frame) ?? [])]
    const { digits } = this.#recorder
    const number = this.#interface(linkType)
    this.blocks.push(enhancedPacket({ bytes: copied, wireLength, comments }, number, digits, seconds, nanoseconds))
  }

  unreadable(): void {
    this.#packets++
    this.#frame = 0
    this.#notes = []
  }

  keyLog(): void {
    // Written once, in front, when it is asked for.
  }

  warn(): void {
    // Told when the source was indexed.
  }

  /** A packet without a time belongs to the first interface of its section (§4.4): where that is another one, a section begins. */
  #untimed(linkType: number): void {
    if (this.#interface(linkType) === 0) return
    this.#interfaces.clear()
    this.blocks.push(this.#section)
    this.#interface(linkType)
  }

  /** Describes the interface in front of its first packet. */
  #interface(linkType: number): number {
    const { number, digits, snapLength, name } = this.#recorder
    const key = `${number} ${linkType} ${digits} ${snapLength} ${name ?? ''}`
    const known = this.#interfaces.get(key)
    if (known !== undefined) return known
    this.blocks.push(interfaceDescription({ linkType, snapLength, digits, name, comments: this.#about }))
    const fresh = this.#interfaces.size
    this.#interfaces.set(key, fresh)
    return fresh
  }
}
