import { describe, expect, it } from 'vitest'
import type { PolicyFact } from '../../../main/diagnose/facts.ts'
import { type KnownOfServer, negotiationInCase } from '../../../main/diagnose/negotiation-in-case.ts'
import type { EffectiveValue } from '../../../main/settings/policy.ts'
import { decodeConversation } from '../../../main/tls/conversation.ts'
import { clientHello, extension, message, u16, vector } from '../../support/tls-bytes.ts'
import { ringCertificate } from '../../support/facts.ts'

const value = (keyword: string, ...values: string[]): EffectiveValue => ({
  keyword,
  values,
  from: 'environment',
  line: 12,
  documented: undefined,
})

const policyOf = (origin: PolicyFact['origin'], ...values: EffectiveValue[]): PolicyFact => ({
  source: 1,
  rule: 'R1',
  line: 1,
  origin,
  release: undefined,
  hostIs: 'server',
  how: 'named',
  open: [],
  values,
  statements: [],
})

const HELLO = [
  message(
    'client',
    clientHello({
      suites: [0xc02b, 0xc02f, 0x0005],
      extensions: [extension(10, vector(2, ...[23, 29].map(u16)))],
    }),
  ),
]

const suites = (known: Partial<KnownOfServer>) =>
  negotiationInCase(HELLO, decodeConversation(HELLO), {
    policy: undefined,
    keyRing: undefined,
    elsewhere: undefined,
    ...known,
  }).cipherSuites.map(({ accepted, reason }) => [accepted, reason])

const LIST = value('V3CipherSuites', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'TLS_RSA_WITH_RC4_128_SHA')

describe('a negotiation in its case', () => {
  it('says nothing of the other side without settings', () => {
    expect(suites({})).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ])
  })

  it('says what an active policy has, and where', () => {
    expect(suites({ policy: policyOf('active', LIST) })).toEqual([
      [true, null],
      [false, 'not in V3CipherSuites (TTLSRule R1, line 12)'],
      [true, null],
    ])
  })

  it('gives a policy file as the reason, and never as what is known to be allowed', () => {
    expect(suites({ policy: policyOf('written', LIST) })).toEqual([
      [null, null],
      [null, 'not in V3CipherSuites (TTLSRule R1 of the policy file, line 12)'],
      [null, null],
    ])
  })

  it('names FIPS 140 and Suite B where these take a suite away', () => {
    expect(suites({ policy: policyOf('active', LIST, value('FIPS140', 'On')) })[2]).toEqual([
      false,
      'FIPS140 On does not take it (TTLSRule R1, line 12)',
    ])
    expect(suites({ policy: policyOf('active', value('SuiteBProfile', '128')) })).toEqual([
      [true, null],
      [false, 'SuiteBProfile 128 takes other suites only (RFC 6460) (TTLSRule R1, line 12)'],
      [false, 'SuiteBProfile 128 takes other suites only (RFC 6460) (TTLSRule R1, line 12)'],
    ])
    expect(suites({ policy: policyOf('active', value('SuiteBProfile', '192')) })[0]?.[0]).toBe(false)
  })

  it('is silent of a rule that is not known to be the one, of the client, and of defaults of an unknown release', () => {
    const silent = [
      { ...policyOf('active', LIST), open: ['job name'] },
      { ...policyOf('active', LIST), hostIs: 'client' as const },
      policyOf('active', { ...LIST, from: 'default', line: undefined }),
    ]
    for (const policy of silent)
      expect(
        suites({ policy })
          .flat()
          .every((one) => one === null),
      ).toBe(true)
  })

  it("takes a server's ring for what it has where all of it is displayed", () => {
    const keyRing = {
      source: 1,
      owner: 'START1',
      ring: 'TN3270',
      line: 1,
      hostIs: 'server' as const,
      complete: true,
      certificates: [ringCertificate({ isDefault: true })],
    }
    expect(suites({ keyRing })[0]).toEqual([null, expect.stringContaining('needs an EC certificate') as string])
    expect(suites({ keyRing: { ...keyRing, complete: false } })[0]).toEqual([null, null])
    expect(suites({ keyRing: { ...keyRing, hostIs: 'client' } })[0]).toEqual([null, null])
  })
})
