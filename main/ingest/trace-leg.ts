import { findExtension } from '../tls/extension.ts'
import { decodeHandshake, HANDSHAKE_TYPE } from '../tls/handshake.ts'
import type { Endpoint, Leg } from '../tls/leg.ts'
import type { ConnectionEventKind, Side, TlsMessage } from '../tls/message.ts'
import { selectedVersion } from '../tls/server-hello.ts'
import type { DumpedMessage } from './trace-dump.ts'
import { HandshakeOrder } from './trace-order.ts'

const TLS13 = 0x0304
/** Which side the traced host is. Public names and texts say it for sure; a read call before a message, or its absence, nearly so. */
const SURE = 1000
const LIKELY = 2
const WEAK = 1
const FAINT = 0.5
/** Ports below are for servers (RFC 6335 §6). */
const FIRST_USER_PORT = 1024
/** Between the ports that systems of old give callers (1024 to 5000) and those of today (32768 or 49152 up) programs listen: 8080, 8443. */
const FIRST_LISTENING_PORT = 5_001
const LAST_LISTENING_PORT = 9_999
/** Told of one leg: a handshake is read in a dozen records. */
const MAX_READS_TOLD = 32
const MAX_ERRORS_TOLD = 8
const MAX_ERROR_TEXT = 200
/**
 * Lengths of an alert's fragment: in clear; with a MAC alone; TLS 1.3; AEAD ciphers of TLS 1.2; block ciphers with padding, the MAC inside or
 * behind it (RFC 7366). Far fewer than the lengths of other messages.
 */
const ALERT_READS: ReadonlySet<number> = new Set([2, 18, 19, 22, 24, 26, 32, 34, 36, 48, 50, 52, 64, 80])

/** Names that are public: IBM's manual and published traces show which side calls them. */
const SERVER_FUNCTIONS: ReadonlySet<string> = new Set(['read_v3_client_hello', 'read_v3_extended_client_hello'])
const CLIENT_FUNCTIONS: ReadonlySet<string> = new Set(['send_v3_client_messages'])

/** When a message was traced, and where its bytes stand in the source. */
export type MessagePlace = Pick<TlsMessage, 'timeNs' | 'line' | 'offset' | 'extent'>

/** What one thread's records say of a connection. */
export class TraceLeg {
  readonly leg: Leg
  /** As printed; undefined while no text named it. */
  handle: string | undefined
  /** A text spoke of a ClientHello whose dump may follow. */
  announced = false
  /** Line of the record that says that the socket was closed; undefined while it is open. */
  closedAtLine: number | undefined = undefined
  /** Given away: nothing may be added any more. */
  finished = false
  /** The index knows of it; until then it is a handle that may stand for anything. */
  shown = false
  /** Its first record is one of the application's own reading: the handshake was before. */
  joinedMidway = false
  /** Number of the last record that belonged to it. */
  lastRecord = 0
  /** Bytes of messages held. */
  heldBytes = 0
  /** Of the message that was added last; -1: there is none, or it is none of a handshake. */
  lastType = -1
  #lastFrom: Side | undefined = undefined
  readonly #order = new HandshakeOrder()
  #lastHello: Uint8Array | undefined = undefined
  #peer: Endpoint | undefined = undefined
  /** Above zero the traced host is the server, below the client. */
  #votes = 0
  /** Read calls were traced on this leg, so that a message without one was sent. */
  #readsTraced = false
  #helloUnread = false
  #headersRead = 0
  /** Records that were read and of which no dump has shown anything; told when it is clear that none will. */
  #reads: { readonly bytes: number; readonly timeNs: bigint; readonly line: number }[] = []
  #readsTold = 0
  #errorsTold = 0
  #applicationCalled = false
  /** Alerts that end a connection; the second one is the answer to the first. */
  #closings = 0
  /** Two bytes that are a fatal alert if nothing but the end follows them. */
  #supposed:
    | {
        readonly message: DumpedMessage
        readonly bytes: Uint8Array
        readonly readBytes: number
        readonly at: MessagePlace
      }
    | undefined = undefined

  constructor(leg: Leg) {
    this.leg = leg
  }

  get closed(): boolean {
    return this.closedAtLine !== undefined
  }

  get hasHello(): boolean {
    return this.#lastHello !== undefined
  }

  /** Nothing more is to be expected on the connection: the socket was closed, or an alert ended it (RFC 8446 §6). */
  get isOver(): boolean {
    return this.closed || this.#closings > 1
  }

