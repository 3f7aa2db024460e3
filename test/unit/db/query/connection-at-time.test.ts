import { expect, it } from 'vitest'
import { prepareConnectionAtTime } from '../../../../db/query/connection-at-time.ts'
import { aConnection, emptyCase, preparedBy, putConnections, queryPlan } from '../../../support/case-fixture.ts'

it('finds the first from a time on, else the last before it; those without a time come last', () => {
  const index = emptyCase()
  putConnections(
    index,
    aConnection({ id: 1, startNs: 30n }),
    aConnection({ id: 2, startNs: 10n }),
    aConnection({ id: 3, startNs: undefined }),
    aConnection({ id: 4, startNs: 20n }),
  )
  const at = prepareConnectionAtTime(index)
  expect([0n, 10n, 11n, 20n, 30n, 31n].map(at)).toEqual([2, 2, 4, 4, 1, 3])
  const timed = emptyCase()
  putConnections(timed, aConnection({ id: 5, startNs: 10n }), aConnection({ id: 6, startNs: 20n }))
  expect(prepareConnectionAtTime(timed)(99n)).toBe(6)
  expect(prepareConnectionAtTime(emptyCase())(0n)).toBeUndefined()
})

it('is served by the index', () => {
  const index = emptyCase()
  const sql = preparedBy(index, () => prepareConnectionAtTime(index))
  for (const one of sql) expect(queryPlan(index, one, 1n)).toContain('connection_by_start')
})
