import { expect, it } from 'vitest'
import { prepareHandDecisionCount, prepareHandDecisions } from '../../../../db/query/hand-decision-list.ts'
import { prepareHandDecisionWriter } from '../../../../db/write/hand-decision.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

it('gives what was decided in its order, without what was taken back', () => {
  const index = emptyCase()
  const writer = prepareHandDecisionWriter(index)
  const list = prepareHandDecisions(index)
  expect(list()).toEqual([])
  writer.add('join', [['a'], ['b', 'c']])
  writer.add('split', [['b'], ['a', 'c']])
  writer.add('join', [['d'], ['e']])
  writer.remove(2)
  expect(list()).toEqual([
    { id: 1, kind: 'join', groups: [['a'], ['b', 'c']] },
    { id: 3, kind: 'join', groups: [['d'], ['e']] },
  ])
  expect(prepareHandDecisionCount(index)()).toBe(2)
})

it('takes what is no list of marks for an empty one', () => {
  const index = emptyCase()
  index.db.exec(`INSERT INTO hand_decision VALUES (1, 0, '[1, ["a", 2]]'), (2, 1, '"x"'), (3, 0, '[["a"')`)
  expect(prepareHandDecisions(index)().map(({ groups }) => groups)).toEqual([[[], ['a']], [], []])
})

it('is served by the primary key', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareHandDecisions(index))
  expect(queryPlan(index, sql, 1)).not.toContain('USE TEMP B-TREE')
})
