import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { CAUSES } from '../../../preload/contract/cause.ts'
import { lookUp } from '../../../main/reference/look-up.ts'
import alerts from '../../../main/reference/table/alerts.json' with { type: 'json' }
import attlsReturnCodes from '../../../main/reference/table/attls-return-codes.json' with { type: 'json' }
import cipherSuites from '../../../main/reference/table/cipher-suites.json' with { type: 'json' }
import cmsStatusCodes from '../../../main/reference/table/cms-status-codes.json' with { type: 'json' }
import supportedGroups from '../../../main/reference/table/supported-groups.json' with { type: 'json' }
import systemSslReturnCodes from '../../../main/reference/table/system-ssl-return-codes.json' with { type: 'json' }
import zosMessages from '../../../main/reference/table/zos-messages.json' with { type: 'json' }

const readAs = (text: string) => lookUp(text).readings.map((reading) => `${reading.kind}: ${reading.name ?? ''}`)

describe('lookUp', () => {
  it.each([
    ['402', 'system-ssl: GSK_ERR_NO_CIPHERS'],
    ['00000192', 'system-ssl: GSK_ERR_NO_CIPHERS'],
    ['0x134CC192', 'system-ssl: GSK_ERR_NO_CIPHERS'],
    ['0x134CC19E', 'system-ssl: GSK_ERR_BAD_CERT'],
    ['GSK_ERR_NO_CIPHERS', 'system-ssl: GSK_ERR_NO_CIPHERS'],
    ['gsk_err_no_ciphers', 'system-ssl: GSK_ERR_NO_CIPHERS'],
    ['-22', 'system-ssl: '],
    ['FFFFFFEA', 'system-ssl: '],
    ['0335301A', 'cms: CMSERR_NO_PRIVATE_KEY'],
    ['53817370', 'cms: CMSERR_NO_PRIVATE_KEY'],
    ['0x03353FFF', 'cms: '],
    ['014CE001', 'asn1: '],
    ['5003', 'at-tls: '],
    ['6001', 'at-tls: '],
    ['8/16008', 'icsf: '],
    ['0x8/0x3e88', 'icsf: '],
    ['74610296', 'errno2: '],
    ['c02b', 'cipher-suite: TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
    ['C02B', 'cipher-suite: TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
    ['0xC02B', 'cipher-suite: TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
    ['TLS_AES_128_GCM_SHA256', 'cipher-suite: TLS_AES_128_GCM_SHA256'],
    ['ECDHE-RSA-AES128-GCM-SHA256', 'cipher-suite: TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
    ['0023', 'group: secp256r1'],
    ['x25519', 'group: x25519'],
    ['0403', 'signature-scheme: ecdsa_secp256r1_sha256'],
    ['0303', 'version: TLS 1.2'],
    ['handshake_failure', 'alert: handshake_failure'],
    ['40', 'alert: handshake_failure'],
    ['0x28', 'alert: handshake_failure'],
    ['GSK_CONNECT_CIPHER_SPEC(207)', 'attribute: GSK_CONNECT_CIPHER_SPEC'],
    ['207', 'attribute: GSK_CONNECT_CIPHER_SPEC'],
    ['GSK_CONNECT_CIPHER_SPEC(207) - C02B', 'cipher-suite: TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
    ['GSK_CONNECT_CIPHER_SPEC(207) – C02B', 'cipher-suite: TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
    ['GSK_CONNECT_CIPHER_SPEC(207) – C02B', 'attribute: GSK_CONNECT_CIPHER_SPEC'],
    ['gsk_secure_socket_init failed, rc = 402', 'system-ssl: GSK_ERR_NO_CIPHERS'],
  ])('%s', (text, expected) => {
    expect(readAs(text)).toContain(expected)
    expect(lookUp(text).manual).toBeUndefined()
  })

  it('0x3E88 in both spellings is the same pair', () => {
    expect(lookUp('8/16008').readings).toEqual(lookUp('0x8/0x3E88').readings)
  })

  it('gives every reading of a number that means several things', () => {
    const kinds = lookUp('10').readings.map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['alert', 'group', 'extension']))
    expect(lookUp('0023').readings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['group', 'cipher-suite']))
  })

  it('names causes and confidence of a message', () => {
    const [message] = lookUp('ezd1287i').readings
    expect(message).toMatchObject({ kind: 'message', confidence: 'documented' })
    expect(message?.manual).toContain('Communications Server')
    expect(lookUp('402').readings[0]?.findings).toContain('no-common-cipher')
  })

  it.each([
    ['999', 'System SSL Programming'],
    ['EZZ9999I', 'IP Messages'],
    ['ICH999I', 'RACF Messages'],
    ['CA9B', 'IANA'],
    ['no such thing', 'System SSL'],
  ])('%s is unknown and says where to look', (text, manual) => {
    const found = lookUp(text)
    expect(found.readings).toEqual([])
    expect(found.manual).toContain(manual)
  })

  it('offers names that contain the text', () => {
    expect(lookUp('NO_CIPHER').similar).toContain('GSK_ERR_NO_CIPHERS')
    expect(lookUp('ab').similar).toEqual([])
  })

  it('finds every entry of the tables by its code', () => {
    for (const { code } of systemSslReturnCodes.entries)
      expect(
        readAs(String(code)).some((kind) => kind.startsWith('system-ssl')),
        `${code}`,
      ).toBe(true)
    for (const { code } of systemSslReturnCodes.deprecatedApiCodes)
      expect(readAs(String(code)), `${code}`).toHaveLength(1)
    for (const { code } of cmsStatusCodes.entries)
      expect(readAs(`0x${code.toString(16).padStart(8, '0')}`), `${code}`).toEqual(readAs(String(code)))
    for (const { code } of attlsReturnCodes.entries) expect(readAs(String(code)), `${code}`).toContain('at-tls: ')
    for (const { code, name } of alerts.entries) expect(readAs(String(code))).toContain(`alert: ${name}`)
    for (const { code, name } of cipherSuites.entries)
      expect(readAs(code.toString(16).padStart(4, '0'))).toContain(`cipher-suite: ${name}`)
    for (const { code, name } of supportedGroups.entries) expect(readAs(String(code))).toContain(`group: ${name}`)
    for (const { id } of zosMessages.entries) expect(lookUp(id).readings[0]?.kind, id).toBe('message')
  })

  it('names only causes that findings use', () => {
    const asked = ['0', '74610296', 'ICH408I', 'EZZ4248E', 'EZZ8434I', 'EZZ8779I', 'EZD1288I', 'EZD2042I', 'VIRHT57E']
    for (let code = 1; code < 6000; code++) asked.push(String(code))
    for (const text of asked)
      for (const { findings } of lookUp(text).readings)
        for (const finding of findings) expect(CAUSES as readonly string[]).toContain(finding)
  })

  it('answers whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 140 }), (text) => {
        const found = lookUp(text)
        expect(found.text.length).toBeLessThanOrEqual(128)
        expect(found.readings.length > 0 || found.manual !== undefined).toBe(true)
      }),
    )
  })
})
