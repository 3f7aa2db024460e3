/**
 * One DTLS connection, as far as it is read: its hellos, alerts in clear, who went over to keys, and that data flowed. Other messages
 * of the handshake are not decoded.
 */
import { HANDSHAKE_TYPE } from '../handshake.ts'
import type { Leg } from '../leg.ts'
import { LegWriter } from '../leg-writer.ts'
import type { Side, Visibility } from '../message.ts'
import { CONTENT_TYPE } from '../record-stream.ts'
import { readFragment } from './handshake-fragment.ts'
import { type AssembledMessage, HandshakeFragments } from './handshake-fragments.ts'
import { type DtlsRecord, protectedEpoch, readRecord } from './record.ts'

const HELLOS: readonly number[] = [
  HANDSHAKE_TYPE.clientHello,
  HANDSHAKE_TYPE.serverHello,
  HANDSHAKE_TYPE.helloVerifyRequest,
]
const DTLS13 = 0xfefc
/** The epoch of application data in DTLS 1.3 (RFC 9147 §6.1). */
const APPLICATION_EPOCH = 3
/** Alerts of one side that are shown: the rest repeats them. */
const MAX_ALERTS = 8

/** What is shown of a side once: a repetition cannot be told from what it repeats once it is under keys. */
interface SideSeen {
  readonly fragments: HandshakeFragments
  changeCipherSpec: boolean
  finished: boolean
  data: boolean
  alerts: number
}

export class DtlsConnection {
  readonly #writer: LegWriter
  readonly #sides: Readonly<Record<Side, SideSeen>> = { client: newSide(), server: newSide() }
  /** Of the record at hand. */
  #version = 0

  constructor(leg: Leg, onChange: () => void) {
    this.#writer = new LegWriter(leg, onChange, undefined)
  }

  get isUnderKeys(): boolean {
    const { client, server } = this.#sides
    return client.finished || server.finished || client.data || server.data
  }

  /** One datagram of `side`, whose first byte stands at `start + sourceDelta` in the source. What is no DTLS in it is passed over. */
  datagram(
    side: Side,
    bytes: Uint8Array,
    start: number,
    end: number,
    wireEnd: number,
    sourceDelta: number,
    frame: number,
    seconds: number,
    nanoseconds: number,
  ): void {
    this.#writer.at(frame, seconds, nanoseconds)
    let at = start
    while (at < end) {
      if (this.#writer.version === DTLS13 && protectedEpoch(bytes[at] ?? 0) === APPLICATION_EPOCH) {
        this.#data(side, wireEnd - at)
        break
      }
      const record = readRecord(bytes, at, end, wireEnd)
      if (!record) break
      this.#record(side, bytes, record, sourceDelta)
      at = record.contentEnd
    }
    this.#writer.tell()
  }

  /** Nothing more will come: hellos that are not whole are given out as they are. */
  end(): void {
    for (const side of ['client', 'server'] as const)
      for (const message of this.#sides[side].fragments.flush()) this.#hello(side, message)
    this.#writer.tell()
  }

  #record(side: Side, bytes: Uint8Array, record: DtlsRecord, sourceDelta: number): void {
    const seen = this.#sides[side]
    const { type, epoch, contentStart, contentEnd } = record
    const start = contentStart + sourceDelta
    this.#version = record.version
    switch (type) {
      case CONTENT_TYPE.handshake:
        if (epoch === 0) return this.#fragments(side, bytes, record, sourceDelta)
        if (seen.finished) return
        seen.finished = true
        return this.#message(
          side,
          'handshake',
          undefined,
          undefined,
          NOTHING,
          contentEnd - contentStart,
          'encrypted',
          start,
        )
      case CONTENT_TYPE.changeCipherSpec:
        if (epoch !== 0 || seen.changeCipherSpec) return
        seen.changeCipherSpec = true
        return this.#message(side, 'change_cipher_spec', undefined, undefined, Uint8Array.of(1), 1, 'plain', start)
      case CONTENT_TYPE.alert:
        if (seen.alerts++ >= MAX_ALERTS) return
        if (epoch !== 0)
          return this.#message(
            side,
            'alert',
            undefined,
            undefined,
            NOTHING,
            contentEnd - contentStart,
            'encrypted',
            start,
          )
        if (contentEnd - contentStart !== 2) return
        return this.#message(
          side,
          'alert',
          bytes[contentStart + 1],
          bytes[contentStart],
          bytes.slice(contentStart, contentEnd),
          2,
          'plain',
          start,
        )
      case CONTENT_TYPE.applicationData:
        if (epoch > 0) this.#data(side, contentEnd - contentStart)
    }
  }

  #fragments(side: Side, bytes: Uint8Array, { contentStart, contentEnd }: DtlsRecord, sourceDelta: number): void {
    let at = contentStart
    while (at < contentEnd) {
      const fragment = readFragment(bytes, at, contentEnd)
      if (!fragment) return
      if (HELLOS.includes(fragment.type)) {
        const message = this.#sides[side].fragments.add(bytes, fragment, at + sourceDelta)
        if (message) this.#hello(side, message)
      }
      at = fragment.bodyEnd
    }
  }

  #hello(side: Side, message: AssembledMessage): void {
    const { type, length, bytes, complete, start, end } = message
    if (type === HANDSHAKE_TYPE.serverHello) this.#writer.serverHello(bytes)
    this.#writer.message({
      timeNs: undefined,
      frame: undefined,
      line: undefined,
      from: side,
      content: 'handshake',
      type,
      level: undefined,
      recordVersion: this.#version,
      length,
      visibility: 'plain',
      complete,
      bytes,
      offset: start,
      extent: end - start,
    })
  }

  #message(
    from: Side,
    content: 'handshake' | 'alert' | 'change_cipher_spec',
    type: number | undefined,
    level: number | undefined,
    bytes: Uint8Array,
    length: number,
    visibility: Visibility,
    offset: number,
  ): void {
    this.#writer.message({
      timeNs: undefined,
      frame: undefined,
      line: undefined,
      from,
      content,
      type,
      level,
      recordVersion: this.#version,
      length,
      visibility,
      complete: true,
      bytes,
      offset,
      extent: length,
    })
  }

  #data(side: Side, length: number): void {
    const seen = this.#sides[side]
    if (seen.data) return
    seen.data = true
    this.#writer.event('application_data', side, length, undefined)
  }
}

const NOTHING = new Uint8Array(0)

function newSide(): SideSeen {
  return { fragments: new HandshakeFragments(), changeCipherSpec: false, finished: false, data: false, alerts: 0 }
}
