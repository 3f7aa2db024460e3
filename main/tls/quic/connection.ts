/** One QUIC connection, as far as it is read: its versions, and that data flowed. Its handshake lies inside packets that are not opened. */
import type { Leg } from '../leg.ts'
import { LegWriter } from '../leg-writer.ts'
import type { Side } from '../message.ts'
import { versionName } from '../../reference/version.ts'
import { type QuicLongHeader, hasShortHeader } from './long-header.ts'

/** Versions of one side that are told: a connection may change it once. */
const MAX_VERSIONS = 4

interface SideSeen {
  readonly versions: number[]
  data: boolean
}

export class QuicConnection {
  readonly #writer: LegWriter
  readonly #sides: Readonly<Record<Side, SideSeen>> = {
    client: { versions: [], data: false },
    server: { versions: [], data: false },
  }

  constructor(leg: Leg, onChange: () => void) {
    this.#writer = new LegWriter(leg, onChange, undefined)
  }

  get isUnderKeys(): boolean {
    return this.#sides.client.data && this.#sides.server.data
  }

  /** A datagram of `length` bytes from `side` that begins with `firstByte`, and with `header` where it has the long one. */
  datagram(
    side: Side,
    firstByte: number,
    header: QuicLongHeader | undefined,
    length: number,
    frame: number,
    seconds: number,
    nanoseconds: number,
  ): void {
    const seen = this.#sides[side]
    this.#writer.at(frame, seconds, nanoseconds)
    if (header) this.#version(side, header, length)
    else if (!seen.data && hasShortHeader(firstByte)) {
      seen.data = true
      this.#writer.event('application_data', side, length, undefined)
    }
    this.#writer.tell()
  }

  #version(side: Side, { version }: QuicLongHeader, length: number): void {
    const { versions } = this.#sides[side]
    if (versions.includes(version) || versions.length >= MAX_VERSIONS) return
    versions.push(version)
    const bytes = Uint8Array.of(version >>> 24, version >>> 16, version >>> 8, version)
    this.#writer.event('quic_version', side, length, versionName(version), bytes)
  }
}
