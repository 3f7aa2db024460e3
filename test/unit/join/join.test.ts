import { describe, expect, it } from 'vitest'
import { ApartList } from '../../../main/join/apart.ts'
import { joinByEndpoints } from '../../../main/join/by-endpoints.ts'
import { joinByTime, type Sizes } from '../../../main/join/by-time.ts'
import type { Clocks } from '../../../main/join/clocks.ts'
import { Groups } from '../../../main/join/groups.ts'
import { joinLegs } from '../../../main/join/join.ts'
import type { Join, JoinedBy, LegKey } from '../../../main/join/leg-key.ts'
import { setClocks } from '../../support/set-clocks.ts'

const SECOND = 1_000_000_000n
const HOUR = 3_600n * SECOND
const DAY = 24n * HOUR
/** Some day of 2026. */
const BEGIN = 20_600n * DAY

const leg = (id: number, source: number, about: Partial<LegKey> = {}): LegKey => ({
  id,
  source,
  role: source === 1 ? 'wire' : 'server',
  clientRandom: undefined,
  client: undefined,
  server: undefined,
  startNs: undefined,
  messageCount: 1,
  ...about,
})
const random = (id: number, source: number, clientRandom: string | undefined, messageCount = 1): LegKey =>
  leg(id, source, { clientRandom, messageCount })
const end = (port: number, address = '10.1.0.2') => ({ address, port })

const NO_SIZES: Sizes = { readOf: () => [], sentOf: () => ({ client: [], server: [] }) }
/** Both sources' clocks are the same. */
const SET = setClocks(
  new Map([
    [1, 0n],
    [2, 0n],
  ]),
)

type Shown = [number[], JoinedBy[]][]
const show = (joins: readonly Join[]): Shown =>
  joins.map((join) => [join.legs.map(({ id }) => id), [...new Set(join.legs.map(({ joinedBy }) => joinedBy))]])

/** By all that the keys alone tell. */
function joined(legs: readonly LegKey[]): Shown {
  const sources = [...new Set(legs.map(({ source }) => source))].map((id) => ({ id, utc: id === 1 }))
  return show(joinLegs(legs, sources, { sizes: NO_SIZES, read: () => [] }).joins)
}

/** By one step, with clocks that are set, and why legs stay apart. */
function joinedBy(step: (groups: Groups, apart: ApartList) => void): {
  readonly joins: Shown
  readonly apart: readonly (readonly [number, string, readonly number[]])[]
} {
  const groups = new Groups()
  const apart = new ApartList()
  step(groups, apart)
  return {
    joins: show(groups.joins()),
    apart: apart
      .list((id, source) => groups.isJoinedTo(id, source))
      .apart.map((one) => [one.leg, one.reason, one.candidates]),
  }
}
const byEnds = (legs: readonly LegKey[], clocks: Clocks = SET) =>
  joinedBy((groups, apart) => joinByEndpoints(legs, groups, clocks, apart))
const byTime = (legs: readonly LegKey[], sizes = NO_SIZES) =>
  joinedBy((groups, apart) => joinByTime(legs, groups, SET, sizes, apart))

describe('by the random of the client', () => {
  it('joins legs of different sources', () => {
    const legs = [random(1, 1, 'aa'), random(2, 1, 'bb'), random(3, 2, 'bb'), random(4, 3, 'bb'), random(5, 2, 'cc')]
    expect(joined(legs)).toEqual([[[2, 3, 4], ['client-random']]])
  })

  it('never joins two legs of one source, and takes the fuller of two', () => {
    expect(joined([random(1, 1, 'aa'), random(2, 1, 'aa')])).toEqual([])
    expect(joined([random(1, 1, 'aa', 2), random(2, 1, 'aa', 9), random(3, 2, 'aa')])).toEqual([
      [[2, 3], ['client-random']],
    ])
    // Which of them it is, nothing tells.
    expect(joined([random(1, 1, 'aa'), random(2, 1, 'aa'), random(3, 2, 'aa')])).toEqual([])
    expect(
      joined([1, 2].flatMap((source) => [random(source, source, 'aa', 2), random(source + 2, source, 'aa', 9)])),
    ).toEqual([])
  })

  it('leaves legs without a random alone', () => {
    expect(joined([random(1, 1, undefined), random(2, 2, undefined), random(3, 1, ''), random(4, 2, '')])).toEqual([])
  })
})

