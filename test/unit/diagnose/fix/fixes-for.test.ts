import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attlsPolicy } from '../../../../main/format/attls-policy/attls-policy.ts'
import { CAUSES } from '../../../../preload/contract/cause.ts'
import type { ConnectionFacts, PolicyFact } from '../../../../main/diagnose/facts.ts'
import { fixesFor } from '../../../../main/diagnose/fix/fixes-for.ts'
import { effectiveValues } from '../../../../main/settings/effective-value.ts'
import type { PolicyStatement } from '../../../../main/settings/policy.ts'
import { settingsOf } from '../../../support/given-settings.ts'
import { readSettings } from '../../../support/read-settings.ts'
import { factsWith, offerWith, ringCertificate, serverChain, textFact } from '../../../support/facts.ts'

/** A TSO command whose every word, parenthesis and apostrophe is where the fix put it. */
const COMMAND =
  /^(?:RACDCERT|RDEFINE|PERMIT|SETROPTS) (?:[A-Za-z0-9#@$.*_ -]|\((?:[^()']|'(?:[^']|'')*'|\((?:[^()']|'(?:[^']|'')*')*\))*\))+$/u

const statement = (
  type: string,
  name: string | undefined,
  scope: PolicyStatement['scope'],
  parameters: Readonly<Record<string, string>> = {},
): PolicyStatement => ({
  type,
  name,
  line: 1,
  scope,
  within: name === undefined ? { type: 'TTLSEnvironmentAction', name: 'TNEA' } : undefined,
  parameters: Object.entries(parameters).map(([keyword, value]) => ({ keyword, value, line: 2 })),
})

const policyWith = (statements: readonly PolicyStatement[]): PolicyFact => ({
  source: 1,
  rule: 'R1',
  line: 1,
  origin: 'written',
  release: undefined,
  hostIs: 'server',
  how: 'matched',
  open: [],
  values: effectiveValues(statements, undefined),
  statements,
})

const policy = (name: string | undefined, keyring = 'START1/TN3270'): PolicyFact =>
  policyWith([
    statement('TTLSEnvironmentAction', name ?? 'TNEA', 'environment', { EnvironmentUserInstance: '7' }),
    statement('TTLSKeyringParms', undefined, 'environment', { Keyring: keyring }),
    statement('TTLSCipherParms', name, 'environment'),
  ])

function snippets(facts: ConnectionFacts): { where: string; snippet: string }[] {
  return CAUSES.flatMap((cause) =>
    fixesFor(cause, facts).flatMap(({ where, snippet }) => (snippet === undefined ? [] : [{ where, snippet }])),
  )
}

/** Our own reader takes the whole of it, and there is nothing in it that Policy Agent would ignore or refuse. */
function expectPolicy(snippet: string): void {
  const { settings, notUnderstood } = readSettings(attlsPolicy, new TextEncoder().encode(snippet))
  expect([settings.length, notUnderstood], snippet).toEqual([1, []])
  expect(settingsOf('attls-policy', snippet).policies[0]?.flags, snippet).toEqual([])
}

/** Policies of several shapes: nothing known, named statements, statements inside actions, values on the connection. */
const SHAPES: Readonly<Record<string, PolicyFact | undefined>> = {
  none: undefined,
  named: policy('TNCiphers'),
  inline: policyWith([
    statement('TTLSGroupAction', 'TNGA', 'group', { TTLSEnabled: 'ON' }),
    statement('TTLSEnvironmentAction', 'TNEA', 'environment', { HandshakeRole: 'serverwithclientauth' }),
    statement('TTLSCipherParms', undefined, 'environment', { V3CipherSuites: 'TLS_RSA_WITH_AES_128_CBC_SHA' }),
  ]),
  'on the connection': policyWith([
    statement('TTLSEnvironmentAction', 'TNEA', 'environment', {
      HandshakeRole: 'Client',
      EnvironmentUserInstance: '65535',
    }),
    statement('TTLSEnvironmentAdvancedParms', 'EADV', 'environment', { 'TLSv1.2': 'On' }),
    statement('TTLSConnectionAction', 'TNCA', 'connection'),
    statement('TTLSCipherParms', 'CIPH', 'connection'),
    statement('TTLSConnectionAdvancedParms', 'CADV', 'connection', { 'TLSv1.2': 'Off', HandshakeTimeout: '5' }),
  ]),
  'with odd names': policyWith([
    statement('TTLSEnvironmentAction', 'a {', 'environment', { HandshakeRole: 'No # such' }),
    statement('TTLSCipherParms', '}', 'connection'),
  ]),
}

describe('fixesFor', () => {
  it('has at least one for every cause', () => {
    for (const cause of CAUSES) expect(fixesFor(cause, factsWith()), cause).not.toEqual([])
  })

  it.each(Object.entries(SHAPES))('gives policy that can be read without a flag: %s', (_, shape) => {
    for (const role of ['server', 'client', 'wire'] as const) {
      const facts = factsWith({ role, policy: shape, offers: [offerWith({ cipherSuites: [0xc02b, 0x1302] })] })
      const policies = snippets(facts).filter(({ where }) => where === 'at-tls-policy')
      expect(policies.length).toBeGreaterThan(8)
      for (const { snippet } of policies) expectPolicy(snippet)
    }
  })

  it('changes a value where it is in force, and says what it was', () => {
    const facts = factsWith({ policy: SHAPES['on the connection'], offers: [offerWith()] })
    expect(fixesFor('no-common-version', facts)[0]?.snippet).toBe(
      'TTLSConnectionAdvancedParms CADV\n{\n  TLSv1.2                      On           # changed, was Off\n}',
    )
    expect(fixesFor('no-common-cipher', facts)[0]?.snippet).toMatch(/^TTLSCipherParms CIPH\n\{\n.*# added/)
    expect(fixesFor('client-certificate-required', facts)[1]?.snippet).toMatch(/^TTLSEnvironmentAdvancedParms EADV\n/)
  })

  it('puts what is missing into the action', () => {
    const { snippet } = fixesFor('weak-dh-group', factsWith({ policy: SHAPES['inline'] }))[0] ?? {}
    expect(snippet).toContain(
      'TTLSEnvironmentAction TNEA\n{\n  HandshakeRole                ServerWithClientAuth # as it is',
    )
    expect(snippet).toContain(
      '  TTLSEnvironmentAdvancedParms\n  {\n    ServerEDHGroupSize           2048         # changed\n  }\n}',
    )
  })

  it('raises the instance by one', () => {
    const instance = (shape: PolicyFact | undefined) =>
      /EnvironmentUserInstance +(\d+)/.exec(
        fixesFor('tls-environment-failed', factsWith({ policy: shape }))[0]?.snippet ?? '',
      )?.[1]
    expect(instance(policy('TNEA'))).toBe('8')
    expect(instance(SHAPES['on the connection'])).toBe('0')
    expect(instance(undefined)).toBe('1')
  })

  it.each([
    ['EZB.INITSTACK.S0W1.TCPIP2', undefined, 'EZB.INITSTACK.S0W1.TCPIP2'],
    [undefined, 'TCPIP2', 'EZB.INITSTACK.SYSNAME.TCPIP2'],
    ['EZB.INITSTACK.S 1.X)Y', "') DELETE", 'EZB.INITSTACK.SYSNAME.TCPNAME'],
  ])('names the profile of the stack that was refused: %j, %j', (resource, image, profile) => {
    const texts = [
      ...(resource === undefined ? [] : [textFact('ICH408I', '', { user: 'PAGENT', resource })]),
      ...(image === undefined ? [] : [textFact('OBJERR', '', { quoted: image })]),
    ]
    const snippet = fixesFor('policy-not-installed', factsWith({ texts })).find(
      ({ where }) => where === 'racf',
    )?.snippet
    expect(snippet).toContain(`RDEFINE SERVAUTH ${profile} UACC(NONE)`)
    expect(snippet).not.toContain('*')
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
    expect(suites?.snippet).toContain('V3CipherSuites               TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 # added')
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
      policy: policyWith([
        statement('TTLSEnvironmentAction', 'TNEA', 'environment'),
        statement('TTLSCipherParms', undefined, 'environment'),
      ]),
    })
    expect(fixesFor('no-common-cipher', nested)[0]?.snippet).toMatch(
      /^TTLSEnvironmentAction TNEA\n\{\n {2}HandshakeRole +Server +# as it is\n {2}TTLSCipherParms\n {2}\{/,
    )
  })

  it('warns that a list which was not there takes the place of the default', () => {
    const listed = policyWith([
      statement('TTLSCipherParms', 'CIPH', 'environment', { V3CipherSuites: 'TLS_RSA_WITH_AES_128_CBC_SHA' }),
    ])
    for (const cause of ['no-common-cipher', 'no-common-group'] as const) {
      expect(fixesFor(cause, factsWith())[0]?.caution).toContain('the place of the whole default')
      expect(fixesFor(cause, factsWith({ policy: policy('TNEA') }))[0]?.caution).toContain('the whole default')
    }
    expect(fixesFor('no-common-cipher', factsWith({ policy: listed }))[0]?.caution).not.toContain('default')
  })

  it('looks for the wait of a server only where the client had said hello', () => {
    expect(fixesFor('handshake-timeout', factsWith())[0]?.title).toContain('HandshakeRole')
    expect(fixesFor('handshake-timeout', factsWith({ offers: [offerWith()] }))[0]?.title).toContain("server's log")
  })

  it('says for TLS 1.3 which suites it lacks', () => {
    const facts = factsWith({ offers: [offerWith({ cipherSuites: [0x1302, 0xc02b] })] })
    expect(fixesFor('tls13-ciphers-missing', facts)[0]?.snippet).toContain('TLS_AES_256_GCM_SHA384')
  })

  it.each([
    ['RSA', 4096, 'RSA SIZE(4096)'],
    ['RSA', 8192, 'RSA SIZE(4096)'],
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
            line: 1,
            hostIs: 'server',
            complete: true,
            certificates: [ringCertificate({ label, isDefault: true })],
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
