/** How far a handshake came and how it ended, judged from what was seen alone. */
import { alertDescription } from '../reference/alert.ts'
import { endsWithAskingForTls, greetsBeforeTls, offersTls, onlyAsksWhatIsThere, refusesHttp } from './clear-text.ts'
import type { Boundary, ConnectionView, Outcome } from './connection-view.ts'
import type { SpokenMessage } from './conversation.ts'
import { hasExtension } from './extension.ts'
import { HANDSHAKE_TYPE } from './handshake.ts'
import type { ConnectionEvent, Side, TlsMessage } from './message.ts'
import type { ProtectedFlights } from './protected-flight.ts'
import { readProtectedFlights } from './protected-flight.ts'

export interface Progress {
  readonly outcome: Outcome
  readonly boundary: Boundary
  /** The message (from 0) whose alert ended the handshake; undefined where none did. */
  readonly endingAlert: number | undefined
}

/** RFC 8446 §6.1: closure alerts, which are no errors whatever their level says. */
const CLOSURE_ALERTS = [0, 90]

/** What begins another handshake on a connection before TLS 1.3. */
const RENEGOTIATING: readonly number[] = [HANDSHAKE_TYPE.helloRequest, HANDSHAKE_TYPE.clientHello]
const NO_RENEGOTIATION = 100

/** Whoever has just been told what it does not like does not wait longer than this, the way to the recorder and back included. */
const AT_ONCE_NS = 150_000_000n

/** The drafts of TLS 1.3 are 7Fxx; beyond them are DTLS, and all versions of QUIC but its first. */
const LAST_TLS = 0x7fff

/** TLS 1.3 ignores levels (RFC 8446 §6); these come as warnings from peers that only mean to inform (RFC 6066 §3). */
const INFORMING_ALERTS = [112]

export function judgeProgress(
  view: ConnectionView,
  spoken: readonly SpokenMessage[],
  version: number | undefined,
  suite: number | undefined,
): Progress {
  // Of DTLS and QUIC no protected flight is judged by its sizes.
  const tls13 = version !== undefined && version >= 0x0304 && version <= LAST_TLS
  const seen = new Seen(view, spoken, tls13, suite)
  const established = seen.established
  const endingAlert = seen.fatalAlert(established)
  return { outcome: outcome(view, seen, established, endingAlert), boundary: boundary(seen, established), endingAlert }
}

function outcome(view: ConnectionView, seen: Seen, established: boolean, endingAlert: number | undefined): Outcome {
  if (endingAlert !== undefined && (view.beginningSeen || seen.anyHandshake)) return 'failed'
  if (seen.refusedUnderKeys || seen.hostFailed) return 'failed'
  if (established) return 'established'
  if (seen.hostError) return 'failed'
  if (seen.onlyClearText) return seen.wantsTls || seen.askedForTls ? 'failed' : 'incomplete'
  if (seen.unanswered || seen.helloUnheard) return 'failed'
  // Whose beginning or middle is missing may have been fine where nobody looked.
  if (!view.beginningSeen || seen.bytesMissing) return 'incomplete'
  return seen.ended ? 'failed' : 'incomplete'
}

function boundary(seen: Seen, established: boolean): Boundary {
  if (established) return seen.applicationData ? 'application' : 'finished'
  if (seen.clientFlight) return 'client_flight'
  if (seen.serverFlight) return 'server_flight'
  if (seen.has('server', HANDSHAKE_TYPE.serverHello)) return 'server_hello'
  return seen.has('client', HANDSHAKE_TYPE.clientHello) ? 'client_hello' : 'tcp'
}

/** The facts of a connection that the judgements rest on. */
class Seen {
  readonly established: boolean
  readonly clientFlight: boolean
  readonly serverFlight: boolean
  readonly applicationData: boolean
  /** TLS 1.3: what sizes and order say of a refusal that cannot be read; earlier: an alert under keys before the end. */
  readonly refusedUnderKeys: boolean
  readonly #view: ConnectionView
  readonly #tls13: boolean
  /** Position of the message with which both sides had finished; messages.length where that is not to be seen. */
  readonly #finishedAt: number

