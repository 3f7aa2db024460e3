import { describe, expect, it } from 'vitest'
import { attlsPolicy } from '../../../../main/format/attls-policy/attls-policy.ts'
import { latin } from '../../../support/bytes.ts'
import { FORMS, LAYOUTS, MARGINS } from '../../../support/listing-form.ts'
import { blockOf, readSettings, written } from '../../../support/read-settings.ts'

const read = (text: string) => readSettings(attlsPolicy, latin(text))

const POLICY = [
  '# what the telnet server needs',
  'TTLSRule                      TNRULE',
  '{',
  '  LocalPortRange              2023      # secure port',
  '  Jobname                     TN3270',
  '  direction                   INBOUND',
  '  TTLSGroupActionRef          GRP~1',
  '  TTLSEnvironmentActionRef    ENV.1',
  '}',
  '',
  'TTLSEnvironmentAction         ENV.1',
  '{',
  '# HandshakeRole               ServerWithClientAuth',
  '  HandshakeRole               Server',
  '  TTLSKeyRingParms',
  '  {',
  '    Keyring                   START1/MY#RING',
  '  }',
  '  TTLSCipherParms',
  '  {',
  '    V3CipherSuites            TLS_AES_128_GCM_SHA256',
  '    V3CipherSuites            TLS_AES_256_GCM_SHA384',
  '  }',
  '  3DesKeyCheck                On',
  '}',
  'TcpImage TCPIP2 /etc/tcpip2.image',
]
const SAID = [
  [
    'TTLSRule',
    'TNRULE',
    [
      'LocalPortRange 2023',
      'Jobname TN3270',
      'direction INBOUND',
      'TTLSGroupActionRef GRP~1',
      'TTLSEnvironmentActionRef ENV.1',
    ],
  ],
  [
    'TTLSEnvironmentAction',
    'ENV.1',
    [
      'HandshakeRole Server',
      '3DesKeyCheck On',
      'TTLSKeyRingParms: Keyring START1/MY#RING',
      'TTLSCipherParms: V3CipherSuites TLS_AES_128_GCM_SHA256',
      'TTLSCipherParms: V3CipherSuites TLS_AES_256_GCM_SHA384',
    ],
  ],
  ['TcpImage', undefined, ['TcpImage TCPIP2 /etc/tcpip2.image']],
]
const said = (kept: ReturnType<typeof read>) =>
  kept.settings.map((setting) => [setting.kind, setting.name, written(blockOf(setting))])

