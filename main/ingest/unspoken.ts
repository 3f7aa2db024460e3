import type { Endpoint, Leg } from '../tls/leg.ts'
import type { IngestSink } from './sink.ts'

/** Connections without TLS that are kept until it is known which servers speak TLS. */
const MAX_HELD = 4_096
/** Rows that one capture may gain from them: beyond it they are counted. */
const MAX_LISTED = 1_000
/** A capture with so few connections, none of them TLS, was taken for one that failed before TLS began. */
const FEW_CONNECTIONS = 16
/** Servers that are remembered for speaking TLS. */
const MAX_SERVERS = 65_536

/**
 * TCP connections on which no TLS was seen. Listed are those that say something of TLS: to a server (address and port) that speaks TLS on
 * other connections; refused or never answered; and all, where the capture has few connections and no TLS. The rest is not ours.
 */
export class Unspoken implements Pick<IngestSink, 'legChanged' | 'legFinished'> {
  readonly #sink: IngestSink
  readonly #servers = new Set<string>()
  #held: Leg[] = []
  #listed = 0
  #leftOut = 0
  #connections = 0

  constructor(sink: IngestSink) {
    this.#sink = sink
  }

  /** A connection that does speak TLS. */
  spoken(server: Endpoint | undefined): void {
    this.#connections++
    if (server && this.#servers.size < MAX_SERVERS) this.#servers.add(key(server))
  }

  legChanged(): void {
    // Shown when it is known whether it is to be listed.
  }

  legFinished(leg: Leg): void {
    this.#connections++
    if (this.#isServer(leg)) this.#list(leg)
    else if (this.#held.length < MAX_HELD) this.#held.push(leg)
    else if (isUnopened(leg)) this.#leftOut++
  }

  /** The capture ended. */
  end(): void {
    const few = this.#servers.size === 0 && this.#connections <= FEW_CONNECTIONS
    for (const leg of this.#held) if (few || this.#isServer(leg) || isUnopened(leg)) this.#list(leg)
    this.#held = []
    if (this.#leftOut > 0) this.#sink.warn(LEFT_OUT, 0, this.#leftOut)
  }

  #isServer(leg: Leg): boolean {
    return leg.server !== undefined && this.#servers.has(key(leg.server))
  }

  #list(leg: Leg): void {
    if (++this.#listed > MAX_LISTED) this.#leftOut++
    else this.#sink.legFinished(leg)
  }
}

function isUnopened(leg: Leg): boolean {
  return !leg.events.some(({ kind }) => kind === 'syn_ack' || kind === 'clear_text')
}

function key({ address, port }: Endpoint): string {
  return `${address} ${port}`
}

const LEFT_OUT = {
  code: 'tcp-connections-left-out',
  text: 'Connections that were refused, never answered, or spoke no TLS to a server that does: more than are listed.',
}
