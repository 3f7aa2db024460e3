import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CAUSES } from '../../../../main/diagnose/cause.ts'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { fixesFor } from '../../../../main/diagnose/fix/fixes-for.ts'
import { factsWith, offerWith, serverChain, textFact } from '../../../support/facts.ts'

/** Keywords that IBM's syntax diagrams have, of the statements that fixes speak of. */
const KEYWORDS = new Set([
  'V3CipherSuites',
  'ClientECurves',
  'ClientKeyShareGroups',
  'ServerKexECurves',
  'ServerKeyShareGroups',
  'TLSv1.2',
  'TLSv1.3',
  'Renegotiation',
  'RenegotiationIndicator',
  'ServerEDHGroupSize',
  'ClientAuthType',
  'ApplicationControlled',
  'TTLSEnabled',
  'HandshakeTimeout',
  'EnvironmentUserInstance',
])
const STATEMENTS =
  /^(?:TTLSCipherParms|TTLSSignatureParms|TTLSEnvironmentAction|TTLSEnvironmentAdvancedParms|TTLSGroupAction)(?: [A-Za-z0-9~._@#$-]{1,32})?$/
/** A TSO command whose every word, parenthesis and apostrophe is where the fix put it. */
const COMMAND =
  /^(?:RACDCERT|RDEFINE|PERMIT|SETROPTS) (?:[A-Za-z0-9#@$.*_ -]|\((?:[^()']|'(?:[^']|'')*'|\((?:[^()']|'(?:[^']|'')*')*\))*\))+$/u

const policy = (name: string | undefined, keyring = 'START1/TN3270'): ConnectionFacts['policy'] => ({
  source: 1,
  rule: 'R1',
  statements: [
    { type: 'TTLSEnvironmentAction', name: name ?? 'TNEA', line: 1, parameters: [] },
    {
      type: 'TTLSKeyringParms',
      name: undefined,
      line: 2,
      parameters: [{ keyword: 'Keyring', value: keyring, line: 3 }],
    },
    { type: 'TTLSCipherParms', name, line: 5, parameters: [] },
  ],
})

function snippets(facts: ConnectionFacts): { where: string; snippet: string }[] {
  return CAUSES.flatMap((cause) =>
    fixesFor(cause, facts).flatMap(({ where, snippet }) => (snippet === undefined ? [] : [{ where, snippet }])),
  )
}

function expectPolicy(snippet: string): void {
  let depth = 0
  for (const line of snippet.split('\n').map((text) => text.replace(/#.*$/, '').trim())) {
    if (line === '{') depth++
    else if (line === '}') depth--
    else if (!STATEMENTS.test(line)) {
      const [keyword = '', value, ...more] = line.split(/\s+/)
      expect(KEYWORDS, line).toContain(keyword)
      expect(value).toMatch(/^[A-Za-z0-9_]+$/)
      expect(more).toEqual([])
    }
  }
  expect(depth).toBe(0)
}

describe('fixesFor', () => {
  it('has at least one for every cause', () => {
    for (const cause of CAUSES) expect(fixesFor(cause, factsWith()), cause).not.toEqual([])
  })

  it('uses the names of the case', () => {
    const facts = factsWith({
      policy: policy('TNCiphers'),
      texts: [
        textFact('ICH408I', 'ICH408I USER(TCPIP ) START1.TN3270.LST CL(RDATALIB)', {
          user: 'TCPIP',
          resource: 'START1.TN3270.LST',
        }),
      ],
      offers: [offerWith({ cipherSuites: [0xc02b, 0x0005] })],
    })
    const [suites] = fixesFor('no-common-cipher', facts)
    expect(suites?.snippet).toContain('TTLSCipherParms TNCiphers\n{')
    expect(suites?.snippet).toContain('V3CipherSuites               TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 # changed')
    expect(suites?.snippet).not.toContain('RC4')
    expect(fixesFor('key-ring-permission-denied', facts)[0]?.snippet).toBe(
      [
        'RDEFINE RDATALIB START1.TN3270.LST UACC(NONE)',
        'PERMIT START1.TN3270.LST CLASS(RDATALIB) ID(TCPIP) ACCESS(READ)',
        'SETROPTS RACLIST(RDATALIB) REFRESH',
      ].join('\n'),
    )
  })

  it('puts what has no name of its own inside its action', () => {
    const nested = factsWith({
      policy: {
        ...policy('TNEA')!,
        statements: [
          { type: 'TTLSEnvironmentAction', name: 'TNEA', line: 1, parameters: [] },
          { type: 'TTLSCipherParms', name: undefined, line: 5, parameters: [] },
        ],
      },
    })
    expect(fixesFor('no-common-cipher', nested)[0]?.snippet).toMatch(
      /^TTLSEnvironmentAction TNEA\n\{\n {2}TTLSCipherParms\n {2}\{/,
    )
  })

  it('says for TLS 1.3 which suites it lacks', () => {
    const facts = factsWith({ offers: [offerWith({ cipherSuites: [0x1302, 0xc02b] })] })
    expect(fixesFor('tls13-ciphers-missing', facts)[0]?.snippet).toContain('TLS_AES_256_GCM_SHA384')
  })

  it.each([
    ['RSA', 4096, 'RSA SIZE(4096)'],
    ['RSA', 1024, 'RSA SIZE(2048)'],
    ['EC', 384, 'NISTECC SIZE(384)'],
    ['EC', 160, 'NISTECC SIZE(256)'],
    ['Ed25519', 256, undefined],
  ])('renews a certificate with the kind of key that it has: %s %i', (keyType, keyBits, expected) => {
    const [fix] = fixesFor('certificate-expired', factsWith({ certificates: serverChain({ keyType, keyBits }) }))
    if (expected === undefined) expect(fix?.snippet).toBeUndefined()
    else expect(fix?.snippet).toContain(expected)
    expect(fix?.caution).not.toContain('beside')
  })

  it('proposes no key where the certificate was not seen', () => {
    expect(fixesFor('certificate-expired', factsWith())[0]?.snippet).toBeUndefined()
    expect(fixesFor('cipher-needs-other-certificate', factsWith())[0]?.caution).toContain('beside')
  })

  it('no name of a case leaves its place', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom("a') DELETE", 'A) SPECIAL', "O'Brien", 'x\nSETROPTS', 'ring # {', '}', "''", 'A\u202eB', 'TNEA'),
    )
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (name, user, ring, label) => {
        const facts = factsWith({
          policy: policy(name, `${user}/${ring}`),
          texts: [textFact('ICH408I', '', { user, resource: `${user}.${ring}.LST` })],
          offers: [offerWith({ serverName: label })],
          keyRing: {
            source: 1,
            owner: user,
            ring,
            certificates: [
              {
                label,
                usage: 'PERSONAL',
                isDefault: true,
                keyType: 'RSA',
                keyBits: 2048,
                curve: undefined,
                hasPrivateKey: true,
                line: 1,
              },
            ],
          },
        })
        for (const { where, snippet } of snippets(facts)) {
          if (where === 'at-tls-policy') expectPolicy(snippet)
          if (where === 'racf' || where === 'certificate')
            for (const line of snippet.split('\n')) expect(line).toMatch(COMMAND)
          expect(snippet).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
        }
      }),
      { numRuns: 60 },
    )
  })
})
