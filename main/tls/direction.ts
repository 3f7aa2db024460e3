/**
 * One direction of a connection: what its records mean, which depends on what its sender sent before.
 */
import { cipherSuite } from '../reference/cipher-suite.ts'
import { HANDSHAKE_TYPE, isSslv2ClientHello } from './handshake.ts'
import { beginsHandshakeMessage } from './handshake-plausible.ts'
import type { HandshakeSink } from './handshake-assembler.ts'
import { HandshakeAssembler } from './handshake-assembler.ts'
import type { LegWriter } from './leg-writer.ts'
import type { MessageContent, Side } from './message.ts'
import type { RecordHandler } from './record-stream.ts'
import { CONTENT_TYPE, RecordStream, SSLV2_RECORD } from './record-stream.ts'

/** message.ts: how many records of application data become events on each side. */
const APPLICATION_DATA_EVENTS_TLS13 = 32
const APPLICATION_DATA_EVENTS_EARLIER = 1

/** A protected alert has two bytes and at least a tag or MAC of 16 (or 8 and a nonce of 8): what is shorter is in clear. */
const MIN_PROTECTED_ALERT = 18

const NOTHING = new Uint8Array(0)

export class Direction implements RecordHandler, HandshakeSink {
  readonly records: RecordStream
  /** Source position of a byte: its index in the bytes at hand and this. */
  sourceDelta = 0
  readonly #writer: LegWriter
  readonly #side: Side
  readonly #assembler: HandshakeAssembler
  #type = 0
  #version = 0
  #length = 0
  #protected = false
  /** After the sender's ChangeCipherSpec (TLS 1.2 and earlier): the rest is under keys. */
  #keysInUse = false
  /** Bytes of the record that are content; a suite without encryption puts its MAC behind them. */
  #contentLeft = 0
  #contentStart = 0
  #kept = NOTHING
  #keptLength = 0
  #keptWhole = true
  #alertHead = -1
  #alertStart = 0
  #applicationDataRecords = 0
  #saidNotTls = false
  #plainSeen = false
  #helloSeen = false

  constructor(writer: LegWriter, side: Side) {
    this.#writer = writer
    this.#side = side
    this.#assembler = new HandshakeAssembler(this)
    this.records = new RecordStream(this)
  }

  recordBegins(type: number, version: number, length: number, contentAt: number): boolean {
    this.#contentStart = this.sourceDelta + contentAt
    this.#type = type
    this.#version = version
    this.#length = length
    if (type === CONTENT_TYPE.applicationData) {
      this.#applicationData(length)
      return false
    }
    const mac = this.#keysInUse && !this.#writer.isTls13 ? clearTextMacLength(this.#writer.cipherSuite) : 0
    this.#protected = this.#isProtected(mac > 0)
    this.#contentLeft = Math.max(0, length - mac)
    this.#kept = NOTHING
    this.#keptLength = 0
    this.#keptWhole = true
    if (type === CONTENT_TYPE.handshake) this.#assembler.recordBegins(length)
    return !this.#protected
  }

