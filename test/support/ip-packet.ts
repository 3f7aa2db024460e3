import { decodeIp } from '../../main/net/ip.ts'
import { FragmentStore } from '../../main/net/ip-fragments.ts'
import { Segment } from '../../main/net/segment.ts'
import { TCP_PROTOCOL, decodeTcp } from '../../main/net/tcp.ts'

/** What the packets of tests carry. */
export const payload = Uint8Array.of(
  ...'payload!'
    .repeat(10)
    .split('')
    .map((letter) => letter.charCodeAt(0)),
)

export function segmentOf(packet: Uint8Array, captured = packet.length, wireLength = packet.length): Segment {
  const segment = new Segment()
  segment.bytes = packet
  segment.base = 1_000
  segment.end = captured
  segment.wireEnd = wireLength
  return segment
}

/** An IP packet read as far as its TCP header. */
export function decodePacket(packet: Uint8Array, captured?: number, wireLength?: number) {
  const segment = segmentOf(packet, captured, wireLength)
  const answer = decodeIp(segment, new FragmentStore())
  return { answer, segment, isTcp: answer === 'payload' && segment.protocol === TCP_PROTOCOL && decodeTcp(segment) }
}

export const carried = (segment: Segment): number[] => [...segment.bytes.subarray(segment.start, segment.end)]
