import { pairMessages } from './pair-messages.ts'
import type { Endpoint } from '../tls/leg.ts'
import { isSameEnd, type LegKey } from './leg-key.ts'
import type { SeenLeg } from './seen-leg.ts'

/** Both sides of a router, or a loopback's two ways, show a packet within this. */
const NEAR_NS = 1_000_000_000n
const SERVER_HELLO = 2
/** What the server says to a program that repeats its random may be the same too; less than an answer tells nothing. */
const ENOUGH = 2

type Ends = Pick<LegKey, 'role' | 'client' | 'server'>

/**
 * Whether two legs of one capture can be the same TCP connection: a router translates the address of one end. Where neither end is the same, a
 * proxy has made a second connection, which is a row of its own; where both are, the ports were used again.
 */
export function mayBeTranslated(one: Ends, other: Ends): boolean {
  if (one.role !== 'wire' || other.role !== 'wire') return true
  const same = (first: Endpoint | undefined, second: Endpoint | undefined): boolean =>
    first !== undefined && second !== undefined && isSameEnd(first, second)
  return same(one.client, other.client) !== same(one.server, other.server)
}

/**
 * Whether two legs of one source with the same random are one connection that the source shows twice: on both sides of a router that translates
 * addresses, at the same time, or traced at both of its ends. Nothing that both show may differ. A program may repeat its random, a capture may
 * hold a recording that was played again.
 */
export function isSeenTwice(one: SeenLeg, other: SeenLeg): boolean {
  if ((one.role === 'wire') !== (other.role === 'wire') || (one.role !== 'wire' && one.role === other.role))
    return false
  const pairs = pairMessages(one.messages, other.messages)
  const [first, second] = [clear(one), clear(other)]
  const paired = pairs.filter(([at]) => first.has(at)).length
  if (paired === 0 || Math.min(first.size, second.size) > paired) return false
  if (paired >= ENOUGH && atOnce(one, other)) return true
  return one.role !== 'wire' && pairs.some(([at]) => one.messages[at]?.type === SERVER_HELLO && first.has(at))
}

/** Positions of the handshake messages and alerts that can be read. */
function clear({ messages }: SeenLeg): ReadonlySet<number> {
  return new Set(
    messages.flatMap(({ content, visibility, bytes }, at) =>
      (content === 'handshake' || content === 'alert') && visibility !== 'encrypted' && bytes.length > 0 ? [at] : [],
    ),
  )
}

function atOnce(one: SeenLeg, other: SeenLeg): boolean {
  const [first, second] = [times(one), times(other)]
  if (first === undefined || second === undefined) return false
  const apart = first.from - second.from
  return first.from < second.to && second.from < first.to && apart <= NEAR_NS && -apart <= NEAR_NS
}

function times({ messages }: SeenLeg): { readonly from: bigint; readonly to: bigint } | undefined {
  const all = messages.map(({ timeNs }) => timeNs).filter((time) => time !== undefined)
  const [first] = all
  if (first === undefined) return undefined
  return {
    from: all.reduce((least, time) => (time < least ? time : least), first),
    to: all.reduce((most, time) => (time > most ? time : most), first),
  }
}
