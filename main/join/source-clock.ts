import { clockOffset } from './clock-offset.ts'
import type { SeenLeg, SeenTwice } from './seen-leg.ts'
import type { Join } from './leg-key.ts'

/** Connections whose legs are read to set one source's clock: more make it no better. */
const MAX_CONNECTIONS = 200

/** Reads a leg back by its id; none where it is gone. */
type LegReader = (id: number) => readonly SeenLeg[]

/**
 * Nanoseconds to add to each source's times to have them on the clock of the `reference` source. A source that shares no connection with it is
 * set by one that does. Sources that share none with any are left out.
 */
export function sourceClocks(
  joins: readonly Join[],
  reference: number | undefined,
  sources: readonly number[],
  read: LegReader,
): ReadonlyMap<number, bigint> {
  const clocks = new Map<number, bigint>()
  if (reference === undefined) return clocks
  clocks.set(reference, 0n)
  for (let grew = true; grew;) {
    grew = false
    for (const source of sources) {
      if (clocks.has(source)) continue
      for (const [set, clock] of clocks) {
        const offset = clockOffset(seenBy(joins, set, source, read))
        if (offset === undefined) continue
        clocks.set(source, clock + offset.offsetNs)
        grew = true
        break
      }
    }
  }
  return clocks
}

/** The first connections that both sources saw. */
function* seenBy(joins: readonly Join[], one: number, other: number, read: LegReader): Generator<SeenTwice> {
  let given = 0
  for (const { legs } of joins) {
    const first = legs.find(({ source }) => source === one)
    const second = legs.find(({ source }) => source === other)
    if (first === undefined || second === undefined) continue
    const [[oneLeg], [otherLeg]] = [read(first.id), read(second.id)]
    if (oneLeg && otherLeg) yield { one: oneLeg, other: otherLeg }
    if (++given === MAX_CONNECTIONS) return
  }
}
