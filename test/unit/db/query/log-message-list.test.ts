import { expect, it } from 'vitest'
import { prepareLogMessagesOfCase, prepareLogMessagesOfLeg } from '../../../../db/query/log-message-list.ts'
import { type LogRow, prepareLogWriter } from '../../../../db/write/log-rows.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

const row = (facts: Partial<LogRow>): LogRow => ({
  position: 0,
  legId: undefined,
  afterMessage: 0,
  timeNs: 5n,
  line: 7,
  offset: 100,
  length: 50,
  id: 'EZD1287I',
  lines: ['EZD1287I TTLS Error RC: 402', 'LOCAL: <b>'],
  ...facts,
})

it('gives the messages of a leg, and those of no leg, in the order of the log', () => {
  const index = emptyCase()
  const writer = prepareLogWriter(index)
  writer.write(3, [row({}), row({ position: 1, legId: 9 }), row({ position: 2, legId: 9, timeNs: undefined, line: 8 })])
  const ofLeg = prepareLogMessagesOfLeg(index)
  expect(ofLeg(9, 10).map(({ source, line, timeNs, lines }) => [source, line, timeNs, lines.length])).toEqual([
    [3, 7, 5n, 2],
    [3, 8, undefined, 2],
  ])
  expect(ofLeg(9, 1)).toHaveLength(1)
  expect(ofLeg(1, 10)).toEqual([])
  expect(prepareLogMessagesOfCase(index)(10)).toEqual([
    {
      source: 3,
      line: 7,
      offset: 100,
      length: 50,
      timeNs: 5n,
      id: 'EZD1287I',
      lines: ['EZD1287I TTLS Error RC: 402', 'LOCAL: <b>'],
      afterMessage: 0,
    },
  ])
})

it('is served by the index', () => {
  const index = emptyCase()
  const [ofLeg = ''] = preparedBy(index, () => prepareLogMessagesOfLeg(index))
  expect(queryPlan(index, ofLeg, 1, 1)).toBe('SEARCH log_message USING INDEX log_message_by_leg (leg_id=?)')
  const [ofCase = ''] = preparedBy(index, () => prepareLogMessagesOfCase(index))
  expect(queryPlan(index, ofCase, 1)).toBe('SEARCH log_message USING INDEX log_message_by_leg (leg_id=?)')
})
