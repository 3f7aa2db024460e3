import { describe, expect, it } from 'vitest'
import { racdcert } from '../../../../main/format/racdcert/racdcert.ts'
import { latin } from '../../../support/bytes.ts'
import { FORMS, LAYOUTS, MARGINS } from '../../../support/listing-form.ts'
import { CHAIN, LIST, LISTRING } from '../../../support/racdcert-listing.ts'
import { readSettings } from '../../../support/read-settings.ts'

const ALL = [...LIST, ...LISTRING, ...CHAIN]
const read = (text: string) => readSettings(racdcert, latin(text))
/** All but the lines, which blank lines move. */
const said = (kept: ReturnType<typeof read>) =>
  kept.settings.map(({ kind, name, value }) => [
    kind,
    name,
    JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'line' ? undefined : part))) as unknown,
  ])
const WHOLE = said(read(ALL.join('\n')))

describe('racdcert', () => {
  it('reads a certificate', () => {
    expect(read(LIST.join('\n')).settings[0]).toMatchObject({
      kind: 'certificate',
      name: 'TN3270 EC',
      line: 1,
      value: {
        owner: 'START1',
        label: 'TN3270 EC',
        status: 'TRUST',
        startDate: '2024/01/02 00:00:00',
        endDate: '2026/01/02 23:59:59',
        serial: '0A',
        issuer: 'CN=Test CA.OU=Systems.O=Example',
        subject:
          'CN=tn3270.example.OU=A department whose name is so long that its display goes on in the next line.O=Example',
        altNames: ['ip:192.0.2.1', 'domain:tn3270.example'],
        keyUsage: 'HANDSHAKE',
        keyType: 'NIST ECC',
        keySize: 256,
        privateKey: 'YES',
        rings: [
          { owner: 'START1', ring: 'TN3270' },
          { owner: 'IZUSVR', ring: 'IZU.Keyring' },
        ],
        others: ['Certificate ID: 2QjmhUFqLm'],
      },
    })
  })

  it('reads the certificates of one owner apart', () => {
    expect(said(read(LIST.join('\n'))).map(([, name]) => name)).toEqual(['TN3270 EC', 'OLD'])
    expect(read(LIST.join('\n')).settings[1]?.value).toMatchObject({ privateKey: 'Non-ICSF', keySize: 1024 })
  })

  it('reads rings, also one without certificates', () => {
    const kept = read(LISTRING.join('\n'))
    expect(kept.notUnderstood).toEqual([])
    expect(kept.settings.map(({ value }) => value)).toEqual([
      {
        owner: 'START1',
        ring: 'TN3270',
        line: 3,
        certificates: [
          { label: 'Test CA', owner: 'CERTAUTH', usage: 'CERTAUTH', isDefault: false, line: 7 },
          { label: "It's mine", owner: 'START1', usage: 'PERSONAL', isDefault: true, line: 9 },
        ],
      },
      { owner: 'START1', ring: 'EMPTY', line: 10, certificates: [] },
    ])
  })

  it('reads a chain', () => {
    expect(said(read(CHAIN.join('\n'))).map(([kind, name]) => [kind, name])).toEqual([
      ['certificate', 'TN3270 EC'],
      ['certificate', 'Test CA'],
      ['chain', undefined],
    ])
  })

  it.each(Object.entries(FORMS))('reads the same from %s', (_, form) => {
    expect(said(readSettings(racdcert, form(ALL)))).toEqual(WHOLE)
    expect(racdcert.detect(form(ALL))).toBe('certain')
  })

  it.each(Object.entries(LAYOUTS))('reads the same %s', (_, layout) => {
    expect(said(read(layout(ALL).join('\n')))).toEqual(WHOLE)
  })

  it.each(Object.entries(MARGINS))('reads the same behind %s', (_, margin) => {
    expect(said(read(margin(ALL).join('\n')))).toEqual(WHOLE)
    const unindented = ALL.map((line) => line.trimStart())
    expect(said(read(margin(unindented).join('\n')))).toEqual(WHOLE)
  })

  it('says the same in pieces, and cut anywhere never more', () => {
    const bytes = latin(ALL.join('\n'))
    for (const size of [1, 13]) expect(said(readSettings(racdcert, bytes, size))).toEqual(WHOLE)
    for (let length = 0; length < bytes.length; length += 1)
      expect(readSettings(racdcert, bytes.subarray(0, length)).settings.length).toBeLessThanOrEqual(WHOLE.length)
  })

  it.each(['constructor', 'toString', 'valueOf'])('keeps a field that is called %s', (word) => {
    const [setting] = read(`Digital certificate information for SITE:\n Label: L\n ${word}: x\n`).settings
    expect(setting?.value).toMatchObject({ label: 'L', others: [`${word}: x`] })
    expect(() => structuredClone(setting)).not.toThrow()
  })

  it('counts what it does not know, and bounds what it keeps', () => {
    expect(read(`READY\n${LISTRING.join('\n')}\nREADY\n`).notUnderstood).toEqual([1, LISTRING.length + 2])
    const rows = ' A  ID(START1)  PERSONAL  NO\n'.repeat(10_000)
    const many = read(`Digital ring information for user A:\n Ring:\n  >R<\n${rows}`)
    expect(many.settings[0]?.value).toMatchObject({ certificates: { length: 4_096 } })
    const name = `${'  >x'.padEnd(1000, 'x')}<\n`
    const longName = read(`Digital certificate information for SITE:\n Label: L\n Issuer's Name:\n${name.repeat(1000)}`)
    expect(JSON.stringify(longName.settings).length).toBeLessThan(10_000)
  })
})
