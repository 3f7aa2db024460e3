import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../../main/engine/filter.ts'

function terms(text: string): unknown {
  const parsed = parseFilter(text)
  return parsed.ok ? parsed.terms : parsed.problem
}

describe('the filter line', () => {
  it.each<[string, unknown]>([
    ['', []],
    ['  \t ', []],
    ['outcome:failed', [{ kind: 'outcome', outcome: 'failed', negated: false }]],
    ['-Outcome:FAILED', [{ kind: 'outcome', outcome: 'failed', negated: true }]],
    [
      'port:2023 boundary:client_hello',
      [
        { kind: 'port', port: 2023, negated: false },
        { kind: 'boundary', boundary: 'client_hello', negated: false },
      ],
    ],
    ['sni:*.corp', [{ kind: 'sni', pattern: '*.corp', negated: false }]],
    ['sni:"a b"', [{ kind: 'sni', pattern: 'a b', negated: false }]],
    ['"sni:x"', [{ kind: 'word', text: 'sni:x', negated: false }]],
    ['-"two words"', [{ kind: 'word', text: 'two words', negated: true }]],
    ['""', []],
    ['-', [{ kind: 'word', text: '-', negated: false }]],
    [
      'client:10.1. server:fe80::1',
      [
        { kind: 'client', prefix: '10.1.', negated: false },
        { kind: 'server', prefix: 'fe80::1', negated: false },
      ],
    ],
    ['10.0.0.1:443', [{ kind: 'word', text: '10.0.0.1:443', negated: false }]],
    ['fe80::1', [{ kind: 'word', text: 'fe80::1', negated: false }]],
    ['::1', [{ kind: 'word', text: '::1', negated: false }]],
    ['version:1.2', [{ kind: 'version', comparison: '=', code: 0x0303, negated: false }]],
    ['version:<1.2', [{ kind: 'version', comparison: '<', code: 0x0303, negated: false }]],
    ['version:>=TLSv1', [{ kind: 'version', comparison: '>=', code: 0x0301, negated: false }]],
    ['version<1.2', [{ kind: 'version', comparison: '<', code: 0x0303, negated: false }]],
    ['-VERSION>=1.2', [{ kind: 'version', comparison: '>=', code: 0x0303, negated: true }]],
    ['version=1.2', [{ kind: 'version', comparison: '=', code: 0x0303, negated: false }]],
    ['duration>1.5s', [{ kind: 'duration', comparison: '>', ns: 1_500_000_000n, negated: false }]],
    ['duration:200ms', [{ kind: 'duration', comparison: '>=', ns: 200_000_000n, negated: false }]],
    ['duration<2m', [{ kind: 'duration', comparison: '<', ns: 120_000_000_000n, negated: false }]],
    ['messages<5', [{ kind: 'messages', comparison: '<', count: 5, negated: false }]],
    ['has:Findings', [{ kind: 'has', what: 'findings', negated: false }]],
    ['job:TN3270*', [{ kind: 'job', pattern: 'TN3270*', negated: false }]],
    ['source:"a b.pcap"', [{ kind: 'source', pattern: 'a b.pcap', negated: false }]],
    // Not a term with an order: a word.
    ['a<b', [{ kind: 'word', text: 'a<b', negated: false }]],
    ['sni:a=b', [{ kind: 'sni', pattern: 'a=b', negated: false }]],
    ['version:ssl3', [{ kind: 'version', comparison: '=', code: 0x0300, negated: false }]],
    ['version:SSLv2', [{ kind: 'version', comparison: '=', code: 0x0002, negated: false }]],
    ['version:dtls1.2', [{ kind: 'version', comparison: '=', code: 0xfefd, negated: false }]],
    ['version:dtls1.0', [{ kind: 'version', comparison: '=', code: 0xfeff, negated: false }]],
    ['version:0x7f1c', [{ kind: 'version', comparison: '=', code: 0x7f1c, negated: false }]],
    ['alert:handshake_failure', [{ kind: 'alert', codes: [40], negated: false }]],
    ['alert:none', [{ kind: 'noAlert', negated: false }]],
    ['alert:40', [{ kind: 'alert', codes: [40], negated: false }]],
    ['cause:unknown-CA', [{ kind: 'cause', causes: ['unknown-ca'], negated: false }]],
    ['-has:Notes', [{ kind: 'has', what: 'notes', negated: true }]],
    ['cipher:c02b', [{ kind: 'cipher', codes: [0xc02b], negated: false }]],
    ['cipher:0xC02B', [{ kind: 'cipher', codes: [0xc02b], negated: false }]],
  ])('reads %j', (text, expected) => {
    expect(terms(text)).toStrictEqual(expected)
  })

  it('takes any part of a cipher suite name for all suites of that name', () => {
    const parsed = parseFilter('cipher:ecdhe_ecdsa')
    const [term] = parsed.ok ? parsed.terms : []
    if (term?.kind !== 'cipher') throw new Error('no cipher term')
    expect(term.codes).toContain(0xc02b)
    expect(term.codes).not.toContain(0x1301)
  })

  it.each<[string, RegExp, number, number]>([
    ['port:2023 reason:x', /There is no "reason:"/, 10, 18],
    ['port:99999', /0 to 65535/, 0, 10],
    ['port:', /needs a value/, 0, 5],
    ['-port:x', /0 to 65535/, 1, 7],
    ['outcome:good', /established, incomplete, failed/, 0, 12],
    ['version:1.9', /version:/, 0, 11],
    ['version:dtls1.1', /version:/, 0, 15],
    ['cause:nonsense', /No cause is called/, 0, 14],
    ['has:time', /notes, findings/, 0, 8],
    ['cipher:nonsense', /No cipher suite/, 0, 15],
    ['alert:999', /No alert/, 0, 9],
    ['a "b c', /not closed/, 2, 6],
    ['x '.repeat(33), /32 terms/, 64, 66],
  ])('says what is wrong with %j and where', (text, why, start, end) => {
    const parsed = parseFilter(text)
    expect(parsed).toMatchObject({ ok: false, problem: { text: expect.stringMatching(why) as string, start, end } })
  })
})
