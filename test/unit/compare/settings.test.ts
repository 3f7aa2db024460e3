import { describe, expect, it } from 'vitest'
import { compareSettings } from '../../../main/compare/settings/compare-settings.ts'
import type {
  ComparedPolicy,
  ComparedRing,
  ComparedRingCertificate,
  ComparedRule,
} from '../../../main/compare/settings/compared-settings.ts'

const ANY = {
  localAddresses: undefined,
  remoteAddresses: undefined,
  localPorts: undefined,
  remotePorts: undefined,
  job: undefined,
  user: undefined,
  direction: undefined,
}
const rule = (values: Record<string, string[]>, more: Partial<ComparedRule> = {}): ComparedRule => ({
  name: 'TN3270',
  image: undefined,
  priority: 1,
  conditions: ANY,
  values: Object.entries(values).map(([keyword, list]) => ({ keyword, values: list, from: 'environment' })),
  ...more,
})
const policy = (rules: ComparedRule[], origin: ComparedPolicy['origin'] = 'written') => ({
  policies: [{ origin, rules }],
  rings: [],
})
const certificate = (more: Partial<ComparedRingCertificate> = {}): ComparedRingCertificate => ({
  label: 'SERVER.2026',
  owner: 'TCPIP',
  usage: 'PERSONAL',
  isDefault: true,
  trusted: true,
  notBefore: undefined,
  notAfter: undefined,
  subject: undefined,
  issuer: undefined,
  keyType: 'RSA',
  keyBits: 2048,
  curve: undefined,
  hasPrivateKey: true,
  keyUsage: undefined,
  ...more,
})
const ring = (certificates: ComparedRingCertificate[], complete = true) => {
  const one: ComparedRing = { owner: 'TCPIP', ring: 'TN', complete, certificates }
  return { policies: [], rings: [one] }
}

describe('policies', () => {
  it('are the same where the same is in force, however it is written', () => {
    const a = policy([rule({ 'TLSv1.3': ['On'] })])
    const b = policy([rule({ 'TLSv1.3': ['ON'], SSLv3: ['Off'] })])
    expect(compareSettings(a, a)).toMatchObject({ differences: [], first: null, summary: /same in all/ as never })
    const defaulted = policy([
      {
        ...rule({}),
        values: [
          { keyword: 'TLSv1.3', values: ['On'], from: 'connection' },
          { keyword: 'SSLv3', values: ['Off'], from: 'default' },
        ],
      },
    ])
    expect(compareSettings(a, defaulted)).toMatchObject({ first: null, differences: [{ weight: 'noise' }] })
    expect(compareSettings(a, b)).toMatchObject({ first: 0, summary: 'Rule TN3270, SSLv3: only in B (off).' })
  })

  it('tell values, lists, conditions and rules that only one has', () => {
    const a = policy([rule({ 'TLSv1.3': ['Off'], V3CipherSuites4Char: ['C02F', 'C030'] }), rule({}, { name: 'FTP' })])
    const b = policy([
      rule(
        { 'TLSv1.3': ['On'], V3CipherSuites4Char: ['C030', 'C02F'] },
        { conditions: { ...ANY, localPorts: [{ first: 2023, last: 2023 }] } },
      ),
    ])
    const { differences, summary } = compareSettings(a, b)
    expect(differences.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      'rule[TN3270].localPorts value',
      'rule[TN3270].TLSv1.3 value',
      'rule[TN3270].V3CipherSuites4Char order',
      'rule[FTP] presence',
    ])
    expect(summary).toBe('Rule TN3270, localPorts: not there in A, 2023 in B. 3 more differences.')
  })

  it('say what is written but not active', () => {
    const written = policy([rule({ 'TLSv1.3': ['On'] }), rule({}, { name: 'NEW' })])
    const active = policy([rule({ 'TLSv1.3': ['Off'] })], 'active')
    const whys = (one: typeof written, other: typeof written) =>
      compareSettings(one, other).differences.map(({ why }) => why)
    const expected = ['Active with another value than is written.', 'Written but not active.']
    expect(whys(written, active)).toEqual(expected)
    expect(whys(active, written)).toEqual(expected)
  })
})

describe('key rings', () => {
  it('tell certificates that only one has and what differs in those of both', () => {
    const a = ring([certificate({ keyType: 'EC', keyBits: 384, notAfter: undefined })])
    const b = ring([certificate({ notAfter: 1_800_000_000 }), certificate({ label: 'CA', owner: 'CERTAUTH' })])
    expect(compareSettings(a, b).differences.map(({ path }) => path)).toEqual([
      'certificate[SERVER.2026].keyType',
      'certificate[SERVER.2026].keyBits',
      'certificate[CA]',
    ])
    expect(compareSettings(a, b).summary).toBe(
      'Certificate SERVER.2026, keyType: EC in A, RSA in B. 2 more differences.',
    )
    // What was not displayed may be there.
    expect(compareSettings(ring([], false), b).first).toBeNull()
  })
})
