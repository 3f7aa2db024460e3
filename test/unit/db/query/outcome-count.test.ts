import { expect, it } from 'vitest'
import { prepareOutcomeCounts } from '../../../../db/query/outcome-count.ts'
import { prepareConnectionWriter } from '../../../../db/write/connection-row.ts'
import { aConnection, emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

it('follows connections that are written, change their outcome, and are removed', () => {
  const index = emptyCase()
  const counts = prepareOutcomeCounts(index)
  const writer = prepareConnectionWriter(index)
  expect(counts()).toStrictEqual({ established: 0, incomplete: 0, failed: 0 })
  writer.put(aConnection({ id: 1, outcome: 'incomplete' }))
  writer.put(aConnection({ id: 2, outcome: 'failed' }))
  writer.write()
  expect(counts()).toStrictEqual({ established: 0, incomplete: 1, failed: 1 })
  writer.put(aConnection({ id: 1, outcome: 'established' }), true)
  writer.put(aConnection({ id: 1, outcome: 'established' }), true)
  writer.write()
  expect(counts()).toStrictEqual({ established: 1, incomplete: 0, failed: 1 })
  writer.remove(2)
  writer.remove(2)
  expect(counts()).toStrictEqual({ established: 1, incomplete: 0, failed: 0 })
})

it('reads its three rows by the primary key', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareOutcomeCounts(index))
  expect(queryPlan(index, sql)).toBe('SCAN outcome_count')
})
