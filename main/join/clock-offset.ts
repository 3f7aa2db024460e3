import type { TlsMessage } from '../tls/message.ts'
import { isSameMessage } from './same-message.ts'

/** Messages of one connection, as two sources saw it. */
export interface SeenTwice {
  readonly one: readonly TlsMessage[]
  readonly other: readonly TlsMessage[]
}

/** As many differences as a median is better for. */
const MAX_DIFFERENCES = 10_000

/**
 * Nanoseconds to add to the other source's times to have them on the first one's clock: the median over all messages that both
 * saw, since a message passes the wire earlier or later than a host traces it. Undefined: no message was seen twice.
 */
export function clockOffset(connections: Iterable<SeenTwice>): bigint | undefined {
  const differences: bigint[] = []
  for (const { one, other } of connections) {
    for (const [first, second] of pairMessages(one, other)) {
      const oneNs = one[first]?.timeNs
      const otherNs = other[second]?.timeNs
      if (oneNs !== undefined && otherNs !== undefined) differences.push(oneNs - otherNs)
    }
    if (differences.length >= MAX_DIFFERENCES) break
  }
  if (differences.length === 0) return undefined
  differences.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return differences[differences.length >> 1]
}

/** Positions of the messages that are the same in both lists, each at most once, in the order of the second list. */
export function pairMessages(
  one: readonly TlsMessage[],
  other: readonly TlsMessage[],
): readonly (readonly [number, number])[] {
  const taken = new Set<number>()
  const pairs: (readonly [number, number])[] = []
  let expected = 0
  other.forEach((message, second) => {
    // The order is mostly the same in both, so the place behind the pair before is looked at first.
    const first = findFrom(one, message, expected, taken) ?? findFrom(one, message, 0, taken)
    if (first === undefined) return
    taken.add(first)
    pairs.push([first, second])
    expected = first + 1
  })
  return pairs
}

function findFrom(
  list: readonly TlsMessage[],
  wanted: TlsMessage,
  from: number,
  taken: ReadonlySet<number>,
): number | undefined {
  for (let at = from; at < list.length; at++) {
    const message = list[at]
    if (message !== undefined && !taken.has(at) && isSameMessage(message, wanted)) return at
  }
  return undefined
}