describe('attls-policy', () => {
  it('takes no other text that ends with a brace for a statement', () => {
    const text = ['BEBBCD70 CF0104C8 08914D00 0038C02C |.].....H.j(..{', ...POLICY].join('\n')
    const kept = read(text)
    expect(said(kept)).toEqual(SAID)
    expect(kept.notUnderstood).toHaveLength(1)
  })

  it('reads statements, those inside them, and their lines', () => {
    const kept = read(POLICY.join('\n'))
    expect(said(kept)).toEqual(SAID)
    expect(kept.notUnderstood).toEqual([])
    expect(kept.settings.map(({ line, lastLine }) => [line, lastLine])).toEqual([
      [2, 9],
      [11, 25],
      [26, 26],
    ])
    const [rule] = kept.settings
    const text = POLICY.join('\n')
    expect(text.slice(rule?.offset, (rule?.offset ?? 0) + (rule?.length ?? 0))).toMatch(/^TTLSRule[^}]*\}$/)
    expect(blockOf(rule).parameters[0]).toEqual({ keyword: 'LocalPortRange', value: '2023', line: 4 })
  })

  it.each(Object.entries(FORMS))('reads the same from %s', (_, form) => {
    expect(said(readSettings(attlsPolicy, form(POLICY)))).toEqual(SAID)
    expect(attlsPolicy.detect(form(POLICY))).toBe('certain')
  })

  it.each(Object.entries(LAYOUTS))('reads the same %s', (_, layout) => {
    expect(said(read(layout(POLICY).join('\n')))).toEqual(SAID)
  })

  it.each(Object.entries(MARGINS))('reads the same behind %s', (_, margin) => {
    expect(said(read(margin(POLICY).join('\n')))).toEqual(SAID)
  })

  it.each([
    ['sequence numbers', POLICY.map((line, at) => line.padEnd(72) + String((at + 1) * 100).padStart(8, '0'))],
    ['line numbers of an editor', POLICY.map((line, at) => `${String(at + 1).padStart(6, '0')} ${line}`)],
    [
      'braces on the line of the statement',
      POLICY.join('\n')
        .replaceAll(/\s*(?:#.*)?\n\s*\{/g, ' {')
        .split('\n'),
    ],
  ])('reads the same with %s', (_, lines) => {
    expect(said(read(lines.join('\n')))).toEqual(SAID)
  })

  it('says the same in pieces of any size', () => {
    const bytes = latin(POLICY.join('\r\n'))
    for (const size of [1, 7, 64]) expect(said(readSettings(attlsPolicy, bytes, size))).toEqual(SAID)
  })

  it('cut anywhere it keeps what came before', () => {
    const text = POLICY.join('\n')
    for (let length = 0; length < text.length; length++) {
      const { settings } = read(text.slice(0, length))
      for (const { value } of settings) expect(JSON.stringify(value).length).toBeLessThan(text.length * 6)
    }
    const cut = read(text.slice(0, text.indexOf('  Jobname')))
    expect(written(blockOf(cut.settings[0]))).toEqual(['LocalPortRange 2023'])
    expect(blockOf(cut.settings[0]).oddities).toEqual([{ code: 'missing-brace', line: 4 }])
  })

  it('goes on where a brace is missing', () => {
    const { settings } = read(
      'TTLSEnvironmentAction E\n{\n TTLSEnvironmentAdvancedParms\n {\n  SSLv3 Off\n}\n##---\nTTLSGroupAction G\n{\n TTLSEnabled On\n}\n',
    )
    expect(settings.map(({ kind, name }) => [kind, name])).toEqual([
      ['TTLSEnvironmentAction', 'E'],
      ['TTLSGroupAction', 'G'],
    ])
    expect(blockOf(settings[0]).oddities).toEqual([{ code: 'missing-brace', line: 8 }])
    expect(written(blockOf(settings[0]))).toEqual(['TTLSEnvironmentAdvancedParms: SSLv3 Off'])
  })

  it('closes a part that another one cannot stand in', () => {
    const { settings } = read(
      'TTLSEnvironmentAction E\n{\n TTLSKeyringParms\n {\n  Keyring A/B\n TTLSCipherParms\n {\n  V3CipherSuites 35\n }\n}\n',
    )
    expect(written(blockOf(settings[0]))).toEqual([
      'TTLSKeyringParms: Keyring A/B',
      'TTLSCipherParms: V3CipherSuites 35',
    ])
    expect(blockOf(settings[0]).blocks[0]?.oddities).toEqual([{ code: 'missing-brace', line: 6 }])
  })

  it('keeps keywords that it does not know, with their line', () => {
    const { settings } = read('TTLSRule R\n{\n  LocalPortRang 2023\n  Wholly new Thing\n}\n')
    expect(blockOf(settings[0]).parameters).toEqual([
      { keyword: 'LocalPortRang', value: '2023', line: 3 },
      { keyword: 'Wholly', value: 'new Thing', line: 4 },
    ])
  })

  it('counts what is no policy', () => {
    const kept = read(
      'Dear all,\n14.00.01 JOB00001 IEF403I PAGENT\nTTLSGroupAction G\n{\n TTLSEnabled On\n}\n}\nthe end\n',
    )
    expect(kept.settings.map(({ kind }) => kind)).toEqual(['TTLSGroupAction'])
    expect(kept.notUnderstood).toEqual([1, 2, 7, 8])
  })

  it.each([
    ['a main file', 'LogLevel 31\nTcpImage TCPIP /etc/image.conf FLUSH PURGE 600\n', 'possible'],
    ['prose that names a statement', 'Please look at TTLSRule\nand at the rest\n', 'no'],
    ['a message that names one', "WARNING:005: ..x: Ignoring non-image config file 'TTLSRule' statement\n", 'no'],
    ['nothing', '', 'no'],
  ])('claims %s as it should', (_, text, claim) => {
    expect(attlsPolicy.detect(latin(text))).toBe(claim)
  })

  it('bounds what hostile text makes', () => {
    const deep = read(`TTLSRule R\n${'{\nX Y\n'.repeat(50_000)}`)
    expect(deep.settings).toHaveLength(1)
    expect(JSON.stringify(deep.settings[0]?.value).length).toBeLessThan(2_000_000)
    const long = read(`TTLSCipherParms C\n{\n${'V3CipherSuites 35\n'.repeat(10_000)}}\n`)
    expect(blockOf(long.settings[0]).parameters.length).toBe(4_096)
    expect(blockOf(long.settings[0]).oddities[0]).toEqual({ code: 'too-much', line: 4_099 })
    expect(read('a'.repeat(300_000)).settings).toEqual([])
  })

  it('bounds the whole of a statement, not only each level of it', () => {
    const part = `TTLSCipherParms\n{\n${'V3CipherSuites 35\n'.repeat(100)}}\n`
    const { settings } = read(`TTLSEnvironmentAction E\n{\n${part.repeat(3_000)}}\nTTLSRule R\n{\n Priority 1\n}\n`)
    const [wide, rule] = settings.map((setting) => JSON.stringify(setting.value))
    expect(wide?.match(/"line":/g)?.length).toBeLessThan(70_000)
    expect(wide).toContain('"too-much"')
    expect(rule).toContain('Priority')
  })

  it('counts a line once, however many of its parts are not understood', () => {
    expect(read('?? } ?? } ??\n!!\n').notUnderstood).toEqual([1, 2])
    expect(read('Some } thing\n').notUnderstood).toEqual([1])
  })
})
