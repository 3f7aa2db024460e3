import { describe, expect, it } from 'vitest'
import type { ConnectionFacts, PolicyFact } from '../../../main/diagnose/facts.ts'
import { faultUnderPolicy, suitesInCommon } from '../../../main/diagnose/under-policy.ts'
import { codeFact, offerWith, refusedHello, ringCertificate } from '../../support/facts.ts'
import { settingsOf } from '../../support/given-settings.ts'

/** The policy of a server whose environment action holds these lines. */
function policyWith(lines: string, some: Partial<PolicyFact> = {}): PolicyFact {
  const { policies } = settingsOf(
    'attls-policy',
    `TTLSRule R\n{\n Direction Inbound\n LocalPortRange 443\n TTLSGroupActionRef G\n TTLSEnvironmentActionRef E\n}
TTLSGroupAction G\n{\n TTLSEnabled On\n}\nTTLSEnvironmentAction E\n{\n HandshakeRole Server\n${lines}\n}\n`,
  )
  const rule = policies[0]?.rules[0]
  if (rule === undefined) throw new Error('no rule')
  const { source, name, line, origin, release, values, statements } = rule
  return {
    source,
    rule: name,
    line,
    origin,
    release,
    hostIs: 'server',
    how: 'matched',
    open: [],
    values,
    statements,
    ...some,
  }
}
const versions = (...on: string[]): string =>
  ` TTLSEnvironmentAdvancedParms\n {\n${['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'].map((name) => `  ${name} ${on.includes(name) ? 'On' : 'Off'}`).join('\n')}\n }`
const suites = (...names: string[]): string =>
  ` TTLSCipherParms\n {\n${names.map((name) => `  V3CipherSuites ${name}`).join('\n')}\n }`
const ring = (...keyTypes: string[]): ConnectionFacts['keyRing'] => ({
  ...RING_OF_EC,
  certificates: keyTypes.map((keyType) => ringCertificate({ keyType })),
})
const said = (facts: ConnectionFacts) => {
  const found = faultUnderPolicy(facts)
  return found && [found.cause, found.claim.confidence]
}
const RING_OF_EC = {
  source: 3,
  owner: 'START1',
  ring: 'TN3270',
  line: 1,
  hostIs: 'server' as const,
  complete: true,
  certificates: [ringCertificate({ keyType: 'EC' })],
}
type Case = [string, Parameters<typeof refusedHello>[0], number, string, Partial<ConnectionFacts>, unknown]
const TLS13 = { versions: [0x0304], cipherSuites: [0x1301] }
const PROTOCOL_VERSION = 70

