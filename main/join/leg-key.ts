import type { Endpoint, Leg } from '../tls/leg.ts'

/** What joining needs to know of a leg; the caller keeps the rest by `id`. */
export interface LegKey {
  /** Any number that is one leg's alone in the case. */
  readonly id: number
  readonly source: number
  readonly role: Leg['role']
  /** Hex digits of ClientHello.random (RFC 8446 §4.1.2); undefined when the leg shows none. */
  readonly clientRandom: string | undefined
  readonly client: Endpoint | undefined
  readonly server: Endpoint | undefined
  /** What System SSL calls the connection on its host. */
  readonly handle?: string | undefined
  readonly startNs: bigint | undefined
  /** How many messages the leg shows: of two legs with one random in one source, the fuller one is taken. */
  readonly messageCount: number
}

export type JoinedBy = 'client-random' | 'four-tuple' | 'connection-id' | 'time' | 'manual'

/**
 * Legs that are one connection, in the order of their sources. Of one source there is one, but where a person joined more, or where the source
 * shows the connection twice (see isSeenTwice).
 */
export interface Join {
  readonly legs: readonly { readonly id: number; readonly source: number; readonly joinedBy: JoinedBy }[]
}

/** Times before this have no date, or no year: they count from 1970. */
const FIRST_DATED_NS = 366n * 86_400_000_000_000n

export function isDated(timeNs: bigint): boolean {
  return timeNs >= FIRST_DATED_NS
}

export function endText({ address, port }: Endpoint): string {
  return `${address} ${port}`
}

export function isSameEnd(one: Endpoint, other: Endpoint): boolean {
  return one === other || (one.port === other.port && one.address === other.address)
}
