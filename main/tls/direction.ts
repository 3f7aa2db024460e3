/** One direction of a connection: what its records mean, which depends on what its sender sent before. */
import { AlertAssembler } from './alert-assembler.ts'
import { ApplicationDataEvents } from './application-data-events.ts'
import { certificatePage } from './certificate-page.ts'
import { clearTextMacLength } from './clear-text-mac.ts'
import type { Opening } from './decrypt/decryption.ts'
import type { OpenedRecord } from './decrypt/side-keys.ts'
import { HANDSHAKE_TYPE, isSslv2ClientHello } from './handshake.ts'
import { beginsHandshakeMessage, holdsJustOne } from './handshake-plausible.ts'
import type { HandshakeSink } from './handshake-assembler.ts'
import { HandshakeAssembler } from './handshake-assembler.ts'
import { KeptContent } from './kept-content.ts'
import type { LegWriter } from './leg-writer.ts'
import type { MessageContent, Side } from './message.ts'
import { type Reading, VISIBILITY } from './record-reading.ts'
import type { RecordHandler } from './record-stream.ts'
import { CONTENT_TYPE, RecordStream, SSLV2_RECORD } from './record-stream.ts'
import { recordInside } from './record-inside.ts'
import { SealedRecord } from './sealed-record.ts'
import { shownBytes } from './shown-bytes.ts'
import { WaitingMessages } from './waiting-messages.ts'

/** A protected alert has two bytes and at least a tag or MAC of 16 (or 8 and a nonce of 8): what is shorter is in clear. */
const MIN_PROTECTED_ALERT = 18

/** The header of a handshake message. */
const PROBE_LENGTH = 4
const NOTHING = new Uint8Array(0)

export class Direction implements RecordHandler, HandshakeSink {
  readonly records: RecordStream
  /** Source position of a byte: its index in the bytes at hand and this. */
  sourceDelta = 0
  readonly #writer: LegWriter
  readonly #side: Side
  readonly #assembler: HandshakeAssembler
  readonly #alerts: AlertAssembler
  /** There once a record was to be opened. */
  #sealed: SealedRecord | undefined

  // The record at hand.
  #type = 0
  #version = 0
  #length = 0
  #contentStart = 0
  /** Bytes still to come that are content; a suite without encryption puts its MAC behind them. */
  #contentLeft = 0
  #reading: Reading = 'plain'
  /** As the message that is not whole, of a handshake or an alert, was read so far. */
  #begunIn: Reading = 'plain'
  #probe: Uint8Array | undefined
  #probeFill = 0
  #probeStart = 0
  readonly #kept = new KeptContent()
  readonly #waiting = new WaitingMessages()

  // What the records before it settled.
  /** After the sender's ChangeCipherSpec (TLS 1.2 and earlier): the rest is under keys. */
  #keysInUse = false
  /** The place in the stream was lost: a record may begin with the middle of a message. */
  #unsure = false
  readonly #data: ApplicationDataEvents
  #saidNotTls = false
  #saidKeysDoNotFit = false
  /** A Finished in the record at hand does not fit what was said before it. */
  #wrongFinished = false
  #plainSeen = false

  constructor(writer: LegWriter, side: Side) {
    this.#writer = writer
    this.#side = side
    this.#assembler = new HandshakeAssembler(this)
    this.#alerts = new AlertAssembler((level, description, start, end) => this.#alert(level, description, start, end))
    this.records = new RecordStream(this)
    this.#data = new ApplicationDataEvents(writer, side)
  }

