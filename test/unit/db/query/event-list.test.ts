import { expect, it } from 'vitest'
import { prepareEventsOfLeg } from '../../../../db/query/event-list.ts'
import { aLeg, anEvent, emptyCase, preparedBy, putLegs, queryPlan } from '../../../support/case-fixture.ts'

it("gives a leg's events in order, and no other leg's", () => {
  const index = emptyCase()
  const events = [
    anEvent(),
    anEvent({ kind: 'gap', from: undefined, timeNs: undefined, length: 1_460, text: 'lost', afterMessage: 1 }),
    anEvent({ kind: 'clear_text', length: 900, bytes: Uint8Array.of(0xff, 0xfd, 0x28) }),
    anEvent({ kind: 'rst', packet: { ttl: 64, ipId: 0, window: 0, sequenceAhead: 0, before: undefined } }),
  ]
  putLegs(index, aLeg({ events }), aLeg({ events: [anEvent({ kind: 'rst' })] }))
  expect(prepareEventsOfLeg(index)(1, 10)).toEqual(events)
  expect(prepareEventsOfLeg(index)(1, 1)).toEqual(events.slice(0, 1))
  expect(prepareEventsOfLeg(index)(3, 10)).toStrictEqual([])
})

it('is served by the primary key', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareEventsOfLeg(index))
  expect(queryPlan(index, sql, 1)).toBe('SEARCH leg_content USING INTEGER PRIMARY KEY (rowid=?)')
})
