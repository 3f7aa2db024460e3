import { describe, expect, it } from 'vitest'
import {
  groupList,
  isOn,
  keyRingOf,
  suiteList,
  valueOf,
  versionSettings,
  wordOf,
} from '../../../main/settings/meaning.ts'
import type { Policy } from '../../../main/settings/policy.ts'
import { settingsOf } from '../../support/given-settings.ts'

const policyOf = (text: string): Policy => {
  const [policy, ...others] = settingsOf('attls-policy', text).policies
  if (policy === undefined || others.length > 0) throw new Error('no policy, or more than one')
  return policy
}
const RULE = (
  body: string,
): string => `TTLSRule R\n{\n Direction Inbound\n LocalPortRange 2023\n TTLSGroupActionRef G\n TTLSEnvironmentActionRef E\n TTLSConnectionActionRef C\n}
TTLSGroupAction G\n{\n TTLSEnabled On\n Trace 7\n}\n${body}`
const valuesOf = (body: string) => policyOf(RULE(body)).rules[0]?.values ?? []

describe('values in force', () => {
  it('come from the connection action before the environment action before the group action', () => {
    const values = valuesOf(
      `TTLSEnvironmentAction E\n{\n HandshakeRole Server\n Trace 15\n TTLSKeyringParms\n {\n  Keyring START1/TN3270\n }\n TTLSEnvironmentAdvancedParmsRef EA\n}
TTLSEnvironmentAdvancedParms EA\n{\n TLSv1 Off\n TLSv1.2 Off\n HandshakeTimeout 20\n}
TTLSConnectionAction C\n{\n HandshakeRole ServerWithClientAuth\n TTLSConnectionAdvancedParms\n {\n  TLSv1.2 On\n }\n}\n`,
    )
    expect(valueOf(values, 'HandshakeRole')).toMatchObject({
      values: ['ServerWithClientAuth'],
      from: 'connection',
      line: 32,
    })
    expect(wordOf(values, 'Trace')).toBe('15')
    expect(isOn(values, 'TTLSEnabled')).toBe(true)
    expect(versionSettings(values).map(({ code, on, value }) => [code, on, value.from])).toEqual([
      [0x0300, false, 'default'],
      [0x0301, false, 'environment'],
      [0x0302, true, 'default'],
      [0x0303, true, 'connection'],
      [0x0304, false, 'default'],
    ])
    expect(valueOf(values, 'ClientAuthType')).toMatchObject({
      values: ['Required'],
      from: 'default',
      documented: 'z/OS 2.5 to 3.1',
    })
    expect(keyRingOf(values)).toMatchObject({ owner: 'START1', ring: 'TN3270' })
    expect(valueOf(values, 'CertificateLabel')).toBeUndefined()
  })

  it('put the values of a list behind each other, those of one action alone', () => {
    const values = valuesOf(
      `TTLSEnvironmentAction E\n{\n HandshakeRole Server\n TTLSCipherParms\n {\n  V3CipherSuites TLS_RSA_WITH_AES_128_CBC_SHA\n }\n}
TTLSConnectionAction C\n{\n TTLSCipherParmsRef CP\n TTLSSignatureParms\n {\n  ServerKeyShareGroups 00230029\n  ServerKeyShareGroups 0030\n  ClientECurves Any\n }\n}
TTLSCipherParms CP\n{\n V3CipherSuites TLS_AES_128_GCM_SHA256\n V3CipherSuites 352F\n}\n`,
    )
    expect(suiteList(values)).toMatchObject({
      codes: [0x1301, 0x0035, 0x002f],
      value: { from: 'connection', line: 34 },
    })
    expect(groupList(values, 'ServerKeyShareGroups')?.codes).toEqual([23, 29, 30])
    expect(groupList(values, 'ClientECurves')).toBeUndefined()
    expect(groupList(values, 'ServerKexECurves')).toMatchObject({ value: { from: 'default', documented: 'z/OS 3.1' } })
  })

  it('know codes of four digits, and that an empty list is none', () => {
    const four = 'TTLSEnvironmentAction E\n{\n TTLSCipherParms\n {\n  V3CipherSuites4Char 1301C02F\n }\n}\n'
    expect(suiteList(valuesOf(four))?.codes).toEqual([0x1301, 0xc02f])
    expect(suiteList(valuesOf('TTLSEnvironmentAction E\n{\n TTLSCipherParms\n {\n }\n}\n'))).toBeUndefined()
    expect(suiteList(valuesOf(four.replace('TTLSCipher', 'SuiteBProfile All\nTTLSCipher')))).toBeUndefined()
  })

  it('are not those of a keyword that stands where it does not belong', () => {
    const values = valuesOf('TTLSEnvironmentAction E\n{\n HandshakeRole Server\n TLSv1.2 On\n}\n')
    expect(valueOf(values, 'TLSv1.2')).toMatchObject({ values: ['Off'], from: 'default' })
  })

  it('do not go round and round', () => {
    const policy = policyOf(
      `${RULE('')}PortGroup P\n{\n PortRangeRef P\n PortGroup P\n}\nIpAddrGroup I\n{\n IpAddrRef I\n}\n`,
    )
    expect(policy.rules).toHaveLength(1)
  })
})

