import { expect, it } from 'vitest'
import { prepareCaseFact } from '../../../../db/query/case-fact.ts'
import { prepareCaseFactWriter } from '../../../../db/write/case-fact.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

it('gives a fact as last written, and undefined for one never stated', () => {
  const index = emptyCase()
  const put = prepareCaseFactWriter(index)
  put('title', 'one')
  put('title', 'two')
  const fact = prepareCaseFact(index)
  expect(fact('title')).toBe('two')
  expect(fact('example')).toBeUndefined()
})

it('is served by the primary key', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareCaseFact(index))
  expect(queryPlan(index, sql, 'title')).toMatch(/SEARCH case_fact USING (COVERING INDEX|PRIMARY KEY)/)
})
