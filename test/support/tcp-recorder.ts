import type { Direction } from '../../main/net/flow-table.ts'
import { Segment } from '../../main/net/segment.ts'
import type { TcpReceiver } from '../../main/net/tcp-direction.ts'
import { SentPackets } from '../../main/net/sent-packets.ts'
import { StreamMemory } from '../../main/net/stream-memory.ts'
import { TcpStream } from '../../main/net/tcp-stream.ts'

export interface SegmentSketch {
  readonly sequence: number
  readonly acknowledgment?: number
  readonly flags?: number
  readonly text?: string
  /** Bytes that were sent behind `text` and not recorded. */
  readonly cut?: number
  /** 0: none that tells. */
  readonly ipId?: number
  /** Of the packet's own. */
  readonly nanoseconds?: number
  readonly seconds?: number
}

/** A TCP stream, and what it told as short lines: `0 "text" #3` (direction, bytes, frame), `0 gap 5 #3`, `0 syn #1`. */
export class TcpRecorder implements TcpReceiver {
  readonly lines: string[] = []
  readonly memory: StreamMemory
  readonly stream: TcpStream
  readonly #texts: [string, string] = ['', '']
  #frame = 0

  constructor(limit = 1_000_000) {
    this.memory = new StreamMemory(limit)
    this.stream = new TcpStream(this, this.memory, new SentPackets())
  }

  /** All bytes of a direction; each missing byte is a `?`. */
  text(direction: Direction): string {
    return this.#texts[direction]
  }

  send(direction: Direction, sketch: SegmentSketch): void {
    this.stream.segment(this.sketched(sketch), direction)
  }

  sketched({
    sequence,
    acknowledgment,
    flags,
    text = '',
    cut = 0,
    ipId,
    seconds,
    nanoseconds = 0,
  }: SegmentSketch): Segment {
    const segment = new Segment()
    segment.frame = ++this.#frame
    segment.seconds = seconds ?? this.#frame
    segment.nanoseconds = nanoseconds
    segment.ipId = ipId ?? this.#frame
    // The payload does not begin at byte 0, nor at the beginning of the source.
    segment.bytes = Uint8Array.from(`##${text}##`, (letter) => letter.charCodeAt(0))
    segment.base = this.#frame * 1_000
    segment.start = 2
    segment.end = 2 + text.length
    segment.wireEnd = segment.end + cut
    segment.sequence = sequence | 0
    segment.acknowledgment = (acknowledgment ?? 0) | 0
    segment.flags = flags ?? (acknowledgment === undefined ? 0 : 0x10)
    return segment
  }

  data(
    direction: Direction,
    bytes: Uint8Array,
    start: number,
    end: number,
    frame: number,
    seconds: number,
    _nanoseconds: number,
    offset: number,
  ): void {
    const text = String.fromCharCode(...bytes.subarray(start, end))
    if (seconds > frame) throw new Error('the time is not that of the frame')
    if (offset % 1_000 < 2 || offset % 1_000 > 500) throw new Error(`offset ${offset} is outside the packet`)
    this.#texts[direction] += text
    this.lines.push(`${direction} "${text}" #${frame}`)
  }

  gap(direction: Direction, missingBytes: number, frame: number): void {
    if (missingBytes < 1_000) this.#texts[direction] += '?'.repeat(missingBytes)
    this.lines.push(`${direction} gap ${missingBytes} #${frame}`)
  }

  recordedTwice(frame: number): void {
    this.lines.push(`twice #${frame}`)
  }

  event(kind: string, direction: Direction, frame: number): void {
    this.lines.push(`${direction} ${kind} #${frame}`)
  }
}

/** A stream whose handshake is done: direction 0 goes on at 1001, direction 1 at 5001. Frames 1 to 3. */
export function opened(limit?: number): TcpRecorder {
  const recorder = new TcpRecorder(limit)
  recorder.send(0, { sequence: 1_000, flags: 0x02 })
  recorder.send(1, { sequence: 5_000, acknowledgment: 1_001, flags: 0x12 })
  recorder.send(0, { sequence: 1_001, acknowledgment: 5_001 })
  recorder.lines.length = 0
  return recorder
}
