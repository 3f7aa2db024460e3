import { expect, it } from 'vitest'
import { prepareConnectionMatch, prepareHighestConnection } from '../../../../db/query/connection-match.ts'
import { aConnection, emptyCase, preparedBy, putConnections, queryPlan } from '../../../support/case-fixture.ts'

it('looks at a range of ids, the end left out, and all terms must hold', () => {
  const index = emptyCase()
  putConnections(index, ...[1, 2, 3, 4].map((id) => aConnection({ id, outcome: id === 2 ? 'established' : 'failed' })))
  const match = prepareConnectionMatch(index, [
    { kind: 'outcome', outcome: 'failed', negated: false },
    { kind: 'port', port: 2023, negated: false },
  ])
  expect(match(1, 4)).toStrictEqual([1, 3])
  expect(match(4, 9)).toStrictEqual([4])
  expect(prepareHighestConnection(index)()).toBe(4)
  expect(prepareHighestConnection(emptyCase())()).toBe(0)
})

it('is served by the primary key', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareConnectionMatch(index, [{ kind: 'port', port: 1, negated: false }]))
  expect(queryPlan(index, sql, 0, 9, 1, 9)).toContain('SEARCH connection USING INTEGER PRIMARY KEY')
  const [highest = ''] = preparedBy(index, () => prepareHighestConnection(index))
  expect(queryPlan(index, highest)).toContain('SEARCH connection')
})
