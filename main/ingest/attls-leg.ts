import type { AttlsMessage } from '../format/log/attls-message.ts'
import type { Endpoint, Leg } from '../tls/leg.ts'

/** Ports for clients begin far above those for servers (RFC 6335 §6). */
const FIRST_USER_PORT = 1024
/** What AT-TLS calls the events that a connection cannot do without; errors in others come after the handshake. */
const HANDSHAKE_EVENT = /^(?:Initial Handshake|Connection Init|Environment\b)/i
const HANDSHAKE = /^Initial Handshake/i
const CLOSE = /^Connection (?:Abend )?(?:Close|Stop)/i
/** AT-TLS opens the connection with System SSL, and gets its handle. */
const HANDLE =
  /(?:GSK_SECURE_SOCKET_(?:OPEN|INIT) ?- ?|Connection Init |Initial Handshake )([0-9A-Fa-f]{8}(?:[0-9A-Fa-f]{8})?)(?![0-9A-Za-z])/
const CLIENT = /\bHS-Client\b|GSK_CLIENT_SESSION/
const SERVER = /\bHS-Server|GSK_SERVER_SESSION/

/** One connection as AT-TLS messages tell of it: two ends, a return code, no bytes. */
export class AttlsLeg {
  readonly leg: Leg
  local: Endpoint | undefined
  #remote: Endpoint | undefined
  #roleSaid = false
  #failed = false

  constructor(stream: number, connectionId: string) {
    this.leg = {
      stream,
      role: 'server',
      transport: 'none',
      client: undefined,
      server: undefined,
      startNs: undefined,
      endNs: undefined,
      job: undefined,
      process: undefined,
      thread: undefined,
      connectionId,
      messages: [],
      events: [],
      beginningSeen: false,
      endSeen: false,
    }
  }

  /** A connection identifier is used again once its connection is gone: another partner is another connection. */
  isOther(message: AttlsMessage): boolean {
    if (message.kind === 'map' && this.leg.endSeen) return true
    return differ(this.local, message.local) || differ(this.#remote, message.remote)
  }

  add(message: AttlsMessage, text: string, timeNs: bigint | undefined, line: number): void {
    const { leg } = this
    leg.startNs ??= timeNs
    if (timeNs !== undefined) leg.endNs = timeNs
    leg.job ??= message.job
    leg.handle ??= HANDLE.exec(text)?.[1]?.toUpperCase()
    this.local ??= message.local
    this.#remote ??= message.remote
    if (message.kind === 'map') leg.beginningSeen = true
    this.#learnRole(message, text)
    this.#place()
    this.#judge(message, timeNs, line)
  }

  #learnRole({ type }: AttlsMessage, text: string): void {
    if (this.#roleSaid) return
    const said = /^out/i.test(type ?? '') || CLIENT.test(text) ? 'client' : undefined
    const role = said ?? (/^in/i.test(type ?? '') || SERVER.test(text) ? 'server' : undefined)
    if (role === undefined) return
    this.leg.role = role
    this.#roleSaid = true
  }

  /** Where no message says which side the host was, the port does as far as it can. */
  #place(): void {
    const { leg, local } = this
    const remote = this.#remote
    if (!this.#roleSaid && local !== undefined && remote !== undefined) {
      const wellKnown = (end: Endpoint): boolean => end.port < FIRST_USER_PORT
      const localServes = wellKnown(local) === wellKnown(remote) ? local.port <= remote.port : wellKnown(local)
      leg.role = localServes ? 'server' : 'client'
    }
    leg.server = leg.role === 'server' ? local : remote
    leg.client = leg.role === 'server' ? remote : local
  }

  #judge({ kind, event = '', returnCode }: AttlsMessage, timeNs: bigint | undefined, line: number): void {
    const { leg } = this
    const ended = kind === 'event' || kind === 'error'
    if (ended && CLOSE.test(event)) leg.endSeen = true
    if (!ended || returnCode === undefined || !HANDSHAKE_EVENT.test(event)) return
    if (returnCode === 0 && !HANDSHAKE.test(event)) return
    if (returnCode !== 0 && this.#failed) return
    if (returnCode !== 0) this.#failed = true
    leg.events.push({
      kind: returnCode === 0 ? 'host_secured' : 'host_failed',
      timeNs,
      frame: undefined,
      line,
      from: leg.role === 'client' ? 'client' : 'server',
      afterMessage: leg.messages.length,
      length: 0,
      text: returnCode === 0 ? undefined : `AT-TLS: return code ${returnCode}, ${event}`,
    })
  }
}

function differ(one: Endpoint | undefined, other: Endpoint | undefined): boolean {
  return one !== undefined && other !== undefined && (one.address !== other.address || one.port !== other.port)
}