  fragment(bytes: Uint8Array, start: number, end: number): void {
    const stop = Math.min(end, start + this.#contentLeft)
    this.#contentLeft -= stop - start
    if (stop === start || this.#protected) return
    const offset = this.sourceDelta + start
    if (this.#type === CONTENT_TYPE.handshake) this.#handshake(bytes, start, stop, offset)
    else if (this.#type === CONTENT_TYPE.alert) this.#alert(bytes, start, stop, offset)
    else this.#keep(bytes, start, stop)
  }

  fragmentMissing(length: number): void {
    const content = Math.min(length, this.#contentLeft)
    this.#contentLeft -= content
    if (this.#protected || content === 0) return
    if (this.#type === CONTENT_TYPE.handshake) this.#assembler.skip(content)
    else this.#keptWhole = false
    this.#alertHead = -1
  }

  recordEnds(): void {
    switch (this.#type) {
      case CONTENT_TYPE.changeCipherSpec: this.#changeCipherSpec(); break
      case SSLV2_RECORD: this.#sslv2Hello(); break
      case CONTENT_TYPE.heartbeat: this.#whole('heartbeat'); break
      case CONTENT_TYPE.handshake: if (this.#protected) this.#whole('handshake'); break
      case CONTENT_TYPE.alert: if (this.#protected) this.#whole('alert'); break
    }
  }

  placeLost(): void {
    this.#assembler.lose()
    this.#alertHead = -1
  }

  notTls(): void {
    if (this.#saidNotTls) return
    this.#saidNotTls = true
    this.#writer.event('not_tls', this.#side, 0, 'bytes that are no TLS record')
  }

  /** HandshakeAssembler's sink. */
  message(type: number, length: number, bytes: Uint8Array, complete: boolean, start: number, end: number): void {
    this.#plainSeen = true
    if (type === HANDSHAKE_TYPE.serverHello && this.#side === 'server') this.#writer.learn(bytes)
    if (type === HANDSHAKE_TYPE.clientHello && this.#side === 'client') this.#helloSeen = true
    this.#writer.message({
      from: this.#side, content: 'handshake', type, level: undefined, recordVersion: this.#version, length, visibility: 'plain',
      complete, bytes, offset: start, extent: end - start,
    })
  }

  flush(): void {
    this.#assembler.flush()
    this.#alertHead = -1
  }

  #isProtected(clearTextSuite: boolean): boolean {
    switch (this.#type) {
      case CONTENT_TYPE.alert: return this.#length >= MIN_PROTECTED_ALERT && !clearTextSuite
      case CONTENT_TYPE.changeCipherSpec: return this.#length > 1
      case CONTENT_TYPE.handshake: case CONTENT_TYPE.heartbeat: return this.#keysInUse && !this.#writer.isTls13 && !clearTextSuite
      default: return false
    }
  }

  #applicationData(length: number): void {
    this.#applicationDataRecords += 1
    // Before the ServerHello nobody knows the version; a client that offers TLS 1.3 may be sending early data.
    const tls13 = this.#writer.isTls13 || (this.#writer.version === undefined && this.#helloSeen)
    const limit = tls13 ? APPLICATION_DATA_EVENTS_TLS13 : APPLICATION_DATA_EVENTS_EARLIER
    if (this.#applicationDataRecords <= limit) this.#writer.event('application_data', this.#side, length, undefined)
  }

  #handshake(bytes: Uint8Array, start: number, end: number, offset: number): void {
    // A stream that is seen from its middle on may begin under keys: such bytes are no header.
    if (!this.#plainSeen && !this.#assembler.pending && !this.#writer.leg.beginningSeen && !beginsHandshakeMessage(bytes, start, this.#length)) {
      this.#keysInUse = true
      this.#protected = true
      return
    }
    this.#assembler.append(bytes, start, end, offset)
  }

  /** Alerts in clear: two bytes each, several in a record or one over two records (RFC 8446 §5.1 forbids it, peers do it). */
  #alert(bytes: Uint8Array, start: number, end: number, offset: number): void {
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0
      const position = offset + at - start
      if (this.#alertHead < 0) {
        this.#alertHead = byte
        this.#alertStart = position
        continue
      }
      this.#writer.message({
        from: this.#side, content: 'alert', type: byte, level: this.#alertHead, recordVersion: this.#version, length: 2, visibility: 'plain',
        complete: true, bytes: Uint8Array.of(this.#alertHead, byte), offset: Math.min(this.#alertStart, position),
        extent: Math.abs(position - this.#alertStart) + 1,
      })
      this.#alertHead = -1
    }
  }

  /** Content that is kept as it is: change_cipher_spec, heartbeat, an SSL 2.0 hello. None is longer than a record. */
  #keep(bytes: Uint8Array, start: number, end: number): void {
    if (this.#kept.length === 0) this.#kept = new Uint8Array(this.#length)
    const length = Math.min(end - start, this.#kept.length - this.#keptLength)
    this.#kept.set(bytes.subarray(start, start + length), this.#keptLength)
    this.#keptLength += length
  }

  #changeCipherSpec(): void {
    if (!this.#writer.isTls13) {
      // Nothing of the handshake may be open now (RFC 5246 §7.1).
      this.#assembler.flush()
      this.#keysInUse = true
    }
    this.#whole('change_cipher_spec')
  }

  #sslv2Hello(): void {
    if (!isSslv2ClientHello(this.#kept)) {
      this.notTls()
      return
    }
    this.#helloSeen = true
    this.#plainSeen = true
    this.#writer.message({
      from: this.#side, content: 'handshake', type: HANDSHAKE_TYPE.clientHello, level: undefined, recordVersion: this.#version,
      length: this.#length, visibility: 'plain', complete: this.#keptWhole, bytes: this.#kept, offset: this.#contentStart, extent: this.#length,
    })
  }

  /** A record that is one message: protected ones, and those kept as they are. */
  #whole(content: MessageContent): void {
    this.#writer.message({
      from: this.#side, content, type: undefined, level: undefined, recordVersion: this.#version, length: this.#length,
      visibility: this.#protected ? 'encrypted' : 'plain', complete: this.#keptWhole, bytes: this.#kept.subarray(0, this.#keptLength),
      offset: this.#contentStart, extent: this.#length,
    })
  }
}

/** A MAC of so many bytes follows the content where a suite does not encrypt (RFC 5246 §6.2.3.1); 0 where it does. */
function clearTextMacLength(suite: number | undefined): number {
  const facts = suite === undefined ? undefined : cipherSuite(suite)
  if (facts?.encryption !== 'NULL') return 0
  switch (facts.mac) {
    case 'HMAC-MD5': return 16
    case 'HMAC-SHA256': return 32
    case 'HMAC-SHA384': return 48
    default: return 20
  }
}
