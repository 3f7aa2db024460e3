import { describe, expect, it } from 'vitest'
import { pasearch } from '../../../../main/format/pasearch/pasearch.ts'
import { latin } from '../../../support/bytes.ts'
import { ACTIVE } from '../../../support/active-policy.ts'
import { FORMS, LAYOUTS, MARGINS } from '../../../support/listing-form.ts'
import { blockOf, readSettings, written } from '../../../support/read-settings.ts'

const read = (text: string) => readSettings(pasearch, latin(text))
const said = (kept: ReturnType<typeof read>) =>
  kept.settings.map((setting) => [setting.kind, setting.name, written(blockOf(setting))])
const WHOLE = said(read(ACTIVE.join('\n')))

describe('pasearch', () => {
  it('reads the header, rules, their conditions and actions', () => {
    const kept = read(ACTIVE.join('\n'))
    expect(kept.notUnderstood).toEqual([])
    expect(kept.settings.map(({ kind, name }) => [kind, name])).toEqual([
      ['pasearch', 'TCPIP'],
      ['policyRule', 'TNRULE'],
      ['policyRule', 'SPARE'],
    ])
    const lines = written(blockOf(kept.settings[1]))
    expect(lines).toEqual(
      expect.arrayContaining([
        'Image Name TCPIP',
        'Release 3.1',
        'Status Active',
        'Priority 255',
        "Sequence Actions Don't Care",
        'Local Address: FromAddr All',
        'LocalPortFrom 2023',
        'LocalPortTo 2030',
        'JobName TN3270',
        'UserId',
        'ServiceDirection Inbound',
        'TTLS Action: Scope Environment',
        'TTLS Action: TTLSKeyringParms: Keyring start1/TN3270',
        'TTLS Action: TTLSEnvironmentAdvancedParms: TLSv1.2 Off',
        'TTLS Action: TTLSEnvironmentAdvancedParms: ClientExtendedMasterSecret On',
        'TTLS Action: TTLSSignatureParms: ClientECurves 0023',
        'TTLS Action: TTLSSignatureParms: ClientECurves 0024',
        'TTLS Action: TTLSGskAdvancedParms: GSK_V3_SIDCACHE_SIZE 512',
        'TTLS Action: EnvironmentUserInstance 4',
        'TTLS Action: TTLSConnectionAdvancedParms: TLSv1.2 On',
        'TTLS Action: TTLSSignatureParms: ClientECurves Any',
        'TTLS Action: TTLSCipherParms: v3CipherSuites C02B',
        'TTLS Action: TTLSCipherParms: v3CipherSuites C02C',
      ]),
    )
  })

  it.each(Object.entries(FORMS))('reads the same from %s', (_, form) => {
    expect(said(readSettings(pasearch, form(ACTIVE)))).toEqual(WHOLE)
    expect(pasearch.detect(form(ACTIVE))).toBe('certain')
  })

  it.each(Object.entries(LAYOUTS))('reads the same %s', (_, layout) => {
    expect(said(read(layout(ACTIVE).join('\n')))).toEqual(WHOLE)
  })

  it.each(Object.entries(MARGINS))('reads the same behind %s', (_, margin) => {
    expect(said(read(margin(ACTIVE).join('\n')))).toEqual(WHOLE)
  })

  it('reads the same with blanks lost', () => {
    expect(said(read(ACTIVE.map((line) => line.replaceAll(/ {2,}/g, ' ')).join('\n')))).toEqual(WHOLE)
  })

  it('says the same in pieces, and cut anywhere never more', () => {
    const bytes = latin(ACTIVE.join('\n'))
    for (const size of [1, 13]) expect(said(readSettings(pasearch, bytes, size))).toEqual(WHOLE)
    const start = latin(ACTIVE.slice(0, 60).join('\n'))
    for (let length = 0; length < start.length; length += 1)
      expect(readSettings(pasearch, start.subarray(0, length)).settings.length).toBeLessThanOrEqual(2)
  })

  it('knows that nothing is installed', () => {
    const kept = read(
      'TCP/IP pasearch CS V2R4    Image Name: TCPIP2\n  Date: 01/02/2024  Time: 10:00:00\nNo policies retrieved\n',
    )
    expect(said(kept)).toEqual([
      [
        'pasearch',
        'TCPIP2',
        ['Image Name TCPIP2', 'Release 2.4', 'Date 01/02/2024', 'Time 10:00:00', 'No policies retrieved'],
      ],
    ])
  })

  it('counts what is no display', () => {
    expect(read(['SUBMIT', ...ACTIVE, 'READY'].join('\n')).notUnderstood).toEqual([1, ACTIVE.length + 2])
  })

  it('keeps the images apart', () => {
    const both = [...ACTIVE, ...ACTIVE.map((line) => line.replace('TCPIP', 'TCPIP2'))]
    expect(
      read(both.join('\n')).settings.map(
        ({ value }) => (value as { parameters: { value: string }[] }).parameters[0]?.value,
      ),
    ).toEqual(['TCPIP', 'TCPIP', 'TCPIP', 'TCPIP2', 'TCPIP2', 'TCPIP2'])
  })

  it('bounds the whole of a rule, not only each level of it', () => {
    const action = ['  TTLS Action: A', ...Array.from({ length: 100 }, () => '    Scope: Environment')].join('\n')
    const { settings } = read(
      `${ACTIVE[0]}\npolicyRule: R\n${`${action}\n`.repeat(3_000)}policyRule: S\n  Status: Active\n`,
    )
    const [, wide, next] = settings.map((setting) => JSON.stringify(setting.value))
    expect(wide?.match(/"line":/g)?.length).toBeLessThan(70_000)
    expect(wide).toContain('"too-much"')
    expect(next).toContain('Active')
  })
})
