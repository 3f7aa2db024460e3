import { describe, expect, it } from 'vitest'
import type { Sizes } from '../../../main/join/by-time.ts'
import type { JoinedBy, LegKey } from '../../../main/join/join.ts'
import { joinLegs } from '../../../main/join/join.ts'

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

function joined(
  legs: readonly LegKey[],
  clocks = new Map<number, bigint>(),
  sizes = NO_SIZES,
): [number[], JoinedBy[]][] {
  return joinLegs(legs, () => clocks, sizes).joins.map((join) => [
    join.legs.map(({ id }) => id),
    [...new Set(join.legs.map(({ joinedBy }) => joinedBy))],
  ])
}

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
    expect(
      joined(
        legs,
        new Map([
          [1, 0n],
          [2, 0n],
        ]),
      ),
    ).toEqual([[[2, 3], ['four-tuple']]])
    expect(
      joined(
        [...legs, host(4, 40_000, BEGIN + 20n * SECOND)].sort((a, b) => Number((a.startNs ?? 0n) - (b.startNs ?? 0n))),
      ),
    ).toEqual([
      [[1, 4], ['four-tuple']],
      [[2, 3], ['four-tuple']],
    ])
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
  const SET = new Map([
    [1, 0n],
    [2, 0n],
  ])

  it('joins what begins together', () => {
    const legs = [wire(1, BEGIN), wire(2, BEGIN + 10n * SECOND), host(3, BEGIN + 10n * SECOND + 40_000n)]
    expect(joined(legs, SET)).toEqual([[[2, 3], ['time']]])
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
    expect(joined(legs, SET)).toEqual([])
    // two of the host for one of the wire
    expect(joined([wire(1, BEGIN), host(2, BEGIN), host(3, BEGIN + 5n)], SET)).toEqual([])
  })

  it('lets the sizes of records that the host read decide', () => {
    const legs = [wire(1, BEGIN), wire(2, BEGIN + 50_000n), host(3, BEGIN + 25_000n)]
    const sizes: Sizes = {
      readOf: () => [95],
      sentOf: ({ id }) => ({ client: [211], server: id === 2 ? [95] : [99] }),
    }
    expect(joined(legs, SET, sizes)).toEqual([[[2, 3], ['time']]])
  })

  it('does not join a partner elsewhere, or a host leg that has a random of its own', () => {
    expect(joined([wire(1, BEGIN), host(2, BEGIN, { server: end(443, '192.0.2.51') })], SET)).toEqual([])
    expect(joined([wire(1, BEGIN), host(2, BEGIN, { clientRandom: 'aa' })], SET)).toEqual([])
  })

  it('does not choose within a second when times are whole seconds', () => {
    const legs = [wire(1, BEGIN + 10_000n), wire(2, BEGIN + 900_000_000n), host(3, BEGIN)]
    expect(joined(legs, SET)).toEqual([])
  })
})
