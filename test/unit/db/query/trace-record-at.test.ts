import { expect, it } from 'vitest'
import { prepareTraceRecordAt } from '../../../../db/query/trace-record-at.ts'
import { BLOCK_RECORDS } from '../../../../db/trace-block.ts'
import { prepareTraceWriter } from '../../../../db/write/trace-rows.ts'
import type { WritableCase } from '../../../../db/open.ts'
import { type IndexedRecord, TraceBlockBuilder } from '../../../../main/ingest/trace-block-builder.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

const SOURCE = 2
const TOTAL = 3 * BLOCK_RECORDS + 10
const DAY_NS = 86_400_000_000_000n
/** Records of ten lines, one a second. */
const firstLineOf = (record: number): number => 5 + record * 10

const aRecord = (at: number, more: Partial<IndexedRecord> = {}): IndexedRecord => ({
  line: firstLineOf(at),
  offset: at * 500,
  length: 480,
  systemName: 'SYS1',
  mnemonic: 'MESSAGE',
  entryId: '00000008',
  timeOfDayNs: at * 1_000_000_000,
  day: 20_000,
  dated: true,
  description: 'SSL_INFO',
  descriptionId: 0,
  functionName: undefined,
  functionId: -1,
  job: 'TCPIP',
  process: '1',
  thread: '2',
  contextId: 0,
  headId: 0,
  ...more,
})

function aCase(total: number, more: Partial<IndexedRecord> = {}): WritableCase {
  const index = emptyCase()
  for (const source of [1, SOURCE, 3]) {
    const builder = new TraceBlockBuilder(source * 100_000, source * 100_000)
    const records = source === SOURCE ? total : 50
    for (let at = 0; at < records; at++) builder.put(aRecord(at, more), source === SOURCE && at % 2 ? 7 : 0, at)
    prepareTraceWriter(index).write(source, builder.take(true))
  }
  return index
}

it('is found by each of its lines and by its time, over several blocks', () => {
  const { byLine, lineAtTime } = prepareTraceRecordAt(aCase(TOTAL))
  for (const record of [0, 1, 49, BLOCK_RECORDS - 1, BLOCK_RECORDS, 2 * BLOCK_RECORDS + 77, TOTAL - 1])
    for (const inside of [0, 4, 9])
      expect(byLine(SOURCE, TOTAL, firstLineOf(record) + inside)).toEqual({
        line: firstLineOf(record),
        nextLine: record === TOTAL - 1 ? undefined : firstLineOf(record + 1),
        leg: record % 2 ? 7 : undefined,
        afterMessage: record,
      })
  expect(byLine(SOURCE, TOTAL, 4)).toBeUndefined()
  expect(byLine(SOURCE, TOTAL, 10_000_000)?.line).toBe(firstLineOf(TOTAL - 1))
  expect(byLine(9, TOTAL, 100)).toBeUndefined()

  for (const [timeNs, record] of [
    [0n, 0],
    [20_000n * DAY_NS, 0],
    [20_000n * DAY_NS + 1n, 1],
    [20_000n * DAY_NS + 5_000n * 1_000_000_000n, 5_000],
    [30_000n * DAY_NS, TOTAL - 1],
  ] as const)
    expect(lineAtTime(SOURCE, TOTAL, timeNs)).toBe(firstLineOf(record))
  expect(lineAtTime(9, 10, 5n)).toBeUndefined()
})

it('without a date comes before any time: the last one is as far as one gets', () => {
  const { lineAtTime } = prepareTraceRecordAt(aCase(20, { dated: false }))
  expect(lineAtTime(SOURCE, 20, 20_000n * DAY_NS)).toBe(firstLineOf(19))
})

it('is read by the primary key', () => {
  const index = aCase(1)
  for (const sql of preparedBy(index, () => prepareTraceRecordAt(index)))
    expect(queryPlan(index, sql, 1, 2)).toContain('SEARCH trace_block USING INTEGER PRIMARY KEY')
})
