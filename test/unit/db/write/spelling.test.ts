import { join } from 'node:path'
import { expect, it } from 'vitest'
import { MIGRATIONS } from '../../../../db/migration/index.ts'
import { openForWriting, type ReadableCase } from '../../../../db/open.ts'
import { forgetSpellings } from '../../../../db/write/spelling.ts'
import { aConnection, emptyCase, putConnections, temporaryFolder } from '../../../support/case-fixture.ts'

/** `server 10.1.1.2 = 040a01010207e7`; a place that is a text as it is. */
function spellings({ db }: ReadableCase): string[] {
  const rows = db
    .prepare<[], { kind: number; text: string; place: Uint8Array | string }>('SELECT * FROM spelling ORDER BY 1, 2, 3')
    .all()
  return rows.map(
    ({ kind, text, place }) =>
      `${kind} ${text} = ${typeof place === 'string' ? place : Buffer.from(place).toString('hex')}`,
  )
}

const connections = [
  aConnection({ id: 1 }),
  aConnection({ id: 2, server: { address: '10.1.1.2', port: 443 }, alpn: 'h2', serverName: undefined }),
  aConnection({ id: 3, client: undefined, server: undefined, serverName: undefined }),
  aConnection({ id: 4, client: { address: 'fe80::1', port: 1 } }),
]
const ALL = [
  '0 10.1.0.2 = 040a010002',
  '0 fe80::1 = 10fe800000000000000000000000000001',
  '1 10.1.1.2 = 040a01010201bb',
  '1 10.1.1.2 = 040a01010207e7',
  '2 tn3270.example = tn3270.example',
  '3 h2 = h2',
]

it('has each address with its port, each name and each protocol once', () => {
  const index = emptyCase()
  putConnections(index, ...connections)
  putConnections(index, aConnection({ id: 5 }))
  expect(spellings(index)).toStrictEqual(ALL)
})

it('forgets what no connection is written by any more', () => {
  const index = emptyCase()
  putConnections(index, ...connections)
  index.db.exec('DELETE FROM connection WHERE id IN (2, 4)')
  forgetSpellings(index)
  expect(spellings(index)).toStrictEqual([ALL[0], ALL[3], ALL[4]])
  index.db.exec('DELETE FROM connection')
  forgetSpellings(index)
  expect(spellings(index)).toStrictEqual([])
})

it('is filled in a case from before there were any', () => {
  const file = join(temporaryFolder(), 'old.gskope')
  const before = openForWriting(file)
  putConnections(before, ...connections)
  before.db.exec(
    `DROP TABLE spelling; DROP INDEX connection_by_alpn; DROP INDEX connection_by_ports; DROP INDEX leg_by_job;
     DROP INDEX connection_of_several_sources; DROP INDEX connection_with_resumption`,
  )
  before.db.pragma('user_version = 11')
  before.db.close()
  const now = openForWriting(file)
  expect(now.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
  expect(spellings(now)).toStrictEqual(ALL)
  now.db.close()
})
