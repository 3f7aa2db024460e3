/**
 * The packet at hand, filled in by one layer after the other. There is one such object for a whole capture: nothing keeps it,
 * and who needs bytes longer than the call copies them.
 */
export class Segment {
  /** Packet number, from 1. */
  frame = 0
  /** -1 where the format gives no time. */
  seconds = -1
  nanoseconds = 0

  bytes: Uint8Array = new Uint8Array(0)
  /** Where `bytes[0]` stands in the source. */
  base = 0
  /** What the layer found last carries: `bytes[start..end)` as captured, up to `wireEnd` as it was sent. */
  start = 0
  end = 0
  wireEnd = 0

  /** 4 or 6. */
  ipVersion = 0
  /** IP protocol number of what IP carries. */
  protocol = 0
  /** Source address in words 0-3, destination in 4-7; IPv4 uses words 0 and 4 alone. */
  readonly addresses = new Int32Array(8)

  /** Time to live, or IPv6's hop limit. */
  ttl = 0
  /** Identification of the IP packet; -1: IPv6 has none. */
  ipId = -1

  sourcePort = 0
  destinationPort = 0
  /** Signed, and so is every sequence number: one beyond 2^31 would be an object of its own wherever it is kept. */
  sequence = 0
  acknowledgment = 0
  flags = 0
  /** As sent, not scaled; -1 where the recorder cut it off. */
  window = -1
}

/** TCP's control bits, RFC 9293 §3.1. */
export const FIN = 0x01
export const SYN = 0x02
export const RST = 0x04
export const PSH = 0x08
export const ACK = 0x10
