import { describe, expect, it } from 'vitest'
import { bindFilter, type FilterTerm } from '../../../../db/query/connection-filter.ts'
import { prepareConnectionMatch } from '../../../../db/query/connection-match.ts'
import { dropConnectionIndexes } from '../../../../db/connection-indexes.ts'
import type { WritableCase } from '../../../../db/open.ts'
import { prepareNoteWriter } from '../../../../db/write/note-row.ts'
import { prepareSourceWriter } from '../../../../db/write/source-row.ts'
import { aConnection, aNote, emptyCase, putConnections } from '../../../support/case-fixture.ts'

type Term = FilterTerm extends infer T ? (T extends FilterTerm ? Omit<T, 'negated'> : never) : never

const alert = (description: number) => ({ from: 'server', level: 2, description }) as const

/** With the indexes of connections, by which few that can match are found, and as long as there are none. */
function matching(term: Term, negated = false): number[] {
  const [ids = [], unindexed] = [emptyCase(), emptyCase()].map((index, i) => {
    if (i === 1) dropConnectionIndexes(index.db)
    fill(index)
    return prepareConnectionMatch(index, [{ ...term, negated }])
      .ids(0, 100)
      .sort((a, b) => a - b)
  })
  expect(unindexed).toStrictEqual(ids)
  return ids
}

function fill(index: WritableCase): void {
  putConnections(
    index,
    aConnection({
      id: 1,
      outcome: 'failed',
      boundary: 'client_hello',
      alert: alert(40),
      cause: { id: 'no-common-cipher', confidence: 'certain' },
      version: undefined,
      cipherSuite: undefined,
    }),
    aConnection({
      id: 2,
      serverName: 'mail.50%_off.corp',
      version: 0x0304,
      cipherSuite: 0x1301,
      client: { address: '10.1.0.20', port: 1 },
      sources: [1, 2],
    }),
    aConnection({
      id: 3,
      serverName: undefined,
      version: 0x0301,
      server: { address: 'fe80::1', port: 443 },
      client: undefined,
      endNs: 1_700_000_000_200_000_000n,
      resumption: 'ticket',
    }),
    aConnection({ id: 4, version: 0xfefd, outcome: 'incomplete', messageCount: 1 }),
  )
  sourcesAndLegs(index)
  prepareNoteWriter(index).add({ ...aNote, leg: 3 })
}

/** A capture that shows all of them, and the trace of a job that shows the second. */
function sourcesAndLegs(index: WritableCase): void {
  const sources = prepareSourceWriter(index)
  sources.insert('/case/a.pcap', 'a.pcap', 0)
  sources.insert('/case/b.gsksrvr.txt', 'b.gsksrvr.txt', 0)
  const insert = index.db.prepare(
    'INSERT INTO leg (id, source_id, connection_id, stream, role, transport, job, beginning_seen, end_seen, message_count, event_count) VALUES (?, ?, ?, 0, 0, 0, ?, 1, 1, 0, 0)',
  )
  for (const id of [1, 2, 3, 4]) insert.run(id, 1, id, null)
  insert.run(5, 2, 2, 'TN3270A')
}

describe('a term of the filter', () => {
  it.each<[string, Term, number[]]>([
    ['an outcome', { kind: 'outcome', outcome: 'failed' }, [1]],
    ['a boundary', { kind: 'boundary', boundary: 'client_hello' }, [1]],
    ['a port of either side', { kind: 'port', port: 443 }, [3]],
    ['a name with a star for its beginning', { kind: 'sni', pattern: '*.corp' }, [2]],
    ['a part of a name', { kind: 'sni', pattern: 'TN3270' }, [1, 4]],
    ["SQL's own wildcards taken literally", { kind: 'sni', pattern: '50%_o' }, [2]],
    ['a wildcard that would match anything', { kind: 'sni', pattern: '_ail' }, []],
    ['a version', { kind: 'version', comparison: '=', code: 0x0304 }, [2]],
    ['versions below', { kind: 'version', comparison: '<', code: 0x0303 }, [3]],
    ['versions from one on, DTLS not among them', { kind: 'version', comparison: '>=', code: 0x0301 }, [2, 3]],
    ['cipher suites', { kind: 'cipher', codes: [0x1301, 5] }, [2]],
    ['no cipher suites', { kind: 'cipher', codes: [] }, []],
    ['alerts', { kind: 'alert', codes: [40] }, [1]],
    ['short ones', { kind: 'duration', comparison: '<', ns: 500_000_000n }, [3]],
    ['long ones', { kind: 'duration', comparison: '>=', ns: 500_000_000n }, [1, 2, 4]],
    ['those of few messages', { kind: 'messages', comparison: '<', count: 2 }, [4]],
    ['those with a cause', { kind: 'has', what: 'findings' }, [1]],
    ['those with an alert', { kind: 'has', what: 'alert' }, [1]],
    ['those with a name asked for', { kind: 'has', what: 'sni' }, [1, 2, 4]],
    ['those that several sources show', { kind: 'has', what: 'several-sources' }, [2]],
    ['those resumed', { kind: 'has', what: 'resumption' }, [3]],
    ['a job', { kind: 'job', pattern: 'TN3*' }, [2]],
    ['a part of a file name', { kind: 'source', pattern: 'gsksrvr' }, [2]],
    ['a job that would match anything', { kind: 'job', pattern: '%' }, []],
    ['the beginning of an address', { kind: 'client', prefix: '10.1.0.20' }, [2]],
    ['an address with its port', { kind: 'client', prefix: '10.1.0.2:40312' }, [1, 4]],
    ['an IPv6 address', { kind: 'server', prefix: 'fe80:' }, [3]],
    ['what somebody wrote on', { kind: 'has', what: 'notes' }, [3]],
    ['a word in an address or a name', { kind: 'word', text: 'FE80' }, [3]],
    ["a quote, which ends no string of SQL's", { kind: 'word', text: "' OR 1=1 --" }, []],
  ])('matches %s', (_what, term, ids) => {
    expect(matching(term)).toStrictEqual(ids)
    expect(matching(term, true), 'and, negated, all the others').toStrictEqual(
      [1, 2, 3, 4].filter((id) => !ids.includes(id)),
    )
  })

  it('never becomes part of the SQL', () => {
    const { condition, values } = bindFilter([
      { kind: 'word', text: 'secret%', negated: true },
      { kind: 'port', port: 77, negated: false },
    ])
    expect(condition).not.toMatch(/secret|77/)
    expect(values).toStrictEqual(['%secret\\%%', 77])
  })
})
