import type { TlsMessage } from '../tls/message.ts'
import { isSameMessage } from './same-message.ts'

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
