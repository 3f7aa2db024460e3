import { expect, it } from 'vitest'
import { prepareTraceNotesOfLeg } from '../../../../db/query/trace-note-list.ts'
import { BLOCK_RECORDS } from '../../../../db/trace-block.ts'
import { removeSourceContent } from '../../../../db/write/remove-source.ts'
import { prepareTraceWriter } from '../../../../db/write/trace-rows.ts'
import { type IndexedRecord, TraceBlockBuilder } from '../../../../main/ingest/trace-block-builder.ts'
import { aLeg, emptyCase, preparedBy, putLegs, queryPlan } from '../../../support/case-fixture.ts'

function aRecord(facts: Partial<IndexedRecord> = {}): IndexedRecord {
  return {
    line: 1,
    offset: 0,
    length: 90,
    systemName: 'SYS1',
    mnemonic: 'MESSAGE',
    entryId: '00000008',
    timeOfDayNs: 36_000_000_000_001,
    day: 20_000,
    dated: true,
    description: 'SSL_INFO',
    descriptionId: 0,
    functionName: 'edit_ciphers',
    functionId: 0,
    job: 'TCPIP',
    process: '1',
    thread: '2',
    contextId: 0,
    headId: 0,
    ...facts,
  }
}

it("gives a leg's records among all others, texts stored once", () => {
  const index = emptyCase()
  putLegs(index, aLeg(), aLeg())
  const builder = new TraceBlockBuilder(1, 1)
  const total = 2 * BLOCK_RECORDS + 10
  for (let at = 0; at < total; at++)
    builder.put(aRecord({ line: at + 1, offset: 2 ** 33 + at }), at % 1_000 === 0 ? 1 : at % 3 === 0 ? 2 : 0, at % 7)
  builder.put(
    aRecord({
      line: 9_999_999,
      dated: false,
      functionName: undefined,
      functionId: -1,
      description: 'odd',
      descriptionId: -1,
    }),
    1,
    3,
  )
  prepareTraceWriter(index).write(1, builder.take(true))
  const { notes, more } = prepareTraceNotesOfLeg(index)(1, 5)
  expect(notes.map(({ line }) => line)).toStrictEqual([1, 1_001, 2_001, 3_001, 4_001])
  expect(more).toBe(5)
  expect(notes[1]).toStrictEqual({
    source: 1,
    line: 1_001,
    offset: 2 ** 33 + 1_000,
    length: 90,
    timeNs: 20_000n * 86_400_000_000_000n + 36_000_000_000_001n,
    description: 'SSL_INFO',
    functionName: 'edit_ciphers',
    afterMessage: 6,
  })
  expect(prepareTraceNotesOfLeg(index)(1, 99).notes.at(-1)).toMatchObject({
    line: 9_999_999,
    timeNs: undefined,
    functionName: undefined,
    description: 'odd',
  })
  expect(index.db.prepare('SELECT count(*) FROM trace_text').pluck().get()).toBe(3)

  removeSourceContent(index, 1)
  for (const table of ['trace_block', 'leg_trace', 'leg', 'leg_content']) {
    expect(index.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0)
  }
})

it('takes a block of the wrong size for an empty one', () => {
  const index = emptyCase()
  index.db.exec(`INSERT INTO trace_block VALUES (4294967296, 100, x'00'); INSERT INTO leg_trace VALUES (1, 4294967296)`)
  expect(prepareTraceNotesOfLeg(index)(1, 10)).toStrictEqual({ notes: [], more: 0 })
})

it('is served by the primary keys', () => {
  const index = emptyCase()
  const [blocks = '', text = ''] = preparedBy(index, () => prepareTraceNotesOfLeg(index))
  expect(queryPlan(index, blocks, 1, 1)).toBe(
    'SEARCH leg_trace USING PRIMARY KEY (leg_id=?); SEARCH trace_block USING INTEGER PRIMARY KEY (rowid=?)',
  )
  expect(queryPlan(index, text, 1)).toBe('SEARCH trace_text USING INTEGER PRIMARY KEY (rowid=?)')
})
