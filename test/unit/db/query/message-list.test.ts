import { expect, it } from 'vitest'
import { prepareMessagesOfLeg } from '../../../../db/query/message-list.ts'
import { aLeg, aMessage, emptyCase, preparedBy, putLegs, queryPlan } from '../../../support/case-fixture.ts'

it("gives a leg's messages as they were, bytes and all", () => {
  const index = emptyCase()
  const messages = [
    aMessage(),
    aMessage({
      content: 'alert',
      type: undefined,
      level: undefined,
      timeNs: undefined,
      frame: undefined,
      line: 12,
      from: 'server',
      recordVersion: undefined,
      visibility: 'encrypted',
      complete: false,
      bytes: new Uint8Array(0),
      offset: 2 ** 40,
      extent: 31,
    }),
  ]
  putLegs(index, aLeg({ messages }), aLeg())
  const found = prepareMessagesOfLeg(index)(1, 10)
  expect(found).toStrictEqual(messages)
  expect(found[0]?.bytes.constructor).toBe(Uint8Array)
  expect(prepareMessagesOfLeg(index)(1, 1)).toHaveLength(1)
})

it('is served by primary keys', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareMessagesOfLeg(index))
  expect(queryPlan(index, sql, 1)).toBe(
    'SEARCH leg_content USING INTEGER PRIMARY KEY (rowid=?); SEARCH leg USING INTEGER PRIMARY KEY (rowid=?)',
  )
})
