import { describe, expect, it } from 'vitest'
import { bindFilter, type FilterTerm } from '../../../../db/query/connection-filter.ts'
import { prepareConnectionMatch } from '../../../../db/query/connection-match.ts'
import { prepareLegWriter } from '../../../../db/write/leg-row.ts'
import { prepareNoteWriter } from '../../../../db/write/note-row.ts'
import { aConnection, aLeg, aNote, emptyCase, putConnections, putLegs } from '../../../support/case-fixture.ts'

type Term = FilterTerm extends infer T ? (T extends FilterTerm ? Omit<T, 'negated'> : never) : never

const alert = (description: number) => ({ from: 'server', level: 2, description }) as const

function matching(term: Term, negated = false): number[] {
  const index = emptyCase()
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
    }),
    aConnection({
      id: 3,
      serverName: undefined,
      version: 0x0301,
      server: { address: 'fe80::1', port: 443 },
      client: undefined,
    }),
    aConnection({ id: 4, version: 0xfefd, outcome: 'incomplete' }),
  )
  putLegs(index, aLeg())
  prepareLegWriter(index).join(1, 3, undefined)
  prepareNoteWriter(index).add({ ...aNote, leg: 1 })
  return prepareConnectionMatch(index, [{ ...term, negated }])(0, 100)
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
    ['the beginning of an address', { kind: 'client', prefix: '10.1.0.20' }, [2]],
    ['an address with its port', { kind: 'client', prefix: '10.1.0.2:40312' }, [1, 4]],
    ['an IPv6 address', { kind: 'server', prefix: 'fe80:' }, [3]],
    ['what somebody wrote on', { kind: 'hasNotes' }, [3]],
    ['what it is known of why it failed', { kind: 'hasFindings' }, [1]],
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