describe('by the ends', () => {
  const wire = (id: number, port: number, startNs: bigint): LegKey =>
    leg(id, 1, { client: end(port), server: end(443, '10.1.1.2'), startNs })
  const host = (id: number, port: number, startNs: bigint, about: Partial<LegKey> = {}): LegKey =>
    leg(id, 2, { client: end(port), startNs, ...about })

  it('joins what has the same client, and the same server where both show it', () => {
    expect(joined([wire(1, 40_000, BEGIN), wire(2, 40_001, BEGIN), host(3, 40_001, BEGIN)])).toEqual([
      [[2, 3], ['four-tuple']],
    ])
    const elsewhere = host(3, 40_000, BEGIN + 5n * HOUR, { server: end(992, '10.1.1.2') })
    expect(joined([wire(1, 40_000, BEGIN), elsewhere])).toEqual([])
  })

  it('joins across zones and to a listing without a date, but not across days', () => {
    expect(joined([wire(1, 40_000, BEGIN), host(2, 40_000, BEGIN - 5n * HOUR)])).toHaveLength(1)
    expect(joined([wire(1, 40_000, BEGIN), host(2, 40_000, 3n * HOUR)])).toHaveLength(1)
    expect(joined([wire(1, 40_000, BEGIN), host(2, 40_000, BEGIN + 3n * DAY)])).toEqual([])
  })

  it('tells a port that comes again by time', () => {
    const legs = [wire(1, 40_000, BEGIN), wire(2, 40_000, BEGIN + 60n * SECOND), host(3, 40_000, BEGIN + 80n * SECOND)]
    expect(joined(legs)).toEqual([])
    expect(byEnds(legs)).toEqual({ joins: [[[2, 3], ['four-tuple']]], apart: [] })
    expect(
      joined(
        [...legs, host(4, 40_000, BEGIN + 20n * SECOND)].sort((a, b) => Number((a.startNs ?? 0n) - (b.startNs ?? 0n))),
      ),
    ).toEqual([
      [[1, 4], ['four-tuple']],
      [[2, 3], ['four-tuple']],
    ])
  })

  it('leaves apart what fits several, in both directions, and says so', () => {
    const two = [wire(1, 40_000, BEGIN), wire(2, 40_000, BEGIN + SECOND), host(3, 40_000, BEGIN)]
    const apart = [
      [1, 'four-tuple', [3]],
      [2, 'four-tuple', [3]],
      [3, 'four-tuple', [1, 2]],
    ]
    for (const legs of [two, two.toReversed()]) {
      const found = byEnds(legs)
      expect(found.joins).toEqual([])
      expect(found.apart.map(([id, reason, ids]) => [id, reason, [...ids].sort()]).sort()).toEqual(apart)
    }
  })

  it('knows a clock that was put back for winter time', () => {
    const legs = [wire(1, 40_000, BEGIN), wire(2, 40_001, BEGIN + HOUR)]
    const traced = [host(3, 40_000, BEGIN), host(4, 40_001, BEGIN + 1_000n)]
    expect(byEnds([...legs, ...traced]).joins.map(([ids]) => ids)).toEqual([
      [1, 3],
      [2, 4],
    ])
  })

  // Each with each would take many minutes.
  it('stays quick with one port for a hundred thousand connections', () => {
    const legs = Array.from({ length: 100_000 }, (_, i) =>
      (i % 2 === 0 ? wire : host)(i, 40_000, BEGIN + BigInt(i) * 1_000n),
    )
    const began = performance.now()
    expect(byEnds(legs).joins).toEqual([])
    expect(performance.now() - began).toBeLessThan(30_000)
  })

  it('never joins legs whose randoms differ', () => {
    expect(
      joined([
        { ...wire(1, 40_000, BEGIN), clientRandom: 'aa' },
        { ...host(2, 40_000, BEGIN), clientRandom: 'bb' },
      ]),
    ).toEqual([])
  })
})

describe('by time', () => {
  const wire = (id: number, startNs: bigint): LegKey =>
    leg(id, 1, { client: end(40_000 + id), server: end(8443, '192.0.2.50'), startNs })
  /** A client's trace names the server only. */
  const host = (id: number, startNs: bigint, about: Partial<LegKey> = {}): LegKey =>
    leg(id, 2, { role: 'client', server: end(8443, '192.0.2.50'), startNs, ...about })

  it('joins what begins together', () => {
    const legs = [wire(1, BEGIN), wire(2, BEGIN + 10n * SECOND), host(3, BEGIN + 10n * SECOND + 40_000n)]
    expect(byTime(legs)).toEqual({ joins: [[[2, 3], ['time']]], apart: [] })
  })

  it('finds the zone of a clock that nothing else sets', () => {
    const legs = [0n, 7n, 20n].flatMap((seconds, at) => [
      wire(at + 1, BEGIN + seconds * SECOND),
      host(at + 4, BEGIN + seconds * SECOND + 2n * HOUR + 8_000_000n),
    ])
    expect(joined(legs).map(([ids]) => ids)).toEqual([
      [1, 4],
      [2, 5],
      [3, 6],
    ])
    expect(joined([wire(1, BEGIN), host(2, BEGIN + 100n * SECOND)])).toEqual([])
  })

  it('leaves apart what several fit as well', () => {
    const legs = [wire(1, BEGIN), wire(2, BEGIN + 50_000n), host(3, BEGIN + 25_000n)]
    expect(byTime(legs)).toEqual({ joins: [], apart: [[3, 'time', [1, 2]]] })
    // two of the host for one of the wire
    expect(byTime([wire(1, BEGIN), host(2, BEGIN), host(3, BEGIN + 5n)])).toEqual({
      joins: [],
      apart: [
        [2, 'time', [1]],
        [3, 'time', [1]],
        [1, 'time', [2, 3]],
      ],
    })
  })

  it('lets the sizes of records that the host read decide', () => {
    const legs = [wire(1, BEGIN), wire(2, BEGIN + 50_000n), host(3, BEGIN + 25_000n)]
    const sizes: Sizes = {
      readOf: () => [95],
      sentOf: ({ id }) => ({ client: [211], server: id === 2 ? [95] : [99] }),
    }
    expect(byTime(legs, sizes).joins).toEqual([[[2, 3], ['time']]])
  })

  it('does not join a partner elsewhere, or a host leg that has a random of its own', () => {
    expect(byTime([wire(1, BEGIN), host(2, BEGIN, { server: end(443, '192.0.2.51') })]).joins).toEqual([])
    expect(byTime([wire(1, BEGIN), host(2, BEGIN, { clientRandom: 'aa' })]).joins).toEqual([])
  })

  it('does not choose within a second when times are whole seconds', () => {
    const legs = [wire(1, BEGIN + 10_000n), wire(2, BEGIN + 900_000_000n), host(3, BEGIN)]
    expect(byTime(legs).joins).toEqual([])
  })
})