  /** What it has begun may still become a message, with the time of whatever packet was the last one. */
  get isUnderway(): boolean {
    return (
      this.#assembler.pending ||
      this.#waiting.count > 0 ||
      (this.#type !== CONTENT_TYPE.applicationData && this.records.isInside)
    )
  }

  /** Its records are application data, and no more of them become events. */
  get isPastEvents(): boolean {
    return (
      this.#type === CONTENT_TYPE.applicationData &&
      this.#data.isPast(this.records.passed) &&
      this.#writer.decryption === undefined
    )
  }

  recordBegins(type: number, version: number, length: number, contentAt: number): boolean {
    this.#type = type
    const isSealed = this.#writer.decryption?.wants(this.#side, type, length, this.#assembler.pending) === true
    if (type === CONTENT_TYPE.applicationData && !isSealed) {
      this.#reading = 'passed-over'
      this.#data.record(length, this.records.passed)
      return false
    }
    this.#version = version
    this.#length = length
    this.#contentStart = this.sourceDelta + contentAt
    if (isSealed) {
      this.#reading = 'sealed'
      this.#sealed ??= new SealedRecord()
      this.#sealed.begin(length)
      return true
    }
    this.#beginContent()
    return this.#reading === 'plain' || this.#reading === 'undecided'
  }

  #beginContent(): void {
    this.#contentLeft = Math.max(0, this.#length - this.#clearTextMac)
    this.#reading = this.#readingOf(this.#type, this.#length)
    this.#probeFill = 0
    this.#kept.forget()
    if (this.#type === CONTENT_TYPE.handshake) this.#assembler.recordBegins()
  }

  fragment(bytes: Uint8Array, start: number, end: number): void {
    if (this.#reading === 'sealed') return this.#sealed?.add(bytes, start, end, this.sourceDelta)
    this.#content(bytes, start, end)
  }

  #content(bytes: Uint8Array, start: number, end: number): void {
    const stop = Math.min(end, start + this.#contentLeft)
    this.#contentLeft -= stop - start
    let at = start
    while (this.#reading === 'undecided' && at < stop) {
      const probe = (this.#probe ??= new Uint8Array(PROBE_LENGTH))
      if (this.#probeFill === 0) this.#probeStart = this.sourceDelta + at
      probe[this.#probeFill++] = bytes[at++] ?? 0
      if (this.#probeFill === Math.min(PROBE_LENGTH, this.#length)) this.#decide()
    }
    if (at < stop && this.#reading === 'plain') this.#clear(bytes, at, stop, this.sourceDelta + at)
  }

  /** Content in clear, or opened, which stands at `offset` in the source. */
  #clear(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const isHandshake = this.#type === CONTENT_TYPE.handshake
    if (!isHandshake && this.#type !== CONTENT_TYPE.alert) return this.#kept.add(bytes, start, end, this.#length)
    if (this.#begunIn !== this.#reading) this.#endMessage()
    this.#begunIn = this.#reading
    if (isHandshake) this.#assembler.append(bytes, start, end, offset)
    else this.#alerts.append(bytes, start, end, offset)
  }

  fragmentMissing(length: number): void {
    if (this.#reading === 'sealed') return this.#sealed?.addMissing(length)
    const content = Math.min(length, this.#contentLeft)
    this.#contentLeft -= content
    if (content === 0) return
    this.#kept.isWhole = false
    this.#alerts.drop()
    if (this.#reading === 'undecided') this.#reading = this.#unread()
    else if (this.#type === CONTENT_TYPE.handshake && this.#reading === 'plain') this.#assembler.skip(content)
  }

  recordEnds(): void {
    if (this.#reading === 'sealed') this.#open()
    switch (this.#type) {
      case CONTENT_TYPE.applicationData:
        return
      case CONTENT_TYPE.changeCipherSpec:
        this.#changeCipherSpec()
        break
      case SSLV2_RECORD:
        this.#sslv2Hello()
        break
      case CONTENT_TYPE.heartbeat:
        this.#whole('heartbeat')
        break
      case CONTENT_TYPE.handshake:
        if (this.#reading === 'protected') this.#whole('handshake')
        break
      case CONTENT_TYPE.alert:
        if (this.#reading === 'protected') this.#whole('alert')
        break
    }
    this.#release()
  }

  recordCut(missing: number): void {
    if (this.#type === SSLV2_RECORD) return
    if (this.#reading === 'sealed') this.#sealed?.addMissing(missing)
    else this.fragmentMissing(missing)
    this.#kept.isWhole = false
    this.recordEnds()
  }

  placeLost(): void {
    this.flush()
    this.#unsure = true
    this.#writer.decryption?.lost(this.#side)
  }

  notTls(head: Uint8Array, headLength: number, bytes: Uint8Array, at: number, end: number): void {
    if (this.#saidNotTls) return
    this.#saidNotTls = true
    const first = shownBytes(head, headLength, bytes, at, end)
    this.#writer.event('not_tls', this.#side, 0, 'bytes that are no TLS record', first)
  }

  /** Gives out what there is of a message that will not be completed. */
  flush(): void {
    this.#assembler.flush()
    this.#alerts.drop()
    this.#release()
  }

  /** HandshakeAssembler's sink. */
  message(type: number, length: number, bytes: Uint8Array, complete: boolean, start: number, end: number): void {
    this.#plainSeen = true
    if (type === HANDSHAKE_TYPE.serverHello && this.#side === 'server') this.#writer.serverHello(bytes)
    else if (type === HANDSHAKE_TYPE.clientHello && this.#side === 'client') this.#writer.clientHello(bytes)
    else if (this.#writer.decryption?.message(this.#side, type, bytes, complete) === false) this.#wrongFinished = true
    this.#wait('handshake', type, undefined, length, bytes, complete, start, end)
  }

  /** HandshakeAssembler's sink. */
  lost(): void {
    this.#unsure = true
  }

  get #underKeys(): boolean {
    return this.#keysInUse && !this.#writer.isTls13
  }

  /** Length of the MAC behind the content where the suite that is in use does not encrypt. */
  get #clearTextMac(): number {
    return this.#underKeys ? clearTextMacLength(this.#writer.cipherSuite) : 0
  }

  #readingOf(type: number, length: number): Reading {
    const underKeys = this.#underKeys && this.#clearTextMac === 0
    switch (type) {
      case CONTENT_TYPE.alert:
        return length >= MIN_PROTECTED_ALERT && this.#clearTextMac === 0 ? 'protected' : 'plain'
      case CONTENT_TYPE.changeCipherSpec:
        return length > 1 ? 'protected' : 'plain'
      case CONTENT_TYPE.heartbeat:
        return underKeys ? 'protected' : 'plain'
      case CONTENT_TYPE.handshake:
        if (this.#assembler.pending) return 'plain'
        // What comes first may be under keys too, where the stream is seen from its middle on only.
        return underKeys || this.#unsure || !(this.#plainSeen || this.#writer.clientHelloSeen) ? 'undecided' : 'plain'
      default:
        return 'plain'
    }
  }

  /**
   * Whether a handshake record can be read, from its first bytes. Under keys it can where a peer has not changed to them after all,
   * which shows in the record holding exactly one message that may stand there: a second ClientHello or a Finished.
   */
  #decide(): void {
    const probe = this.#probe ?? NOTHING
    const readable =
      this.#underKeys && this.#clearTextMac === 0
        ? holdsJustOne(probe, this.#length, [HANDSHAKE_TYPE.clientHello, HANDSHAKE_TYPE.finished])
        : beginsHandshakeMessage(probe, this.#length)
    this.#reading = readable ? 'plain' : this.#unread()
    if (!readable) return
    this.#unsure = false
    this.#clear(probe, 0, this.#probeFill, this.#probeStart)
  }

  /** No message goes on under other keys, or behind a record that keys do not open (RFC 8446 §5.1). */
  #endMessage(): void {
    const reading = this.#reading
    this.#reading = this.#begunIn
    this.#assembler.flush()
    this.#alerts.drop()
    this.#reading = reading
  }

  /** What cannot be read is under keys, unless it may just as well be the rest of a message whose beginning was lost. */
  #unread(): Reading {
    if (this.#underKeys) return 'protected'
    if (this.#unsure) return 'passed-over'
    this.#keysInUse = true
    return 'protected'
  }

  /** The record at hand is whole, or as whole as it gets. What its keys do not open is taken as if there were none. */
  #open(): void {
    const sealed = this.#sealed
    if (!sealed) return
    const decryption = this.#writer.decryption
    let opened: Opening = 'unopened'
    if (sealed.isWhole) opened = decryption?.open(this.#side, this.#type, this.#version, sealed.content) ?? 'unopened'
    else decryption?.missing(this.#side)
    if (typeof opened === 'object') return this.#opened(opened)
    this.#tellUnopened(opened)
    if (this.#type === CONTENT_TYPE.applicationData) {
      this.#endMessage()
      return this.#data.record(this.#length, this.records.passed)
    }
    this.#beginContent()
    sealed.pieces((start, end, sourceDelta) => {
      this.sourceDelta = sourceDelta
      this.#content(sealed.content, start, end)
    })
    if (!sealed.isWhole) this.fragmentMissing(this.#contentLeft)
  }

  #opened({ type, bytes, at }: OpenedRecord): void {
    this.#type = type
    if (type === CONTENT_TYPE.applicationData)
      return this.#data.record(this.#length, this.records.passed, recordInside(bytes) ?? certificatePage(bytes))
    this.#length = bytes.length
    this.#kept.forget()
    if (type === CONTENT_TYPE.handshake) this.#assembler.recordBegins()
    this.#sealed?.pieces((start, end, sourceDelta) => {
      const first = Math.max(0, start - at)
      const last = Math.min(bytes.length, end - at)
      if (first < last) this.#clear(bytes, first, last, sourceDelta + at + first)
    })
  }

  #tellUnopened(opening: Opening): void {
    if (opening === 'not-authentic') this.#writer.event('bad_record_mac', this.#side, this.#length, undefined)
    if (opening !== 'keys-do-not-fit' || this.#saidKeysDoNotFit) return
    this.#saidKeysDoNotFit = true
    this.#writer.event('keys_do_not_fit', this.#side, this.#length, undefined)
  }

  #alert(level: number, description: number, start: number, end: number): void {
    this.#wait('alert', description, level, 2, Uint8Array.of(level, description), true, start, end)
  }

  #changeCipherSpec(): void {
    if (!this.#writer.isTls13) {
      // Nothing of the handshake may be open now (RFC 5246 §7.1).
      this.#assembler.flush()
      this.#keysInUse = true
      this.#writer.decryption?.changeCipherSpec(this.#side)
    }
    this.#whole('change_cipher_spec')
  }

  #sslv2Hello(): void {
    const hello = this.#kept.bytes
    if (!isSslv2ClientHello(hello)) return this.notTls(hello, hello.length, NOTHING, 0, 0)
    this.#plainSeen = true
    this.#writer.clientHello(hello)
    this.#whole('handshake', HANDSHAKE_TYPE.clientHello)
  }

  /** A record that is one message: protected ones, and those kept as they are. */
  #whole(content: MessageContent, type?: number): void {
    const { bytes, isWhole } = this.#kept
    const start = this.#contentStart
    this.#wait(content, type, undefined, this.#length, bytes, isWhole, start, start + this.#length)
  }

  #wait(
    content: MessageContent,
    type: number | undefined,
    level: number | undefined,
    length: number,
    bytes: Uint8Array,
    complete: boolean,
    start: number,
    end: number,
  ): void {
    this.#waiting.add({
      timeNs: undefined,
      frame: undefined,
      line: undefined,
      from: this.#side,
      content,
      type,
      level,
      recordVersion: this.#type === SSLV2_RECORD ? undefined : this.#version,
      length,
      visibility: VISIBILITY[this.#reading],
      complete,
      bytes,
      offset: start,
      extent: end - start,
    })
    if (this.#waiting.isFull) this.#release()
  }

  #release(): void {
    this.#waiting.release(this.#writer)
    if (!this.#wrongFinished) return
    this.#wrongFinished = false
    this.#writer.event('finished_does_not_verify', this.#side, 0, undefined)
  }
}
