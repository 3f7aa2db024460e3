import { expect, it } from 'vitest'
import { prepareConnectionById } from '../../../../db/query/connection-by-id.ts'
import { aConnection, emptyCase, preparedBy, putConnections, queryPlan } from '../../../support/case-fixture.ts'

it('gives back what was written, times to the nanosecond', () => {
  const index = emptyCase()
  const full = aConnection({
    id: 7,
    alert: { from: 'server', level: 2, description: 40 },
    alpn: 'h2',
    sources: [1, 3],
    partial: true,
    outcome: 'failed',
  })
  const bare = aConnection({
    id: 8,
    client: undefined,
    server: undefined,
    startNs: undefined,
    endNs: undefined,
    serverName: undefined,
    version: undefined,
    cipherSuite: undefined,
    group: undefined,
    transport: 'none',
    sources: [],
    alert: { from: 'client', level: undefined, description: undefined },
  })
  putConnections(index, full, bare)
  const connection = prepareConnectionById(index)
  expect(connection(7)).toStrictEqual(full)
  expect(connection(8)).toStrictEqual(bare)
  expect(connection(9)).toBeUndefined()
})

it('takes a list of sources that is none for an empty one', () => {
  const index = emptyCase()
  putConnections(index, aConnection({ id: 1 }))
  index.db.exec(`UPDATE connection SET sources = '{"a":["x"]}'`)
  expect(prepareConnectionById(index)(1)?.sources).toStrictEqual([])
})

it('is served by the primary key', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareConnectionById(index))
  expect(queryPlan(index, sql, 1)).toContain('SEARCH connection USING INTEGER PRIMARY KEY')
})
