import { expect, it } from 'vitest'
import { prepareApartOfLeg } from '../../../../db/query/apart-list.ts'
import { replaceApart } from '../../../../db/write/apart-rows.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

it('gives why a leg stays apart, source by source, and forgets what was known before', () => {
  const index = emptyCase()
  const about = { reason: 'four-tuple', candidates: [7, 9], count: 2 } as const
  replaceApart(index, [{ leg: 1, source: 2, ...about }])
  replaceApart(index, [
    { leg: 5, source: 3, ...about },
    { leg: 5, source: 2, ...about, reason: 'manual' },
    { leg: 6, source: 2, ...about },
  ])
  const apart = prepareApartOfLeg(index)
  expect(apart(1)).toEqual([])
  expect(apart(5)).toEqual([
    { leg: 5, source: 2, ...about, reason: 'manual' },
    { leg: 5, source: 3, ...about },
  ])
})

it('takes what is no list of ids for an empty one', () => {
  const index = emptyCase()
  index.db.exec(`INSERT INTO leg_apart VALUES (1, 2, 0, '{"a":1}', 3), (2, 2, 0, '[1,', 3)`)
  expect(prepareApartOfLeg(index)(1)[0]?.candidates).toEqual([])
  expect(prepareApartOfLeg(index)(2)[0]?.candidates).toEqual([])
})

it('is served by the primary key', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareApartOfLeg(index))
  expect(queryPlan(index, sql, 1, 1)).toContain('USING PRIMARY KEY')
})
