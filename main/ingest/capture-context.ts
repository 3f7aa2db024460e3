import type { SentPackets } from '../net/sent-packets.ts'
import type { StreamMemory } from '../net/stream-memory.ts'
import type { Leg } from '../tls/leg.ts'
import type { Side } from '../tls/message.ts'
import type { RecordStream } from '../tls/record-stream.ts'
import type { IngestSink } from './sink.ts'
import type { Unspoken } from './unspoken.ts'

/** Reads both directions of one TLS connection into its leg. */
export interface TlsReader {
  push(
    side: Side,
    bytes: Uint8Array,
    start: number,
    end: number,
    frame: number,
    seconds: number,
    nanoseconds: number,
    offset: number,
  ): void
  /** What may take bytes of one direction before `push` does, where there is such a thing. */
  recordsOf?(side: Side): Pick<RecordStream, 'pass'>
  gap(side: Side, missingBytes: number, frame: number, seconds: number, nanoseconds: number): void
  end(): void
}

/** Memory that messages of legs take which are not finished and were not handed over. */
export interface HeldMessages {
  bytes: number
  /** How often all were handed over. */
  handedOver: number
}

/** What all connections of one capture share. */
export interface CaptureContext {
  readonly sink: Pick<IngestSink, 'legChanged' | 'legFinished'>
  /** Takes connections on which there was no TLS. */
  readonly unspoken: Unspoken
  readonly openTls: (leg: Leg, onChange: () => void) => TlsReader
  /** Bytes that wait for missing segments. */
  readonly memory: StreamMemory
  readonly held: HeldMessages
  readonly sent: SentPackets
  /** A packet with a SYN or data is one that the recorder had recorded before. */
  readonly recordedTwice: () => void
}
