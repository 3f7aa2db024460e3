import { pairMessages } from './pair-messages.ts'
import type { SeenLeg } from './seen-leg.ts'

/** Both sides of a router, or a loopback's two ways, show a packet within this. */
const NEAR_NS = 1_000_000_000n
const SERVER_HELLO = 2
/** What the server says to a program that repeats its random may be the same too; less than an answer tells nothing. */
const ENOUGH = 2

/**
 * Whether two legs of one source with the same random are one connection that the source shows twice: on both sides of a router that translates
 * addresses, or traced at both of its ends. Nothing that both show may differ. A server's random proves it; where no ServerHello was seen, as a
 * program may repeat its own random, the two must run at the same time too.
 */
export function isSeenTwice(one: SeenLeg, other: SeenLeg): boolean {
  if ((one.role === 'wire') !== (other.role === 'wire') || (one.role !== 'wire' && one.role === other.role))
    return false
  const pairs = pairMessages(one.messages, other.messages)
  const [first, second] = [clear(one), clear(other)]
  const paired = pairs.filter(([at]) => first.has(at)).length
  if (paired === 0 || Math.min(first.size, second.size) > paired) return false
  return (
    pairs.some(([at]) => one.messages[at]?.type === SERVER_HELLO && first.has(at)) ||
    (paired >= ENOUGH && atOnce(one, other))
  )
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
