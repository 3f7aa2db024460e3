import { join } from 'node:path'
import { expect, it } from 'vitest'
import { dropConnectionIndexes, makeConnectionIndexes } from '../../../db/connection-indexes.ts'
import { openForWriting, type WritableCase } from '../../../db/open.ts'
import { CONNECTION_ORDERS, prepareConnectionOrder } from '../../../db/query/connection-order.ts'
import { aConnection, emptyCase, putConnections, temporaryFolder } from '../../support/case-fixture.ts'

const indexesOf = ({ db }: WritableCase): unknown[] =>
  db
    .prepare(
      `SELECT i.name, x.seqno, x.name AS column FROM sqlite_master AS i, pragma_index_xinfo(i.name) AS x
        WHERE i.type = 'index' AND i.tbl_name = 'connection' ORDER BY i.name, x.seqno`,
    )
    .all()

it('makes those of a new case again', () => {
  const index = emptyCase()
  const before = indexesOf(index)
  expect(dropConnectionIndexes(index.db)).toBe(true)
  expect(indexesOf(index)).toEqual([])
  makeConnectionIndexes(index.db)
  expect(indexesOf(index)).toEqual(before)
})

it('leaves them where there are connections', () => {
  const index = emptyCase()
  putConnections(index, aConnection({ id: 1 }))
  const before = indexesOf(index)
  expect(dropConnectionIndexes(index.db)).toBe(false)
  expect(indexesOf(index)).toEqual(before)
})

it('has the orders without them, and statements that were prepared before live on', () => {
  const index = emptyCase()
  const ordered = prepareConnectionOrder(index)
  dropConnectionIndexes(index.db)
  const ids = Array.from({ length: 50 }, (_, at) => at + 1)
  putConnections(index, ...ids.map((id) => aConnection({ id, messageCount: (id * 7) % 50, startNs: BigInt(id) })))
  const without = CONNECTION_ORDERS.map((order) => ordered(order, true, 3, 20))
  makeConnectionIndexes(index.db)
  expect(CONNECTION_ORDERS.map((order) => ordered(order, true, 3, 20))).toEqual(without)
  expect(ordered('messageCount', false, 0, 2)).toEqual([50, 43])
})

it('are made when a case is opened that was left without', () => {
  const file = join(temporaryFolder(), 'left.gskope')
  const first = openForWriting(file)
  const before = indexesOf(first)
  dropConnectionIndexes(first.db)
  first.db.close()
  const again = openForWriting(file)
  expect(indexesOf(again)).toEqual(before)
  again.db.close()
})
