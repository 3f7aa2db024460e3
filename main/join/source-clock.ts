import { clockOffset } from './clock-offset.ts'
import type { Clock } from './clocks.ts'
import type { SeenLeg, SeenTwice } from './seen-leg.ts'
import type { Join } from './leg-key.ts'

/** Connections whose legs are read to set one source's clock: more make it no better. They lie evenly over all, as clocks drift. */
const MAX_CONNECTIONS = 200

/** Reads a leg back by its id; none where it is gone. */
type LegReader = (id: number) => readonly SeenLeg[]

/**
 * The clocks of sources that share connections, measured by the first one (in the order given) of those that do, from source to source over
 * those that share most. Sources that share none with any are left out.
 */
export function sourceClocks(
  joins: readonly Join[],
  sources: readonly number[],
  read: LegReader,
): ReadonlyMap<number, Clock> {
  const clocks = new Map<number, Clock>()
  const shared = sharedConnections(joins)
  for (const reference of sources) {
    if (clocks.has(reference) || !shared.has(reference)) continue
    clocks.set(reference, { offsetNs: 0n, spreadNs: 0n, reference, connections: 0 })
    const reached = [reference]
    const tried = new Set<string>()
    for (;;) {
      const step = widestStep(reached, clocks, sources, shared, tried)
      if (step === undefined) break
      const { from, to, pairs } = step
      tried.add(`${from} ${to}`)
      const offset = clockOffset(seenBy(pairs, from < to, read))
      const before = clocks.get(from)
      if (offset === undefined || before === undefined) continue
      const spreadNs =
        offset.spreadNs === undefined || before.spreadNs === undefined ? undefined : before.spreadNs + offset.spreadNs
      clocks.set(to, { offsetNs: before.offsetNs + offset.offsetNs, spreadNs, reference, connections: pairs.length })
      reached.push(to)
    }
  }
  return clocks
}

/** Ids of the two legs, the one of the source with the lower number first. */
type LegPair = readonly [number, number]
/** By both of two sources' numbers: the connections that both saw. */
type Shared = ReadonlyMap<number, ReadonlyMap<number, readonly LegPair[]>>

function sharedConnections(joins: readonly Join[]): Shared {
  const shared = new Map<number, Map<number, LegPair[]>>()
  const of = (source: number): Map<number, LegPair[]> => {
    const known = shared.get(source) ?? new Map<number, LegPair[]>()
    shared.set(source, known)
    return known
  }
  for (const { legs } of joins) {
    const firsts = legs.filter(({ source }, at) => legs[at - 1]?.source !== source)
    firsts.forEach((one, at) => {
      for (const other of firsts.slice(at + 1)) {
        const pairs = of(one.source).get(other.source) ?? []
        if (pairs.length === 0) {
          of(one.source).set(other.source, pairs)
          of(other.source).set(one.source, pairs)
        }
        pairs.push([one.id, other.id])
      }
    })
  }
  return shared
}

interface Step {
  readonly from: number
  readonly to: number
  readonly pairs: readonly LegPair[]
}

/** From a source whose clock is known to one whose clock is not: the two that share most; of as many, those that come first. */
function widestStep(
  reached: readonly number[],
  clocks: ReadonlyMap<number, Clock>,
  sources: readonly number[],
  shared: Shared,
  tried: ReadonlySet<string>,
): Step | undefined {
  let best: Step | undefined
  for (const from of reached) {
    const others = shared.get(from)
    if (others === undefined) continue
    for (const to of sources) {
      const pairs = others.get(to)
      if (pairs === undefined || clocks.has(to) || tried.has(`${from} ${to}`)) continue
      if (best === undefined || pairs.length > best.pairs.length) best = { from, to, pairs }
    }
  }
  return best
}

/** `inOrder`: the first leg of each pair is the one whose clock is known. */
function* seenBy(pairs: readonly LegPair[], inOrder: boolean, read: LegReader): Generator<SeenTwice> {
  const count = Math.min(pairs.length, MAX_CONNECTIONS)
  for (let at = 0; at < count; at++) {
    const pair = pairs[Math.floor((at * pairs.length) / count)]
    if (pair === undefined) return
    const [first, second] = inOrder ? pair : [pair[1], pair[0]]
    const [[one], [other]] = [read(first), read(second)]
    if (one && other) yield { one, other }
  }
}
