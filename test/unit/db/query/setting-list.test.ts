import { expect, it } from 'vitest'
import { prepareSettingList } from '../../../../db/query/setting-list.ts'
import { NOTE_KIND, prepareSettingWriter } from '../../../../db/write/setting-rows.ts'
import { prepareSourceWriter } from '../../../../db/write/source-row.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

it('gives settings source by source, in the order of their lines', () => {
  const index = emptyCase()
  const source = prepareSourceWriter(index).insert('/data/policy', 'policy', 9)
  index.db.prepare('UPDATE source SET format = ?').run('attls-policy')
  const writer = prepareSettingWriter(index)
  const row = { name: 'TNRule', line: 3, offset: 20, length: 70, json: '{"LocalPortRange":["2023"]}' }
  writer.write(source, [
    { position: 0, kind: 'TTLSRule', ...row },
    { position: 1, kind: 'TTLSGroupAction', ...row, name: undefined },
  ])
  expect(prepareSettingList(index)(10)).toEqual([
    {
      source,
      format: 'attls-policy',
      kind: 'TTLSRule',
      name: 'TNRule',
      line: 3,
      offset: 20,
      length: 70,
      value: { LocalPortRange: ['2023'] },
    },
    expect.objectContaining({ source, format: 'attls-policy', kind: 'TTLSGroupAction', name: undefined }),
  ])
  expect(prepareSettingList(index)(1)).toHaveLength(1)
})

it('is not crowded out by what people wrote into captures, and stands damage', () => {
  const index = emptyCase()
  const writer = prepareSettingWriter(index)
  const row = { name: 'packet 1', line: 0, offset: 20, length: 70, json: '{"text":"x"}' }
  writer.write(
    1,
    Array.from({ length: 20 }, (_, position) => ({ position, kind: NOTE_KIND, ...row })),
  )
  writer.write(2, [{ position: 0, kind: 'TTLSRule', ...row, json: '{"cut' }])
  expect(prepareSettingList(index)(10)).toMatchObject([{ source: 2, kind: 'TTLSRule', value: undefined }])
  expect(prepareSettingList(index)(10, 2)).toHaveLength(1)
  expect(prepareSettingList(index)(10, 1)).toEqual([])
})

it('is served by the primary keys', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareSettingList(index))
  expect(queryPlan(index, sql, 1, 'note', 0, 9, 1)).toBe(
    'SEARCH setting USING INTEGER PRIMARY KEY (rowid>? AND rowid<?); SEARCH source USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
  )
})
