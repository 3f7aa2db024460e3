import { expect, it } from 'vitest'
import { prepareCauseCounts } from '../../../../db/query/cause-count.ts'
import { aConnection, emptyCase, preparedBy, putConnections, queryPlan } from '../../../support/case-fixture.ts'

it('counts root causes by how sure they are, the most frequent first', () => {
  const index = emptyCase()
  const counts = prepareCauseCounts(index)
  expect(counts()).toEqual([])
  const failed = (id: number, cause: string, confidence: 'certain' | 'possible') =>
    aConnection({ id, outcome: 'failed', cause: { id: cause, confidence } })
  putConnections(
    index,
    aConnection({ id: 1 }),
    failed(2, 'unknown-ca', 'certain'),
    failed(3, 'no-common-cipher', 'possible'),
    failed(4, 'no-common-cipher', 'possible'),
    failed(5, 'no-common-cipher', 'certain'),
  )
  expect(counts()).toEqual([
    { cause: 'no-common-cipher', confidence: 'possible', count: 2 },
    { cause: 'no-common-cipher', confidence: 'certain', count: 1 },
    { cause: 'unknown-ca', confidence: 'certain', count: 1 },
  ])
})

it('reads the index of causes alone', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareCauseCounts(index))
  expect(queryPlan(index, sql)).toContain('SEARCH connection USING COVERING INDEX connection_by_cause')
})