describe('the offer under the policy', () => {
  it.each<Case>([
    [
      'no version on that the client allows',
      {},
      PROTOCOL_VERSION,
      versions('TLSv1.3'),
      {},
      ['no-common-version', 'likely'],
    ],
    ['the same, and an alert of another meaning', {}, 40, versions('TLSv1.3'), {}, undefined],
    [
      'the same, and a code',
      {},
      40,
      versions('TLSv1.3'),
      { codes: [codeFact(412)], policy: policyWith(versions('TLSv1.3'), { origin: 'active' }) },
      ['no-common-version', 'certain'],
    ],
    [
      'the same in a file, which need not be what is installed',
      {},
      40,
      versions('TLSv1.3'),
      { codes: [codeFact(412)] },
      ['no-common-version', 'likely'],
    ],
    [
      'the same, and a code of another cause',
      {},
      40,
      versions('TLSv1.3'),
      { codes: [codeFact(402)], policy: policyWith(versions('TLSv1.3'), { origin: 'active' }) },
      undefined,
    ],
    ['TLS 1.2 off by default', {}, PROTOCOL_VERSION, '', {}, undefined],
    [
      'TLS 1.2 off by default, and a client without anything older',
      { versions: [0x0303] },
      PROTOCOL_VERSION,
      '',
      {},
      ['no-common-version', 'possible'],
    ],
    [
      'TLS 1.3 without a suite',
      TLS13,
      40,
      `${versions('TLSv1.3')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}`,
      {},
      ['tls13-ciphers-missing', 'likely'],
    ],
    [
      'no suite in common',
      { cipherSuites: [0xc02b] },
      40,
      `${versions('TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}`,
      {},
      ['no-common-cipher', 'likely'],
    ],
    [
      'a suite in common',
      {},
      40,
      `${versions('TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}`,
      {},
      undefined,
    ],
    [
      'a suite in common that the key ring has no key for',
      {},
      40,
      `${versions('TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}`,
      { keyRing: ring('EC') },
      ['cipher-needs-other-certificate', 'likely'],
    ],
    [
      'the same with a key for it',
      {},
      40,
      `${versions('TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}`,
      { keyRing: ring('EC', 'RSA') },
      undefined,
    ],
    ...([402, 510, 519] as const).map((code): Case => [
      `no suite in common, the policy active, and code ${code}`,
      { cipherSuites: [0xc02b] },
      40,
      '',
      {
        codes: [codeFact(code)],
        policy: policyWith(`${versions('TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}`, {
          origin: 'active',
        }),
      },
      ['no-common-cipher', code === 402 ? 'certain' : 'possible'],
    ]),
    [
      'a suite in common and a code, no ring known',
      { cipherSuites: [0xc02f] },
      40,
      `${versions('TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}`,
      { codes: [codeFact(402)] },
      undefined,
    ],
    [
      'a ring that may hold more',
      { cipherSuites: [0xc02f] },
      40,
      `${versions('TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}`,
      { codes: [codeFact(402)], keyRing: { ...RING_OF_EC, complete: false } },
      undefined,
    ],
    [
      'no curve in common, a code, and no ring known',
      { cipherSuites: [0xc02f], groups: [25] },
      40,
      `${versions('TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}\n TTLSSignatureParms\n {\n  ServerKexECurves 0023\n }`,
      { codes: [codeFact(517)] },
      ['no-common-group', 'likely'],
    ],
    [
      'a suite in both lists that the version in common does not know',
      { legacyVersion: 0x0302, cipherSuites: [0xc02f] },
      40,
      `${versions('TLSv1.1', 'TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}`,
      {},
      ['no-common-cipher', 'likely'],
    ],
    [
      'the same, the version off that knows it',
      { cipherSuites: [0xc02f] },
      40,
      `${versions('TLSv1.1')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}`,
      {},
      ['no-common-cipher', 'likely'],
    ],
    [
      'FIPS 140 and ChaCha20 alone in common',
      { cipherSuites: [0xcca8] },
      40,
      `${versions('TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256')}`,
      {},
      undefined,
    ],
    [
      'no key share group in common',
      { ...TLS13, groups: [24] },
      40,
      `${versions('TLSv1.3')}\n${suites('TLS_AES_128_GCM_SHA256')}\n TTLSSignatureParms\n {\n  ServerKeyShareGroups 0029\n }`,
      {},
      ['key-share-unusable', 'likely'],
    ],
    [
      'no curve in common',
      { cipherSuites: [0xc02f], groups: [25] },
      40,
      `${versions('TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}\n TTLSSignatureParms\n {\n  ServerKexECurves 0023\n }`,
      {},
      ['no-common-group', 'likely'],
    ],
  ])('%s', (_, offer, alert, lines, some, expected) => {
    expect(said(refusedHello(offer, alert, { policy: policyWith(lines), ...some }))).toEqual(expected)
  })

  it('proves with the line of the policy and the field of the hello', () => {
    const policy = policyWith(`${versions('TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}`)
    const { claim } = faultUnderPolicy(refusedHello({ cipherSuites: [0xc02b] }, 40, { policy })) ?? {}
    expect(claim?.evidence).toEqual([
      { message: 1, field: ['cipher_suites'], text: 'the suites that the client offers' },
      { source: 1, line: 1, text: 'TTLSRule R' },
      { source: 1, line: 24, text: 'V3CipherSuites TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256' },
      { message: 2, text: "the server's alert handshake_failure" },
    ])
  })

  it('is not judged by a rule that may be another one, or of the other side', () => {
    const lines = `${versions('TLSv1.2')}\n${suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256')}`
    const facts = (some: Partial<PolicyFact>) =>
      refusedHello({ cipherSuites: [0xc02b] }, 40, { policy: policyWith(lines, some) })
    expect(said(facts({ how: 'only', open: ['job name'] }))).toEqual(['no-common-cipher', 'possible'])
    expect(said(facts({ hostIs: 'client' }))).toBeUndefined()
    expect(said(refusedHello({ cipherSuites: [0xc02b] }))).toBeUndefined()
  })

  it('knows what both have', () => {
    const list = suites('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_RSA_WITH_AES_128_CBC_SHA')
    const policy = policyWith(`${versions('TLSv1.2')}\n${list}`)
    expect(suitesInCommon(refusedHello({}, 40, { policy }))).toEqual([0xc02f])
    expect(suitesInCommon(refusedHello({ legacyVersion: 0x0302 }, 40, { policy }))).toEqual([])
    // Without a word on versions TLS 1.2 is off.
    expect(suitesInCommon(refusedHello({}, 40, { policy: policyWith(list) }))).toEqual([])
    expect(suitesInCommon(refusedHello({}))).toBeUndefined()
    expect(offerWith().cipherSuites).toContain(0xc02f)
  })
})