  /**
   * How a ClientHello goes with what is here: `first` one, `again` after a HelloRetryRequest or to renegotiate, the `same` one dumped
   * twice, or the beginning of a `new` connection.
   */
  place(hello: Uint8Array): 'first' | 'again' | 'same' | 'new' {
    if (this.closed) return 'new'
    if (this.#lastHello === undefined) return this.leg.messages.length === 0 ? 'first' : 'new'
    if (this.#order.retryRequested) return answersRetry(this.#lastHello, hello) ? 'again' : 'new'
    if (isSame(this.#lastHello, hello)) return this.lastType === HANDSHAKE_TYPE.clientHello ? 'same' : 'new'
    return this.#order.established && isRenegotiation(hello) ? 'again' : 'new'
  }

  /** Whether a message other than a ClientHello can follow what is here. */
  accepts(message: DumpedMessage): boolean {
    if (message.content !== 'handshake') return true
    const order = this.#order
    switch (message.type) {
      case HANDSHAKE_TYPE.serverHello:
        return !order.serverHello
      // Four bytes, mostly zero: they mean a message only where one is due.
      case HANDSHAKE_TYPE.helloRequest:
        return order.established && order.isTls13 === false
      case HANDSHAKE_TYPE.serverHelloDone:
        return order.isTls13 !== true && this.leg.messages.length > 0
      case HANDSHAKE_TYPE.endOfEarlyData:
        return order.isTls13 === true
      default:
        return true
    }
  }

  /**
   * `bytes` are the message's own, kept as they are. `readBytes`: size of the last read call of the traced host since the
   * message before, 0 without one. `reader`: name of the function that dumped the message.
   */
  add(
    message: DumpedMessage,
    bytes: Uint8Array,
    readBytes: number,
    reader: string | undefined,
    at: MessagePlace,
  ): void {
    // Only alerts follow a fatal alert (RFC 8446 §6.2).
    if (message.content === 'alert') this.settle()
    else this.#supposed = undefined
    const type = message.content === 'handshake' ? (message.type ?? -1) : -1
    if (type === HANDSHAKE_TYPE.clientHello) this.#begin(bytes, readBytes, reader)
    if (type === HANDSHAKE_TYPE.serverHello) this.#answer(bytes)
    const known = type < 0 ? undefined : this.#order.senderOf(type)
    const received = readBytes > 0
    // Without read calls in the trace their absence says nothing.
    if (known !== undefined && type !== HANDSHAKE_TYPE.clientHello && (received || this.#readsTraced)) {
      this.#vote((known === 'client') === received ? LIKELY : -LIKELY)
    }
    const from = known ?? this.#senderByReading(message.content === 'alert' ? ALERT_READS.has(readBytes) : received)
    if (message.content === 'alert' && (message.level === 2 || message.type === 0)) this.#closings++
    this.heldBytes += bytes.length
    this.#reads = []
    this.#spans(at.timeNs)
    this.lastType = type
    this.#lastFrom = from
    this.leg.messages.push({
      ...at,
      frame: undefined,
      from,
      content: message.content,
      type: message.type,
      level: message.level,
      recordVersion: message.recordVersion,
      length: message.length,
      visibility: 'plain',
      complete: message.complete,
      bytes,
    })
  }

  /** A handshake has begun, and the application has not been let in: a side may still refuse what the other one's last flight held. */
  get isUnderWay(): boolean {
    return this.leg.messages.length > 0 && !this.#applicationCalled
  }

  /** What may be an alert waits until it is clear whether the handshake goes on: see `add` for the parameters. */
  suppose(message: DumpedMessage, bytes: Uint8Array, readBytes: number, at: MessagePlace): void {
    this.#supposed = { message, bytes, readBytes, at }
  }

  /** The handshake does not go on. */
  settle(): void {
    const supposed = this.#supposed
    if (supposed === undefined) return
    this.#supposed = undefined
    this.add(supposed.message, supposed.bytes, supposed.readBytes, undefined, supposed.at)
  }

  /** The traced host reads a record header from the connection, or the `bytes` that follow one. */
  readCalled(bytes: number, isHeader: boolean, timeNs: bigint, line: number): void {
    if (!isHeader && this.leg.messages.length === 0 && this.#readsTold + this.#reads.length < MAX_READS_TOLD) {
      // One read may be followed by the dump of what was read; where another one follows, there are no dumps.
      if (this.#reads.length > 0) this.tellReads()
      this.#reads.push({ bytes, timeNs, line })
    }
    // Where there are texts of reading at all, a server tells of the ClientHello before it reads the next record.
    if (isHeader && ++this.#headersRead === 2 && this.#isClientFirst()) this.#vote(-WEAK)
    if (this.#readsTraced) return
    this.#readsTraced = true
    // A server reads before it has a ClientHello, a client only after.
    if (this.#helloUnread) this.#vote(-LIKELY)
  }

  /** A text that only servers write. */
  serverShown(): void {
    this.#vote(SURE)
  }

  /** A record of this function belongs to the leg. */
  called(functionName: string): void {
    if (SERVER_FUNCTIONS.has(functionName)) this.#vote(SURE)
    else if (CLIENT_FUNCTIONS.has(functionName)) this.#vote(-SURE)
  }

  /** Sizes of records read are all that a trace without dumps shows of its partner's messages. */
  tellReads(): void {
    for (const { bytes, timeNs, line } of this.#reads) {
      this.#readsTold++
      this.#tell('record_read', timeNs, line, bytes, undefined)
    }
    this.#reads = []
  }

  /** The application reads from the connection, which System SSL lets it only after the handshake (gsk_secure_socket_read). */
  applicationReads(timeNs: bigint, line: number): void {
    if (this.#applicationCalled || this.joinedMidway) return
    this.#applicationCalled = true
    this.tellReads()
    this.#tell('application_call', timeNs, line, 0, undefined)
  }

  /** System SSL reports an error in the words of `text`. */
  failed(text: string, timeNs: bigint, line: number): void {
    if (this.#errorsTold === MAX_ERRORS_TOLD) return
    this.#errorsTold++
    this.tellReads()
    this.#tell('host_error', timeNs, line, 0, text.slice(0, MAX_ERROR_TEXT))
  }

  socketClosed(peer: Endpoint, timeNs: bigint, line: number): void {
    this.settle()
    this.tellReads()
    this.closedAtLine = line
    this.#peer = peer
    this.leg.endSeen = true
    this.#spans(timeNs)
    // A partner on a server's port was called by the host.
    const { port } = peer
    if (port < FIRST_USER_PORT) this.#vote(-WEAK)
    else this.#vote(port >= FIRST_LISTENING_PORT && port <= LAST_LISTENING_PORT ? -FAINT : 0)
    this.leg.events.push({
      kind: 'closed',
      timeNs,
      frame: undefined,
      line,
      from: this.leg.role === 'server' ? 'client' : 'server',
      afterMessage: this.leg.messages.length,
      length: 0,
      text: `socket closed by ${peer.address} port ${peer.port}`,
    })
  }

  #tell(kind: ConnectionEventKind, timeNs: bigint, line: number, length: number, text: string | undefined): void {
    this.#spans(timeNs)
    const afterMessage = this.leg.messages.length
    this.leg.events.push({ kind, timeNs, frame: undefined, line, from: undefined, afterMessage, length, text })
  }

  /** Listings may print records out of order. */
  #spans(timeNs: bigint | undefined): void {
    const { leg } = this
    if (timeNs === undefined) return
    if (leg.startNs === undefined || timeNs < leg.startNs) leg.startNs = timeNs
    if (leg.endNs === undefined || timeNs > leg.endNs) leg.endNs = timeNs
  }

  #isClientFirst(): boolean {
    return !this.joinedMidway && !this.announced && this.leg.messages.length === 0
  }

  #begin(bytes: Uint8Array, readBytes: number, reader: string | undefined): void {
    const isFirst = this.#lastHello === undefined
    this.#lastHello = bytes
    this.#order.restart()
    if (!isFirst) return
    this.leg.beginningSeen = true
    if (readBytes === bytes.length) this.#vote(LIKELY)
    else if (readBytes === 0 && this.#readsTraced) this.#vote(-LIKELY)
    else this.#helloUnread = readBytes === 0
    // What servers call to dump a ClientHello is public.
    if (reader !== undefined && !SERVER_FUNCTIONS.has(reader)) this.#vote(-WEAK)
  }

  #answer(bytes: Uint8Array): void {
    const { value } = decodeHandshake(bytes, {}, false)
    if (value.name !== 'server_hello' && value.name !== 'hello_retry_request') return
    const version = selectedVersion(value)
    this.#order.serverHelloSeen(
      value.name === 'hello_retry_request',
      version === undefined ? undefined : version === TLS13,
    )
  }

  #vote(weight: number): void {
    this.#votes += weight
    this.#showRole()
  }

  /** AT-TLS serves listening programs far more often than calling ones: without any evidence the host is taken for the server. */
  #showRole(): void {
    const leg = this.leg
    leg.role = this.#votes < 0 ? 'client' : 'server'
    if (this.#peer === undefined) return
    leg.client = leg.role === 'server' ? this.#peer : undefined
    leg.server = leg.role === 'client' ? this.#peer : undefined
  }

  /** Alerts and the like: what the host read came from its partner; what it did not read it wrote, where reads are traced at all. */
  #senderByReading(received: boolean): Side {
    const host = this.leg.role === 'client' ? 'client' : 'server'
    const partner = host === 'client' ? 'server' : 'client'
    if (received) return partner
    if (this.#readsTraced || this.closed) return host
    // Nothing to go by but that a side answers what the other one said.
    return this.#lastFrom === 'client' ? 'server' : 'client'
  }
}

/** The second ClientHello has the first one's random and session id (RFC 8446 §4.1.2); a client that is at fault may keep only one of them. */
function answersRetry(first: Uint8Array, second: Uint8Array): boolean {
  const session = sessionIdOf(first)
  return isSame(randomOf(first), randomOf(second)) || (session.length > 0 && isSame(session, sessionIdOf(second)))
}

function sessionIdOf(hello: Uint8Array): Uint8Array {
  return hello.subarray(39, 39 + (hello[38] ?? 0))
}

/** Behind type, length and version. */
function randomOf(hello: Uint8Array): Uint8Array {
  return hello.subarray(6, 38)
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i])
}

/** RFC 5746 §3.5: a client that renegotiates sends its earlier verify_data; one that begins sends none. */
function isRenegotiation(bytes: Uint8Array): boolean {
  const { value } = decodeHandshake(bytes, {}, false)
  if (value.name !== 'client_hello') return false
  const data = findExtension(value.extensions, 'renegotiation_info')?.bytes
  return data !== undefined && data.length > 0
}