  constructor(view: ConnectionView, spoken: readonly SpokenMessage[], tls13: boolean, suite: number | undefined) {
    this.#view = view
    this.#tls13 = tls13
    const clientFinished = this.#finished('client')
    const serverFinished = this.#finished('server')
    this.#finishedAt =
      clientFinished < 0 || serverFinished < 0 ? view.messages.length : Math.max(clientFinished, serverFinished)
    const bothFinished = clientFinished >= 0 && serverFinished >= 0
    if (tls13 && serverFinished < 0) {
      const flights = protectedFlights(view, spoken, suite)
      this.refusedUnderKeys = refused(flights, this.#closedFirst())
      this.serverFlight =
        flights.clientAlert || flights.clientFinished || (flights.serverFlight && !flights.serverAlert)
      this.clientFlight = flights.clientFinished
      this.established =
        ((flights.clientFinished || this.#applicationCalled) && !this.refusedUnderKeys) || this.hostSecured
      this.applicationData = flights.clientData
      return
    }
    const clientData = this.#data('client')
    const serverData = this.#data('server')
    this.established =
      bothFinished ||
      this.#applicationCalled ||
      (!tls13 && clientData && serverData && (this.anyHandshake || this.#isQuic)) ||
      this.hostSecured
    this.serverFlight = this.has('server', HANDSHAKE_TYPE.serverHelloDone) || serverFinished >= 0
    this.clientFlight =
      clientFinished >= 0 ||
      this.has('client', HANDSHAKE_TYPE.clientKeyExchange) ||
      this.has('client', HANDSHAKE_TYPE.certificate)
    this.applicationData = clientData || serverData
    const silent = bothFinished && !clientData && !serverData
    this.refusedUnderKeys = tls13
      ? silent && this.#leftAtCertificate
      : this.#alertUnderKeysBefore(this.#finishedAt, clientData && serverData) || (silent && this.#leftWithoutWord)
  }

  get anyHandshake(): boolean {
    return this.#view.messages.some((message) => message.content === 'handshake')
  }

  /** A log of the host itself says so, whatever else was seen. */
  get hostFailed(): boolean {
    return this.#view.events.some(({ kind }) => kind === 'host_failed')
  }

  get hostSecured(): boolean {
    return this.#view.events.some(({ kind }) => kind === 'host_secured') && !this.hostFailed
  }

  get bytesMissing(): boolean {
    // Where the talk went on after a gap, only the recorder missed the bytes; where it did not, the peer missed them too.
    return this.#view.events.some(
      (event, index) =>
        event.kind === 'gap' &&
        (event.afterMessage < this.#view.messages.length ||
          this.#view.events.slice(index).some((later) => later.kind === 'application_data')),
    )
  }

  /** A host trace reports an error of its own. */
  get hostError(): boolean {
    return this.#view.events.some(({ kind }) => kind === 'host_error')
  }

  /** Both sides spoke, and nothing of it was TLS: nobody may have wanted any. */
  get onlyClearText(): boolean {
    const spoke = (from: Side) => this.#view.events.some((event) => event.kind === 'clear_text' && event.from === from)
    return this.#view.messages.length === 0 && spoke('client') && spoke('server')
  }

  /** Web servers answer a request in clear text with 400 and say that the port is one for TLS. */
  get wantsTls(): boolean {
    return this.#view.events.some(
      ({ kind, from, bytes }) =>
        kind === 'clear_text' && from === 'server' && bytes !== undefined && refusesHttp(bytes),
    )
  }

  /** The client asked for TLS in the protocol's own words (RFC 3207, RFC 2595, RFC 4217), and left when it did not come. */
  get askedForTls(): boolean {
    const words = (from: Side) =>
      this.#view.events.flatMap(({ kind, from: by, bytes }) =>
        kind === 'clear_text' && by === from && bytes !== undefined ? [bytes] : [],
      )
    const client = words('client')
    if (client.length === 1 && client.every(endsWithAskingForTls)) return true
    // What it could have asked for was not on offer.
    const server = words('server')
    return (
      this.#closedFirst() === 'client' &&
      client.length === 1 &&
      client.every(onlyAsksWhatIsThere) &&
      server.some(greetsBeforeTls) &&
      !server.some(offersTls)
    )
  }

  /** Asked to connect again, or told that it cannot be, and never an answer. */
  get unanswered(): boolean {
    const has = (kind: ConnectionEvent['kind']) => this.#view.events.some((event) => event.kind === kind)
    return has('syn') && !has('syn_ack') && !has('clear_text') && (has('retransmission') || has('icmp'))
  }

  /** The hello was sent again and again on a connection whose opening was seen, and not a byte came back (RFC 6298 §5). */
  get helloUnheard(): boolean {
    const { messages, events, beginningSeen } = this.#view
    const [hello] = messages
    if (!beginningSeen || messages.length !== 1 || hello?.from !== 'client' || hello.content !== 'handshake')
      return false
    const later = events.filter(({ afterMessage }) => afterMessage > 0)
    // The text counts them where there was more than one: a single one may be on its way.
    return later.some(({ kind, text }) => kind === 'retransmission' && text !== undefined) && later.every(isOfClient)
  }

  /** Also by one side's word that it says no more (RFC 8446 §6.1), where a host's trace shows no end of TCP. */
  get ended(): boolean {
    const { endSeen, events, messages } = this.#view
    return endSeen || events.some(isEnd) || messages.some(closes)
  }

  has(from: Side, type: number): boolean {
    return this.#view.messages.some(
      (message) => message.from === from && message.content === 'handshake' && message.type === type,
    )
  }

  /**
   * The first readable alert that ended a handshake. Errors after the handshake do not count, but for those of TLS 1.3's last step, and
   * those that refuse another handshake on the connection (RFC 5246 §7.2.2, RFC 5746 §4.5).
   */
  fatalAlert(established: boolean): number | undefined {
    const again = this.#renegotiationAt
    const at = this.#view.messages.findIndex((message, index) => {
      if (again >= 0 && index > again && isRefusal(message)) return true
      if (!isFatal(message, this.#tls13)) return false
      if (!established || index < this.#finishedAt) return true
      // RFC 8446 §4.4.2.4: the server reads the client's certificate after the client has finished.
      return this.#tls13 && message.from === 'server' && !this.#serverDataBefore(index)
    })
    return at < 0 ? undefined : at
  }

  /** Where another handshake was asked for that never came to its Finished messages; -1 where there is none. */
  get #renegotiationAt(): number {
    const { messages } = this.#view
    if (this.#tls13) return -1
    const at = messages.findLastIndex(
      (message, index) =>
        index > this.#finishedAt && message.content === 'handshake' && RENEGOTIATING.includes(message.type ?? -1),
    )
    const finished = messages
      .slice(at + 1)
      .some(({ type, content }) => content === 'handshake' && type === HANDSHAKE_TYPE.finished)
    return finished ? -1 : at
  }

  #serverDataBefore(index: number): boolean {
    // Records after both had finished: without keys the server's own flight consists of such records too.
    return this.#view.events.some(
      (event) =>
        event.kind === 'application_data' &&
        event.from === 'server' &&
        event.afterMessage <= index &&
        event.afterMessage > this.#finishedAt,
    )
  }

  /** Position of a side's Finished: readable, or in TLS 1.2 and earlier the first protected handshake record after its ChangeCipherSpec. */
  #finished(side: Side): number {
    let keysInUse = false
    return this.#view.messages.findIndex((message) => {
      if (message.from !== side) return false
      if (message.content === 'change_cipher_spec') keysInUse = true
      if (message.content !== 'handshake') return false
      return message.type === HANDSHAKE_TYPE.finished || (!this.#tls13 && keysInUse && message.type === undefined)
    })
  }

  /** The traced host lets its application read: for it the handshake is done. */
  get #applicationCalled(): boolean {
    return this.#view.events.some(({ kind }) => kind === 'application_call')
  }

  /** Its data are under keys that only the finished handshake gives (RFC 9001 §5.7). */
  get #isQuic(): boolean {
    return this.#view.events.some(({ kind }) => kind === 'quic_version')
  }

  #data(side: Side): boolean {
    return this.#view.events.some((event) => event.kind === 'application_data' && event.from === side)
  }

  /** An alert under keys before both have finished can only say no (RFC 5246 §7.2.2). */
  #alertUnderKeysBefore(index: number, dataSeen: boolean): boolean {
    if (index === this.#view.messages.length && dataSeen) return false
    return this.#view.messages
      .slice(0, index)
      .some((message) => message.content === 'alert' && message.visibility === 'encrypted')
  }

  /**
   * The client hung up right after the handshake without a close_notify, which it owes (RFC 5246 §7.2.1), and nobody had sent any
   * data: an application that does not like what the handshake gave it leaves like this. Browsers close connections that they opened in
   * reserve in the same way, but only after a while.
   */
  get #leftWithoutWord(): boolean {
    // A host's trace shows neither the alerts nor the data that would tell.
    if (this.#view.role !== 'wire' || this.#applicationCalled) return false
    const end = this.#view.events.find(isEnd)
    if (end?.from !== 'client' || this.bytesMissing) return false
    const last = this.#view.messages.at(end.afterMessage - 1)?.timeNs
    if (last !== undefined && end.timeNs !== undefined && end.timeNs - last > AT_ONCE_NS) return false
    return !this.#view.messages.slice(0, end.afterMessage).some((message) => message.content === 'alert')
  }

  /** TLS 1.3: the server hung up, without a ticket or a word, as soon as it had the client's certificate. The same under keys: `refused`. */
  get #leftAtCertificate(): boolean {
    const end = this.#view.events.find(isEnd)
    if (end?.from !== 'server' || this.bytesMissing || this.#view.role !== 'wire') return false
    const said = this.#view.messages.slice(0, end.afterMessage)
    const clientFinished = this.#finished('client')
    if (said.some(({ content }) => content === 'alert') || clientFinished >= said.length) return false
    return this.has('client', HANDSHAKE_TYPE.certificate) && !said.slice(clientFinished).some(isOfServer)
  }

  #closedFirst(): Side | undefined {
    return this.#view.events.find(isEnd)?.from
  }
}

