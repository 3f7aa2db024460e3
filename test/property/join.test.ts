/** Joining: the order of sources and of legs decides nothing, a source that shares nothing changes nothing. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LegDetails } from '../../main/join/join.ts'
import { joinLegs } from '../../main/join/join.ts'
import type { LegKey } from '../../main/join/leg-key.ts'
import type { SeenLeg } from '../../main/join/seen-leg.ts'
import { madeMessage } from '../support/made-message.ts'

const SECOND = 1_000_000_000n
const BEGIN = 1_780_000_000n * SECOND

/** A connection, and which of four sources show it how. */
interface Truth {
  readonly at: number
  readonly port: number
  readonly random: number
  readonly handle: number
  readonly seen: readonly boolean[]
  readonly withRandom: readonly boolean[]
}

const SOURCES = [
  { role: 'wire', offsetNs: 0n },
  { role: 'server', offsetNs: 3_600n * SECOND + 12_345_000n },
  { role: 'server', offsetNs: -7_777_000n },
  { role: 'wire', offsetNs: 400_000n },
] as const

const truth: fc.Arbitrary<Truth> = fc.record({
  at: fc.integer({ min: 0, max: 5_000 }),
  // Few of each, so that many are alike.
  port: fc.integer({ min: 1, max: 12 }),
  random: fc.integer({ min: 1, max: 25 }),
  handle: fc.integer({ min: 1, max: 8 }),
  seen: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  withRandom: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
})

interface Made {
  readonly name: string
  readonly source: number
  readonly key: Omit<LegKey, 'id' | 'source'>
  readonly leg: SeenLeg
}

function make(truths: readonly Truth[]): Made[] {
  return truths.flatMap(({ at, port, random, handle, seen, withRandom }, number) =>
    SOURCES.flatMap(({ role, offsetNs }, source) => {
      if (seen[source] !== true) return []
      const startNs = BEGIN + BigInt(at) * 100_000_000n + offsetNs
      const messages =
        withRandom[source] === true ? [madeMessage(1, [random], { timeNs: startNs + 1_000n, from: 'client' })] : []
      const key = {
        role,
        clientRandom: withRandom[source] === true ? `${random}` : undefined,
        client: { address: '10.1.0.2', port },
        server: role === 'wire' ? { address: '10.1.1.2', port: 2023 } : undefined,
        handle: role === 'wire' ? undefined : `H${handle}`,
        startNs,
        messageCount: messages.length,
      }
      return [{ name: `${number}/${source}`, source, key, leg: { role, startNs, messages, events: [] } }]
    }),
  )
}

/** What is joined and left apart, by the names of legs; sources are opened in `order`. */
function outcome(made: readonly Made[], order: readonly number[]): unknown {
  const opened = [...made].sort((one, other) => order.indexOf(one.source) - order.indexOf(other.source))
  const idOf = (source: number): number => order.indexOf(source) + 1
  const legs = opened.map(({ source, key }, at) => ({ ...key, id: at + 1, source: idOf(source) }))
  const details: LegDetails = {
    sizes: { readOf: () => [], sentOf: () => ({ client: [], server: [] }) },
    read: (id) => opened.slice(id - 1, id).map(({ leg }) => leg),
  }
  const sources = order.map((source) => ({ id: idOf(source), utc: source === 0 }))
  const found = joinLegs(legs, sources, details)
  const name = (id: number): string => opened[id - 1]?.name ?? ''
  const sourceOf = (id: number): number => order[id - 1] ?? -1
  return {
    joins: found.joins
      .map((join) => join.legs.map(({ id, joinedBy }) => `${name(id)} ${joinedBy}`).sort())
      .sort((one, other) => (one.join() < other.join() ? -1 : 1)),
    apart: found.apart
      .map(({ leg, source, reason, candidates }) =>
        [name(leg), sourceOf(source), reason, ...candidates.map(name).sort()].join(' '),
      )
      .sort(),
    clocks: [...found.clocks]
      .map(([source, { offsetNs, spreadNs, reference }]) => [sourceOf(source), offsetNs, spreadNs, sourceOf(reference)])
      .sort((one, other) => Number(one[0]) - Number(other[0])),
  }
}

describe('joining', () => {
  it('does not depend on the order in which sources were opened', () => {
    fc.assert(
      fc.property(
        fc.array(truth, { minLength: 1, maxLength: 12 }),
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        (truths, order) => {
          const made = make(truths)
          expect(outcome(made, order)).toEqual(outcome(made, [0, 1, 2, 3]))
        },
      ),
    )
  })

  it('is not changed by a source that shares nothing', () => {
    fc.assert(
      fc.property(
        fc.array(truth, { minLength: 1, maxLength: 12 }),
        fc.array(truth, { minLength: 1, maxLength: 6 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
        (truths, others, order) => {
          const made = make(truths)
          const stranger = make(others)
            .filter(({ source }) => source === 0)
            .map((one, at) => ({
              ...one,
              name: `x${at}`,
              source: 4,
              key: {
                ...one.key,
                clientRandom: `x${at}`,
                client: { address: '192.0.2.1', port: at + 1 },
                server: { address: '192.0.2.2', port: 443 },
              },
            }))
          const without = order.filter((source) => source !== 4)
          expect(outcome([...made, ...stranger], order)).toEqual(outcome(made, without))
        },
      ),
    )
  })

  it('puts no two randoms, and no leg twice, into one connection', () => {
    fc.assert(
      fc.property(fc.array(truth, { minLength: 1, maxLength: 15 }), (truths) => {
        const made = make(truths)
        const { joins } = outcome(made, [0, 1, 2, 3]) as { joins: string[][] }
        const names = joins.flat().map((text) => text.split(' ')[0])
        expect(new Set(names).size).toBe(names.length)
        for (const join of joins) {
          const legs = join.map((text) => made.find(({ name }) => name === text.split(' ')[0]))
          const randoms = new Set(legs.flatMap((one) => one?.key.clientRandom ?? []))
          expect(randoms.size).toBeLessThan(2)
        }
      }),
    )
  })
})
