import { describe, expect, it } from 'vitest'
import type { SettingBlock } from '../../../main/format/setting-block.ts'
import { caseSettings } from '../../../main/settings/case-settings.ts'
import { blockIn } from '../../../main/settings/given.ts'
import { groupList, isOn, suiteList, versionSettings, wordOf } from '../../../main/settings/meaning.ts'
import { ACTIVE } from '../../support/active-policy.ts'
import { settingsOf } from '../../support/given-settings.ts'
import { LIST, LISTRING } from '../../support/racdcert-listing.ts'

describe('settings of a case', () => {
  it('tell what is active', () => {
    const { policies } = settingsOf('pasearch', ACTIVE.join('\n'))
    const values = policies[0]?.rules.find(({ name }) => name === 'TNRULE')?.values ?? []
    expect(versionSettings(values).flatMap(({ code, on }) => (on ? [code] : []))).toEqual([0x0303])
    expect(suiteList(values)?.codes).toEqual([0xc02b, 0xc02c])
    expect(groupList(values, 'ServerKeyShareGroups')?.codes).toEqual([23, 29])
    expect(wordOf(values, 'ServerCertificateLabel')).toBe('NISTECC TEST')
    expect(wordOf(values, 'EnvironmentUserInstance')).toBe('4')
    expect(isOn(values, 'FIPS140')).toBe(false)
  })

  it('take every port of an active rule, and tell what of its condition is not plain', () => {
    const conditionsOf = (change: (line: string) => string) =>
      settingsOf('pasearch', ACTIVE.map(change).join('\n')).policies[0]?.rules[0]?.conditions
    expect(conditionsOf((line) => line)).toMatchObject({
      localPorts: [{ first: 2023, last: 2030 }],
      remotePorts: undefined,
      timed: false,
      partial: false,
    })
    const second = '   LocalPortFrom:       992               LocalPortTo:       992   '
    expect(
      conditionsOf((line) => (line.includes('LocalPortFrom:       2023') ? `${line}\n${second}` : line)),
    ).toMatchObject({
      localPorts: [
        { first: 2023, last: 2030 },
        { first: 992, last: 992 },
      ],
    })
    expect(conditionsOf((line) => line.replace('NegativeIndicator: Off', 'NegativeIndicator: On'))).toMatchObject({
      partial: true,
    })
    expect(conditionsOf((line) => (line.includes('TTLS Condition Summary') ? `${line}\n${line}` : line))).toMatchObject(
      { partial: true },
    )
    expect(
      conditionsOf((line) => line.replace('Status:            Active', 'Status:            Inactive')),
    ).toMatchObject({ timed: true })
  })

  it('read the rules of a policy up to a bound, and count the others', () => {
    const text = Array.from(
      { length: 1_030 },
      (_, at) => `TTLSRule R${at}\n{\n Direction Both\n TTLSGroupActionRef G\n}\n`,
    ).join('')
    const [policy] = settingsOf('attls-policy', `${text}TTLSGroupAction G\n{\n TTLSEnabled On\n}\n`).policies
    expect(policy).toMatchObject({ furtherRules: 6 })
    expect(policy?.rules.length).toBe(1_024)
    // What the same actions come to is kept once.
    expect(policy?.rules[1]?.values).toBe(policy?.rules[0]?.values)
  })

  it('tell that nothing is installed', () => {
    const { policies } = settingsOf('pasearch', 'TCP/IP pasearch CS 2.5   Image Name: TCPIP\nNo policies retrieved\n')
    expect(policies).toMatchObject([{ image: 'TCPIP', release: '2.5', rules: [], nothingInstalled: 2 }])
  })

  it('tell what a ring holds, with what is known of each certificate', () => {
    const { rings, certificates } = settingsOf(
      'racdcert',
      [...LISTRING, ...LIST.map((line) => line.replace('TN3270 EC', "It's mine"))].join('\n'),
    )
    expect(rings[0]).toMatchObject({
      owner: 'START1',
      ring: 'TN3270',
      complete: true,
      certificates: [
        { label: 'Test CA', owner: 'CERTAUTH', keyType: undefined, line: 7 },
        {
          label: "It's mine",
          isDefault: true,
          keyType: 'EC',
          keyBits: 256,
          curve: 'secp256r1',
          hasPrivateKey: true,
          trusted: true,
          notAfter: 1_767_398_399,
        },
      ],
    })
    expect(rings.find(({ ring }) => ring === 'IZU.Keyring')).toMatchObject({
      complete: false,
      certificates: [{ label: "It's mine" }],
    })
    expect(certificates.find(({ label }) => label === 'OLD')).toMatchObject({
      trusted: false,
      hasPrivateKey: true,
      keyBits: 1024,
    })
  })

  it('are none where a case file holds something else', () => {
    const odd = [null, 7, 'x', [], {}, { type: 1 }, { type: 'TTLSRule', parameters: [null, { keyword: 1 }], blocks: 7 }]
    for (const format of ['attls-policy', 'pasearch', 'racdcert', null])
      for (const kind of ['TTLSRule', 'policyRule', 'ring', 'certificate'])
        for (const value of odd)
          expect(() => caseSettings([{ source: 1, format, kind, name: undefined, line: 1, value }])).not.toThrow()
  })

  it.each(['constructor', '__proto__', 'toString'])('take no %s for a direction or a scope', (word) => {
    const written = settingsOf('attls-policy', `TTLSRule R\n{\n Direction ${word}\n}\n`).policies[0]?.rules[0]
    expect(written?.conditions.direction).toBeUndefined()
    const display = `TCP/IP pasearch CS 3.1   Image Name: TCPIP\npolicyRule: R\n  ServiceDirection: ${word}\n  TTLS Action: A\n    Scope: ${word}\n    HandshakeRole: Server\n`
    const active = settingsOf('pasearch', display).policies[0]?.rules[0]
    expect(active).toMatchObject({ conditions: { direction: undefined }, statements: [{ scope: 'rule' }] })
  })

  it('take no more of a block of a case file than a reader makes', () => {
    const leaf = {
      type: 'TTLSCipherParms',
      line: 1,
      parameters: [{ keyword: 'K', value: 'v', line: 1 }],
      blocks: [],
      oddities: [],
    }
    const part = { ...leaf, blocks: new Array<unknown>(500).fill(leaf) }
    const kept = blockIn({ ...leaf, blocks: new Array<unknown>(500).fill(part) })
    const nodes = (block: SettingBlock | undefined): number =>
      block === undefined ? 0 : block.blocks.reduce((sum, inner) => sum + nodes(inner), 1 + block.parameters.length)
    expect(nodes(kept)).toBeLessThanOrEqual(65_536)
    expect(nodes(kept)).toBeGreaterThan(60_000)
  })
})
