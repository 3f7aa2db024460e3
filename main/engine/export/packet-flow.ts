import { addressText } from '../../net/address.ts'
import { decodeIcmpError, ICMP_PROTOCOL, ICMPV6_PROTOCOL } from '../../net/icmp.ts'
import { decodeIp } from '../../net/ip.ts'
import { FragmentStore } from '../../net/ip-fragments.ts'
import { linkDecoder } from '../../net/link.ts'
import { Segment } from '../../net/segment.ts'
import { decodeTcp, TCP_PROTOCOL } from '../../net/tcp.ts'
import { decodeUdp, UDP_PROTOCOL } from '../../net/udp.ts'
import type { Endpoint } from '../../tls/leg.ts'

export type Carrier = 'tcp' | 'udp'

/** Names a connection by its ends, whichever of them sends. */
export function flowKey(carrier: Carrier, one: Endpoint, other: Endpoint): string {
  const ends = [`${one.address} ${one.port}`, `${other.address} ${other.port}`].sort()
  return `${carrier} ${ends.join(' ')}`
}

/** `key` undefined: of no connection. `pieces`: of a datagram whose other pieces came before, under this name. */
export interface PacketFlow {
  readonly key: string | undefined
  readonly fragmentOf: string | undefined
  readonly completes: string | undefined
}

const NO_FLOW: PacketFlow = { key: undefined, fragmentOf: undefined, completes: undefined }

/** Says which connection a packet belongs to, through the same layers as when it was indexed. */
export class PacketFlows {
  readonly #segment = new Segment()
  readonly #fragments = new FragmentStore()

  of(bytes: Uint8Array, start: number, end: number, wireLength: number, linkType: number): PacketFlow {
    const ip = linkDecoder(linkType)?.(bytes, start, end) ?? -1
    if (ip < 0) return NO_FLOW
    const segment = this.#segment
    segment.bytes = bytes
    segment.base = 0
    segment.start = ip
    segment.end = end
    segment.wireEnd = start + wireLength
    const answer = decodeIp(segment, this.#fragments)
    if (answer === 'fragment') return { ...NO_FLOW, fragmentOf: this.#ends() }
    if (answer !== 'payload') return NO_FLOW
    const completes = segment.bytes === bytes ? undefined : this.#ends()
    return { key: this.#key(), fragmentOf: undefined, completes }
  }

  #key(): string | undefined {
    const segment = this.#segment
    switch (segment.protocol) {
      case TCP_PROTOCOL:
        return decodeTcp(segment) ? this.#named('tcp') : undefined
      case UDP_PROTOCOL:
        return decodeUdp(segment) ? this.#named('udp') : undefined
      case ICMP_PROTOCOL:
      case ICMPV6_PROTOCOL:
        return decodeIcmpError(segment) === undefined ? undefined : this.#named('tcp')
      default:
        return undefined
    }
  }

  #named(carrier: Carrier): string {
    const { ipVersion, addresses, sourcePort, destinationPort } = this.#segment
    return flowKey(
      carrier,
      { address: addressText(ipVersion, addresses, 0), port: sourcePort },
      { address: addressText(ipVersion, addresses, 4), port: destinationPort },
    )
  }

  #ends(): string {
    const { ipVersion, addresses } = this.#segment
    return `${addressText(ipVersion, addresses, 0)} ${addressText(ipVersion, addresses, 4)}`
  }
}
