import { expect, it } from 'vitest'
import { dropConnectionIndexes } from '../../../../db/connection-indexes.ts'
import type { FilterTerm } from '../../../../db/query/connection-filter.ts'
import { prepareConnectionMatch } from '../../../../db/query/connection-match.ts'
import { bindForCase } from '../../../../db/query/fitting-name.ts'
import type { WritableCase } from '../../../../db/open.ts'
import { aConnection, emptyCase, preparedBy, putConnections, queryPlan } from '../../../support/case-fixture.ts'

const corp: FilterTerm = { kind: 'sni', pattern: '*.CORP', negated: false }

function named(...names: readonly (string | undefined)[]): WritableCase {
  const index = emptyCase()
  putConnections(index, ...names.map((serverName, i) => aConnection({ id: i + 1, serverName })))
  return index
}

it('looks for the names that a pattern fits, and for their connections in the index of names', () => {
  const index = named('ftp.corp', 'ftp.example', undefined, 'tn3270.corp', 'ftp.corp')
  expect(bindForCase(index, [corp]).values).toStrictEqual(['["ftp.corp","tn3270.corp"]'])
  expect(prepareConnectionMatch(index, [corp])(0, 9).sort()).toStrictEqual([1, 4, 5])
  expect(prepareConnectionMatch(index, [{ ...corp, negated: true }])(0, 9)).toStrictEqual([2, 3])
  const [sql = ''] = preparedBy(index, () => prepareConnectionMatch(index, [corp])).filter((sql) =>
    /id >= \?/.test(sql),
  )
  expect(queryPlan(index, sql, 0, 9, '["ftp.corp"]', 9)).toContain('(server_name=? AND outcome=? AND id>? AND id<?)')
})

it('finds nothing where no name fits, or there is none', () => {
  expect(prepareConnectionMatch(named('a', 'b'), [corp])(0, 9)).toStrictEqual([])
  expect(prepareConnectionMatch(named(undefined), [corp])(0, 9)).toStrictEqual([])
  expect(prepareConnectionMatch(emptyCase(), [corp])(0, 9)).toStrictEqual([])
})

it('holds the pattern against every connection where many names fit, many are known, or they are not indexed yet', () => {
  const fitting = named(...Array.from({ length: 17 }, (_, i) => `host${i}.corp`))
  expect(bindForCase(fitting, [corp]).values).toStrictEqual(['%.CORP'])
  expect(prepareConnectionMatch(fitting, [corp])(0, 99)).toHaveLength(17)

  const known = named(...Array.from({ length: 4_001 }, (_, i) => `host${i}.${i === 7 ? 'corp' : 'example'}`))
  expect(bindForCase(known, [corp]).values).toStrictEqual(['%.CORP'])
  expect(prepareConnectionMatch(known, [corp])(0, 9_999)).toStrictEqual([8])

  const growing = emptyCase()
  expect(dropConnectionIndexes(growing.db)).toBe(true)
  putConnections(growing, aConnection({ id: 1, serverName: 'ftp.corp' }))
  expect(bindForCase(growing, [corp]).values).toStrictEqual(['%.CORP'])
  expect(prepareConnectionMatch(growing, [corp])(0, 9)).toStrictEqual([1])
})