function isOfClient({ from }: ConnectionEvent): boolean {
  return from === 'client'
}

function isOfServer({ from }: TlsMessage): boolean {
  return from === 'server'
}

function isEnd(event: ConnectionEvent): boolean {
  return event.kind === 'fin' || event.kind === 'rst' || event.kind === 'closed'
}

function closes({ content, type }: TlsMessage): boolean {
  return content === 'alert' && type !== undefined && CLOSURE_ALERTS.includes(type)
}

function isFatal(message: TlsMessage, tls13: boolean): boolean {
  if (message.content !== 'alert' || message.type === undefined || closes(message)) return false
  if (message.level === 2) return true
  return tls13 && !INFORMING_ALERTS.includes(message.type) && alertDescription(message.type)?.alwaysFatal === true
}

/** An answer to a request for another handshake; a warning by its level, after which a peer may go on or leave (RFC 5246 §7.2.2). */
function isRefusal(message: TlsMessage): boolean {
  return message.content === 'alert' && (message.type === NO_RENEGOTIATION || message.level === 2)
}

function refused(flights: ProtectedFlights, closedFirst: Side | undefined): boolean {
  if (flights.clientAlert || flights.serverAlert) return true
  // A server that says nothing but an alert, whatever the client sent: it never took the client's Finished.
  if (flights.serverAlertAfterwards && flights.clientData && !flights.clientClosed) return true
  if (!flights.clientCertificate) return false
  // A client that has sent its certificate believes itself connected; the server may say no, or just leave.
  return (
    flights.serverAlertAfterwards ||
    (!flights.serverRecordsAfterwards && !flights.clientData && closedFirst === 'server')
  )
}

function protectedFlights(
  view: ConnectionView,
  spoken: readonly SpokenMessage[],
  suite: number | undefined,
): ProtectedFlights {
  const helloAt = view.messages.findIndex(
    (message, index) =>
      message.type === HANDSHAKE_TYPE.serverHello &&
      message.content === 'handshake' &&
      spoken[index]?.value?.name === 'server_hello',
  )
  const retried = spoken.some(({ value }) => value?.name === 'hello_retry_request')
  const hello = spoken.find(({ value }) => value?.name === 'client_hello')?.value
  const earlyData = !retried && hello?.name === 'client_hello' && hasExtension(hello.extensions, 42)
  const records = view.events.filter(
    (event) => event.kind === 'application_data' && helloAt >= 0 && event.afterMessage > helloAt,
  )
  return readProtectedFlights(records, suite, earlyData, view.events.some(isEnd))
}
