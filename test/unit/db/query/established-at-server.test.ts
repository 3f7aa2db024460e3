import { expect, it } from 'vitest'
import { prepareEstablishedAtServer } from '../../../../db/query/established-at-server.ts'
import { aConnection, emptyCase, preparedBy, putConnections, queryPlan } from '../../../support/case-fixture.ts'

const server = { address: '10.1.1.2', port: 2023 }

it('finds what the same server established, and no more than asked for', () => {
  const index = emptyCase()
  putConnections(
    index,
    aConnection({ id: 1, server, outcome: 'established', version: 0x0303, cipherSuite: 0xc02b }),
    aConnection({ id: 2, server, outcome: 'failed' }),
    aConnection({ id: 3, server: { ...server, port: 992 }, outcome: 'established' }),
    aConnection({ id: 4, server, outcome: 'established', version: undefined, cipherSuite: undefined }),
    aConnection({ id: 5, server: undefined, outcome: 'established' }),
  )
  const at = prepareEstablishedAtServer(index)
  expect(at(server, 9)).toEqual([
    { id: 1, version: 0x0303, cipherSuite: 0xc02b },
    { id: 4, version: null, cipherSuite: null },
  ])
  expect(at(server, 1)).toHaveLength(1)
  expect(at({ address: '10.9.9.9', port: 1 }, 9)).toEqual([])
})

it('finds one behind any number that the server refused', () => {
  const index = emptyCase()
  const refused = Array.from({ length: 3_000 }, (_, at) => aConnection({ id: at + 1, server, outcome: 'failed' }))
  putConnections(index, ...refused, aConnection({ id: 3_001, server, outcome: 'established' }))
  expect(prepareEstablishedAtServer(index)(server, 9)).toMatchObject([{ id: 3_001 }])
})

it('is served by the index of servers', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareEstablishedAtServer(index))
  expect(queryPlan(index, sql, new Uint8Array(7), 0, 1)).toContain(
    'connection_by_server (server_order=? AND outcome=?)',
  )
})
