import { describe, expect, it } from 'vitest'
import { clockOffset } from '../../../main/join/clock-offset.ts'
import type { SeenLeg } from '../../../main/join/seen-leg.ts'
import type { ConnectionEvent, Side } from '../../../main/tls/message.ts'
import { madeMessage } from '../../support/made-message.ts'

const at = (type: number, timeNs: bigint | undefined, from: Side = 'client') =>
  madeMessage(type, [type, 7], { timeNs, from })
const event = (kind: ConnectionEvent['kind'], timeNs: bigint, from?: Side, length = 0): ConnectionEvent => ({
  kind,
  timeNs,
  frame: undefined,
  line: undefined,
  from,
  afterMessage: 0,
  length,
  text: undefined,
})
const leg = (
  role: SeenLeg['role'],
  messages: SeenLeg['messages'],
  events: SeenLeg['events'] = [],
  startNs?: bigint,
): SeenLeg => ({
  role,
  messages,
  events,
  startNs,
})
const MS = 1_000_000n

describe('clockOffset', () => {
  it('is the median difference of what two captures saw', () => {
    const one = leg('wire', [at(1, 1000n), at(2, 2000n), at(11, 3000n)])
    const other = leg('wire', [at(1, 400n), at(2, 1390n), at(11, 9n)])
    expect(clockOffset([{ one, other }])?.offsetNs).toBe(610n)
  })

  it('is unknown when nothing was seen twice, or no time is known', () => {
    expect(clockOffset([{ one: leg('wire', [at(1, 1n)]), other: leg('wire', [at(2, 1n)]) }])).toBeUndefined()
    expect(clockOffset([{ one: leg('wire', [at(1, undefined)]), other: leg('server', [at(1, 1n)]) }])).toBeUndefined()
    expect(clockOffset([])).toBeUndefined()
  })

  it('keeps nanoseconds at any distance', () => {
    const day = 86_400_000_000_000n
    const one = leg('wire', [at(1, 20_000n * day + 1n)])
    expect(clockOffset([{ one, other: leg('wire', [at(1, 3n)]) }])?.offsetNs).toBe(20_000n * day - 2n)
  })

  it('lies between what a host received and what it sent, whichever source is named first', () => {
    // the capture is 20 ms away from the host, whose clock is 100 ms ahead
    const wire = leg('wire', [at(1, 0n, 'client'), at(2, 45n * MS, 'server')])
    const host = leg('server', [at(1, 121n * MS, 'client'), at(2, 123n * MS, 'server')])
    expect(clockOffset([{ one: wire, other: host }])).toEqual({ offsetNs: -99_500_000n, spreadNs: 21_500_000n })
    expect(clockOffset([{ one: host, other: wire }])?.offsetNs).toBe(99_500_000n)
  })

  it('is no further from what was received than half the quickest answer', () => {
    // the host sends long after it has traced, but is right beside the capture
    const wire = leg(
      'wire',
      [at(1, 0n, 'client'), at(2, 40n * MS, 'server')],
      [event('syn', -10n, 'client'), event('syn_ack', -6n, 'server')],
    )
    const host = leg('server', [at(1, 100n, 'client'), at(2, 10n * MS, 'server')])
    expect(clockOffset([{ one: wire, other: host }])?.offsetNs).toBe(-98n)
  })

  it('goes by closed sockets, records read and beginnings where there are no messages', () => {
    const wire = leg(
      'wire',
      [at(1, 5n * MS, 'client')],
      [event('syn', 0n, 'client'), event('fin', 9n * MS, 'client')],
      0n,
    )
    const offset = (events: SeenLeg['events']) =>
      clockOffset([{ one: wire, other: leg('server', [], events, 7_000n * MS) }])?.offsetNs
    expect(offset([event('closed', 1_009n * MS, 'client')])).toBe(-1_000n * MS)
    expect(offset([event('record_read', 2_005n * MS, undefined, 6)])).toBe(-2_000n * MS)
    expect(offset([event('record_read', 2_005n * MS, undefined, 99)])).toBe(-7_000n * MS)
    expect(offset([])).toBe(-7_000n * MS)
  })

  it('is not moved by one message that was taken for another', () => {
    const wire = leg('wire', [at(1, 0n), at(2, MS), at(11, 2n * MS), at(14, 90_000n * MS)])
    const host = leg('server', [at(1, 10n * MS), at(2, 11n * MS), at(11, 12n * MS), at(14, 13n * MS)])
    expect(clockOffset([{ one: wire, other: host }])?.offsetNs).toBe(-10n * MS)
  })

  const S = 1_000n * MS
  /** Connections of a capture and of the server's trace, whose clock is `ahead` at a time; ways of 100 to 400 µs. */
  const traced = (count: number, ahead: (at: bigint) => bigint, cutOffNs = 1n): { one: SeenLeg; other: SeenLeg }[] =>
    Array.from({ length: count }, (_, i) => {
      const begin = 1_780_000_000n * S + BigInt(i) * 3_333_333_333n
      const host = (ns: bigint): bigint => ((ns + ahead(ns)) / cutOffNs) * cutOffNs
      const late = 100_000n + BigInt((i * 37) % 30) * 10_000n
      return {
        one: leg('wire', [at(1, begin, 'client'), at(2, begin + 2n * MS, 'server')]),
        other: leg('server', [at(1, host(begin + late), 'client'), at(2, host(begin + 2n * MS - late), 'server')]),
      }
    })
  const far = (offset: { offsetNs: bigint } | undefined, truth: bigint): bigint => {
    const error = (offset?.offsetNs ?? 0n) - truth
    return error < 0n ? -error : error
  }

  it.each([
    ['ahead', 37n * MS],
    ['behind', -37n * MS],
    ['a zone behind', -18_000n * S - 250n * MS],
    ['without a date', -1_779_900_000n * S],
  ])('is right to the tenth of a millisecond, %s', (_name, ahead) => {
    const found = clockOffset(traced(20, () => ahead))
    expect(far(found, -ahead) < MS / 10n).toBe(true)
    expect(found?.spreadNs !== undefined && found.spreadNs < MS).toBe(true)
  })

  it('is not moved by a wrong sighting that lies within a second', () => {
    const right = traced(9, () => 37n * MS)
    const [wrong] = traced(1, () => -400n * MS)
    expect(far(clockOffset([...right, ...(wrong ? [wrong] : [])]), -37n * MS) < MS / 10n).toBe(true)
  })

  it('takes the larger part where a clock was put back, and its spread says so', () => {
    const found = clockOffset([...traced(5, () => 7_200n * S), ...traced(8, () => 3_600n * S)])
    expect(far(found, -3_600n * S) < MS).toBe(true)
    expect(found?.spreadNs).toBeGreaterThan(3_599n * S)
  })

  it('lies in the middle of a clock that drifts, and its spread holds the drift', () => {
    // 20 ms in 100 s
    const found = clockOffset(traced(31, (ns) => (ns - 1_780_000_000n * S) / 5_000n))
    expect(far(found, -10n * MS) < 2n * MS).toBe(true)
    expect(found?.spreadNs).toBeGreaterThan(7n * MS)
    expect(found?.spreadNs).toBeLessThan(13n * MS)
  })

  it('reckons with what a clock cuts off', () => {
    const found = clockOffset(traced(40, () => 37n * MS, S))
    // They lie three to ten seconds apart: no closer than a third of a second between them tells.
    expect(far(found, -37n * MS) < 170n * MS).toBe(true)
  })

  it('does not say how sure it is of a single sighting', () => {
    const one = leg('wire', [at(1, 1_000_123n)])
    expect(clockOffset([{ one, other: leg('wire', [at(1, 7n)]) }])).toEqual({
      offsetNs: 1_000_116n,
      spreadNs: undefined,
    })
  })

  it('lies between the traces of both hosts', () => {
    // 1 ms there and back, the server's clock 5 ms ahead
    const client = leg('client', [at(1, 123n, 'client'), at(2, 4n * MS + 123n, 'server')])
    const server = leg('server', [at(1, 6n * MS + 123n, 'client'), at(2, 8n * MS + 123n, 'server')])
    expect(clockOffset([{ one: client, other: server }])).toEqual({ offsetNs: -5n * MS, spreadNs: MS })
    expect(clockOffset([{ one: server, other: client }])?.offsetNs).toBe(5n * MS)
  })
})
