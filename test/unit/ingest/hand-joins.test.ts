import { describe, expect, it } from 'vitest'
import type { HandDecision } from '../../../db/query/hand-decision-list.ts'
import type { StoredLeg } from '../../../db/query/leg-list.ts'
import { handJoins, MarkedLegs } from '../../../main/ingest/hand-joins.ts'
import { legMark } from '../../../main/ingest/leg-mark.ts'

const leg = (id: number, port: number): StoredLeg => ({
  id,
  source: 1,
  connection: id,
  joinedBy: undefined,
  clientRandom: undefined,
  messageCount: 0,
  eventCount: 0,
  stream: id,
  role: 'wire',
  transport: 'tcp',
  client: { address: '10.1.0.2', port },
  server: undefined,
  startNs: BigInt(port),
  endNs: undefined,
  job: undefined,
  process: undefined,
  thread: undefined,
  connectionId: undefined,
  beginningSeen: true,
  endSeen: true,
})
const PATH = '/data/a.pcap'
const mark = (port: number): string => legMark(leg(0, port), PATH)
const decided = (...decisions: readonly (readonly ['join' | 'split', number[][]])[]): HandDecision[] =>
  decisions.map(([kind, groups], at) => ({ id: at + 1, kind, groups: groups.map((group) => group.map(mark)) }))

/** Legs with their port as id, found again after reading: ids are 100 higher. */
function outcome(decisions: readonly HandDecision[], path = PATH) {
  const marked = new MarkedLegs(decisions)
  for (const port of [1, 2, 3, 4]) marked.see(leg(100 + port, port), path)
  const { joins, splits } = handJoins(decisions, marked)
  return { joins, splits: [...splits].map(([id, others]) => [id, [...others].sort()]) }
}

describe('what a person decided', () => {
  it('joins groups at one leg each, found by what they show', () => {
    expect(outcome(decided(['join', [[1, 2], [3]]]))).toEqual({ joins: [[101, 103]], splits: [] })
    expect(outcome(decided(['join', [[1], [2], [9]]]))).toEqual({ joins: [[101, 102]], splits: [] })
  })

  it('splits each with each of other groups', () => {
    expect(outcome(decided(['split', [[1], [2, 3]]])).splits).toEqual([
      [101, [102, 103]],
      [102, [101]],
      [103, [101]],
    ])
  })

  it('is what was said last: a split takes back a join, and a join a split', () => {
    expect(outcome(decided(['join', [[1], [2]]], ['split', [[1], [2]]])).joins).toEqual([])
    expect(outcome(decided(['split', [[1], [2]]], ['join', [[1], [2]]]))).toEqual({ joins: [[101, 102]], splits: [] })
    // what was joined inside a group stays
    expect(outcome(decided(['join', [[1], [2]]], ['split', [[1, 2], [3]]])).joins).toEqual([[101, 102]])
  })

  it('takes no leg apart from itself, or together with itself, where two files show the same', () => {
    const elsewhere = (port: number): string => legMark(leg(0, port), '/data/b.pcap')
    for (const kind of ['join', 'split'] as const)
      expect(outcome([{ id: 1, kind, groups: [[mark(1)], [elsewhere(1)]] }])).toEqual({ joins: [], splits: [] })
  })

  it('is known again when the file was moved, and left out when its legs are gone', () => {
    expect(outcome(decided(['join', [[1], [2]]]), '/elsewhere/a.pcap').joins).toEqual([[101, 102]])
    expect(outcome(decided(['join', [[1], [7]]])).joins).toEqual([])
    expect(handJoins([{ id: 1, kind: 'join', groups: [['no mark'], ['{}']] }], new MarkedLegs([])).joins).toEqual([])
  })
})
