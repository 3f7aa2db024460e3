import { expect, it } from 'vitest'
import { prepareLogMessageAt } from '../../../../db/query/log-message-at.ts'
import { type LogRow, prepareLogWriter } from '../../../../db/write/log-rows.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

const row = (position: number, line: number, facts: Partial<LogRow> = {}): LogRow => ({
  position,
  legId: undefined,
  afterMessage: position,
  timeNs: BigInt(line) * 10n,
  line,
  offset: 100,
  length: 50,
  id: 'EZD1287I',
  lines: ['EZD1287I TTLS Error RC: 402'],
  ...facts,
})

it('finds a message by a line of it and by time, in its source only', () => {
  const index = emptyCase()
  const writer = prepareLogWriter(index)
  writer.write(3, [row(0, 10), row(1, 20, { legId: 9 }), row(2, 40, { timeNs: undefined })])
  writer.write(4, [row(0, 12)])
  const { byLine, lineAtTime } = prepareLogMessageAt(index)
  expect(byLine(3, 9)).toBeUndefined()
  expect(byLine(3, 10)).toEqual({ line: 10, nextLine: 20, leg: undefined, afterMessage: 0 })
  expect(byLine(3, 39)).toEqual({ line: 20, nextLine: 40, leg: 9, afterMessage: 1 })
  expect(byLine(3, 999)).toEqual({ line: 40, nextLine: undefined, leg: undefined, afterMessage: 2 })
  expect(lineAtTime(3, 0n)).toBe(10)
  expect(lineAtTime(3, 101n)).toBe(20)
  expect(lineAtTime(3, 201n)).toBeUndefined()
  expect(byLine(5, 10)).toBeUndefined()
})

it('finds it by halving, where numbers are missing and times are out of order too', () => {
  const index = emptyCase()
  const rows = Array.from({ length: 3_000 }, (_, at) =>
    row(at * 3 + 5, at * 2 + 1, { timeNs: at % 7 === 3 ? undefined : BigInt(at) }),
  )
  prepareLogWriter(index).write(3, rows)
  const { byLine, lineAtTime } = prepareLogMessageAt(index)
  for (let at = 0; at < 2_990; at++) {
    expect(byLine(3, at * 2 + 2)?.line).toBe(at * 2 + 1)
    expect(lineAtTime(3, BigInt(at))).toBe((at % 7 === 3 ? at + 1 : at) * 2 + 1)
  }
})

it('reads by the primary key', () => {
  const index = emptyCase()
  for (const sql of preparedBy(index, () => prepareLogMessageAt(index)))
    expect(queryPlan(index, sql, ...new Array<number>(Math.min(3, sql.split('?').length - 1)).fill(1))).toContain(
      'SEARCH log_message USING INTEGER PRIMARY KEY',
    )
})
