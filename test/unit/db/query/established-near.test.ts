import { expect, it } from 'vitest'
import { prepareEstablishedNear } from '../../../../db/query/established-near.ts'
import { aConnection, emptyCase, preparedBy, putConnections, queryPlan } from '../../../support/case-fixture.ts'

const server = { address: '10.1.1.2', port: 2023 }
const other = { address: '10.9.9.9', port: 443 }

it('looks at the same server first, nearest on both sides', () => {
  const index = emptyCase()
  putConnections(
    index,
    ...[1, 2, 3, 5, 6, 7].map((id) => aConnection({ id })),
    aConnection({ id: 4, outcome: 'failed' }),
    aConnection({ id: 8, server: other }),
  )
  const near = prepareEstablishedNear(index)
  expect(near(4, { server, serverName: undefined }, 2)).toEqual([3, 2, 5, 6])
  expect(near(2, { server, serverName: undefined }, 1)).toEqual([1, 2])
})

it('then at the same name, then at any', () => {
  const index = emptyCase()
  putConnections(
    index,
    aConnection({ id: 1, serverName: undefined }),
    aConnection({ id: 2, serverName: 'a.example' }),
    aConnection({ id: 3, outcome: 'failed', server: other }),
  )
  const near = prepareEstablishedNear(index)
  expect(near(3, { server: other, serverName: 'a.example' }, 9)).toEqual([2])
  expect(near(3, { server: other, serverName: 'b.example' }, 9)).toEqual([2, 1])
  expect(near(3, { server: undefined, serverName: undefined }, 9)).toEqual([2, 1])
  expect(prepareEstablishedNear(emptyCase())(1, { server, serverName: 'a' }, 9)).toEqual([])
})

it('finds one behind any number that the server refused', () => {
  const index = emptyCase()
  putConnections(
    index,
    aConnection({ id: 1 }),
    ...Array.from({ length: 3_000 }, (_, at) => aConnection({ id: at + 2, outcome: 'failed' })),
    aConnection({ id: 3_002, server: other }),
  )
  expect(prepareEstablishedNear(index)(3_001, { server, serverName: undefined }, 4)).toEqual([1])
})

it('is served by the indexes', () => {
  const index = emptyCase()
  const sql = preparedBy(index, () => prepareEstablishedNear(index))
  const served = sql.map((one) => /USING COVERING INDEX (\w+)/.exec(queryPlan(index, one, 1, 1, 9))?.[1])
  expect(served).toEqual([
    'connection_by_server',
    'connection_by_server',
    'connection_by_server_name',
    'connection_by_server_name',
    'connection_by_outcome',
    'connection_by_outcome',
  ])
})
