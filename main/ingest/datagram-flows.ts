import { addressText } from '../net/address.ts'
import { FlowTable } from '../net/flow-table.ts'
import type { Direction } from '../net/flow-table.ts'
import type { Segment } from '../net/segment.ts'
import type { Endpoint } from '../tls/leg.ts'
import { looksLikeDtls } from '../tls/dtls/record.ts'
import { readLongHeader } from '../tls/quic/long-header.ts'
import { type DatagramLeg, type DatagramSink, DtlsLeg, QuicLeg } from './datagram-leg.ts'

/** Connections over UDP that are followed at once; the one that was idle longest ends early. */
const MAX_FLOWS = 4_096

/** Finds DTLS and QUIC among the UDP datagrams of a capture, by their bytes and never by a port. */
export class DatagramFlows {
  readonly #sink: DatagramSink
  /** There once something was found: most captures never need it. */
  #flows: FlowTable<DatagramLeg> | undefined
  #streams = 0

  constructor(sink: DatagramSink) {
    this.#sink = sink
  }

  /** Takes a UDP datagram with its ports and payload in the segment. */
  take(segment: Segment): void {
    const slot = this.#flows?.find(segment) ?? -1
    const known = slot < 0 ? undefined : this.#flows?.at(slot)
    if (known) {
      const direction = this.#flows?.direction ?? 0
      const leg = known.isReusedBy(segment, direction) ? this.#replace(slot, known, segment, direction) : known
      return leg.datagram(segment, direction)
    }
    const { bytes, start, end, wireEnd } = segment
    if (!looksLikeDtls(bytes, start, end, wireEnd) && !readLongHeader(bytes, start, end, wireEnd)) return
    const flows = (this.#flows ??= new FlowTable(MAX_FLOWS))
    flows.find(segment)
    if (flows.isFull) flows.removeOldest()?.finish()
    const leg = this.#begin(segment, flows.direction)
    flows.add(leg)
    leg.datagram(segment, flows.direction)
  }

  /** The capture ended. */
  finish(): void {
    for (const leg of this.#flows?.all() ?? []) leg.finish()
    this.#flows = undefined
  }

  #replace(slot: number, old: DatagramLeg, segment: Segment, direction: Direction): DatagramLeg {
    old.finish()
    const leg = this.#begin(segment, direction)
    this.#flows?.set(slot, leg)
    return leg
  }

  #begin(segment: Segment, direction: Direction): DatagramLeg {
    const { bytes, start, end, wireEnd } = segment
    const stream = this.#streams++
    const header = readLongHeader(bytes, start, end, wireEnd)
    return header
      ? new QuicLeg(stream, header, direction, endsOf(segment, direction), this.#sink)
      : new DtlsLeg(stream, segment, direction, endsOf(segment, direction), this.#sink)
  }
}

/** The end that sends direction 0, and the other one. */
function endsOf(
  { ipVersion, addresses, sourcePort, destinationPort }: Segment,
  direction: Direction,
): readonly [Endpoint, Endpoint] {
  const source = { address: addressText(ipVersion, addresses, 0), port: sourcePort }
  const destination = { address: addressText(ipVersion, addresses, 4), port: destinationPort }
  return direction === 0 ? [source, destination] : [destination, source]
}
