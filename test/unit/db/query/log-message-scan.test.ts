import { expect, it } from 'vitest'
import { prepareLogMessageScan } from '../../../../db/query/log-message-scan.ts'
import { type LogRow, prepareLogWriter } from '../../../../db/write/log-rows.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

const row = (position: number, facts: Partial<LogRow>): LogRow => ({
  position,
  legId: undefined,
  afterMessage: 0,
  timeNs: 5n,
  line: 7,
  offset: 100,
  length: 50,
  id: 'EZD1287I',
  lines: ['EZD1287I TTLS Error RC: 402'],
  ...facts,
})

it('gives messages with and without a leg, source by source, and goes on behind the last', () => {
  const index = emptyCase()
  const scan = prepareLogMessageScan(index)
  expect(scan(0n, 10)).toEqual([])
  const writer = prepareLogWriter(index)
  writer.write(3, [row(0, {}), row(1, { legId: 9, line: 8 })])
  writer.write(4, [row(0, { line: 9 })])
  const first = scan(0n, 2)
  expect(first.map(({ source, line, leg }) => [source, line, leg])).toEqual([
    [3, 7, undefined],
    [3, 8, 9],
  ])
  expect(scan(first.at(-1)?.key ?? 0n, 2).map(({ source, line }) => [source, line])).toEqual([[4, 9]])
  const [sql = ''] = preparedBy(index, () => prepareLogMessageScan(index))
  expect(queryPlan(index, sql, 1n, 1)).toContain('USING INTEGER PRIMARY KEY')
})