describe('conditions', () => {
  it('are followed to address and port groups', () => {
    const { rules } = policyOf(
      `TTLSRule R\n{\n LocalAddrSetRef S\n RemoteAddrGroupRef AG\n LocalPortGroupRef PG\n RemotePortRange 1024-65535\n Jobname WEB*\n Direction Both\n TTLSGroupActionRef G\n}
IpAddrSet S\n{\n Prefix 10.1.0.0/16\n}\nIpAddrGroup AG\n{\n IpAddr\n {\n  Addr 192.0.2.7\n }\n IpAddrRef A6\n}\nIpAddr A6\n{\n Addr 2001:db8::1\n}
PortGroup PG\n{\n PortRange\n {\n  Port 443\n }\n PortRangeRef P2\n}\nPortRange P2\n{\n Port 8443 8450\n}\n`,
    )
    expect(rules[0]?.conditions).toMatchObject({
      localAddresses: [{ family: 4, first: 0x0a010000n, last: 0x0a01ffffn }],
      remoteAddresses: [{ family: 4 }, { family: 6, first: 0x20010db8000000000000000000000001n }],
      localPorts: [
        { first: 443, last: 443 },
        { first: 8443, last: 8450 },
      ],
      remotePorts: [{ first: 1024, last: 65_535 }],
      job: 'WEB*',
      direction: 'both',
    })
  })
})

describe('flags', () => {
  const flagsOf = (text: string) =>
    policyOf(text).flags.map(({ code, line, word, meant, sure }) => [code, line, word, meant, sure])

  it('are raised for none of what is documented', () => {
    expect(
      flagsOf(
        RULE(
          'TTLSEnvironmentAction E\n{\n handshakerole SERVER\n TTLSKeyRingParms\n {\n  Keyring A/B\n }\n}\nTTLSConnectionAction C\n{\n Trace 255\n}\n',
        ),
      ),
    ).toEqual([])
  })

  it.each([
    [' HandshakeRol Server', ['unknown-keyword', 16, 'HandshakeRol', 'HandshakeRole', true]],
    [' TLSv1.2 On', ['misplaced-keyword', 16, 'TLSv1.2', 'TTLSEnvironmentAdvancedParms', true]],
    [' SomethingNew 1', ['unknown-keyword', 16, 'SomethingNew', undefined, false]],
    [' SuiteBProfile 129', ['unknown-value', 16, '129', undefined, true]],
    [' Trace', ['unknown-value', 16, '', undefined, false]],
    [' TTLSCipherParmsRef Nowhere', ['missing-reference', 16, 'Nowhere', undefined, false]],
    [' HandshakeRole Server\n HandshakeRole Client', ['repeated', 17, 'HandshakeRole', undefined, true]],
    [' TTLSCiperParms\n {\n }', ['unknown-statement', 16, 'TTLSCiperParms', 'TTLSCipherParms', true]],
    [
      ' TTLSConnectionAdvancedParms\n {\n }',
      ['misplaced-statement', 16, 'TTLSConnectionAdvancedParms', undefined, true],
    ],
    [' TTLSSignatureParms\n {\n  ClientECurves secp256r1\n }', ['unknown-value', 18, 'secp256r1', undefined, false]],
    [
      ' TTLSCipherParms\n {\n  V3CipherSuites4Char TLS_AES_128_GCM_SHA256\n }',
      ['unknown-value', 18, 'TLS_AES_128_GCM_SHA256', undefined, false],
    ],
  ])('tell of %j', (body, flag) => {
    expect(flagsOf(RULE(`TTLSEnvironmentAction E\n{\n${body}\n}\n`))).toContainEqual(flag)
  })

  it.each([
    ['TTLSGroupAction G\n{\n Trace 7\n}\n', ['missing-keyword', 1, 'TTLSEnabled', undefined, true]],
    [
      'TTLSRul R\n{\n Direction Both\n}\nTTLSGroupAction G\n{\n TTLSEnabled On\n}\n',
      ['unknown-statement', 1, 'TTLSRul', 'TTLSRule', true],
    ],
    [
      'TTLSConfig /etc/x\nTTLSGroupAction G\n{\n TTLSEnabled On\n}\n',
      ['misplaced-statement', 2, 'TTLSGroupAction', undefined, false],
    ],
    [
      'TTLSGroupAction G\n{\n TTLSEnabled On\n}\nTTLSGroupAction G\n{\n TTLSEnabled Off\n}\n',
      ['repeated', 5, 'G', undefined, true],
    ],
    ['TTLSGroupAction G\n{\n TTLSEnabled On\n', ['braces', 3, 'TTLSGroupAction', undefined, true]],
  ])('tell of %j', (text, flag) => {
    expect(flagsOf(text)).toContainEqual(flag)
  })

  it('have an end', () => {
    expect(policyOf(`TTLSGroupAction G\n{\n${' Wrong 1\n'.repeat(3_000)}}\n`).flags).toHaveLength(500)
  })
})
