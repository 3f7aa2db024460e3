import { expect, it } from 'vitest'
import { prepareLegById, prepareLegsAfter, prepareLegsOfConnection } from '../../../../db/query/leg-list.ts'
import { prepareLegWriter } from '../../../../db/write/leg-row.ts'
import { aLeg, emptyCase, preparedBy, putLegs, queryPlan } from '../../../support/case-fixture.ts'

const host = aLeg({
  role: 'server',
  transport: 'none',
  client: undefined,
  job: 'TCPIP',
  process: '00010002',
  thread: '00000003',
  connectionId: '20000001',
  handle: '2BEC6598',
  startNs: undefined,
  stream: 4,
})

it('gives legs as they were written, each its own connection until it is joined', () => {
  const index = emptyCase()
  putLegs(index, aLeg(), host)
  const { messages: _messages, events: _events, ...facts } = host
  expect(prepareLegById(index)(2)).toStrictEqual({
    ...facts,
    id: 2,
    source: 1,
    connection: 2,
    joinedBy: undefined,
    clientRandom: 'ab'.repeat(32),
    messageCount: 1,
    eventCount: 1,
  })
  expect(prepareLegById(index)(3)).toBeUndefined()
  prepareLegWriter(index).join(2, 1, 'client-random')
  expect(prepareLegsOfConnection(index)(1).map(({ id, joinedBy }) => [id, joinedBy])).toStrictEqual([
    [1, undefined],
    [2, 'client-random'],
  ])
  expect(prepareLegsAfter(index)(1, 5).map(({ id }) => id)).toStrictEqual([2])
})

it('is served by the primary key and by leg_by_connection', () => {
  const index = emptyCase()
  const plan = (prepare: () => unknown, ...values: number[]): string =>
    queryPlan(index, preparedBy(index, prepare)[0] ?? '', ...values)
  expect(plan(() => prepareLegById(index), 1)).toContain('USING INTEGER PRIMARY KEY')
  expect(plan(() => prepareLegsAfter(index), 1, 1)).toContain('USING INTEGER PRIMARY KEY')
  expect(plan(() => prepareLegsOfConnection(index), 1, 1)).toContain('USING INDEX leg_by_connection')
})
