/**
 * The headers of one packet beside those of its sender's packet before it, for judging whether it came from there: what a box on the way
 * makes up has another number of hops behind it, counts its IP identifications by itself, and guesses the sequence number.
 */
export interface TcpPacket extends HeaderFacts {
  /** Sequence number, counted from the next one that was due from this sender: 0 fits; undefined where nothing of it was seen. */
  readonly sequenceAhead: number | undefined
  readonly before: HeaderFacts | undefined
}

export interface HeaderFacts {
  /** Time to live, or IPv6's hop limit. */
  readonly ttl: number
  /** Identification of the IP packet; -1: IPv6 has none. */
  readonly ipId: number
  /** As sent, not scaled; -1: not recorded. */
  readonly window: number
}
