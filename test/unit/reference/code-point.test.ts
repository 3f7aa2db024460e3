import { describe, expect, test } from 'vitest'
import { alertDescription, alertLevelName, alertName } from '../../../main/reference/alert.ts'
import { certificateCompressionName, compressionMethodName } from '../../../main/reference/compression.ts'
import {
  cipherSuite,
  cipherSuiteName,
  cipherSuiteWeaknesses,
  isTls13CipherSuite,
  zosCipherSpelling,
} from '../../../main/reference/cipher-suite.ts'
import { isGrease } from '../../../main/reference/code-point-name.ts'
import { extensionName } from '../../../main/reference/extension.ts'
import { handshakeTypeName } from '../../../main/reference/handshake-type.ts'
import { ecPointFormatName, pskKeyExchangeModeName } from '../../../main/reference/psk-mode-and-point-format.ts'
import {
  signatureScheme,
  signatureSchemeName,
  signatureSchemeWeaknesses,
  zosSignatureSpelling,
} from '../../../main/reference/signature-scheme.ts'
import { groupName, groupWeaknesses, zosGroupSpelling } from '../../../main/reference/supported-group.ts'
import { versionName, versionWeaknesses } from '../../../main/reference/version.ts'

describe('names', () => {
  test.each([
    [cipherSuiteName(0x1301), 'TLS_AES_128_GCM_SHA256'],
    [cipherSuiteName(0xc02b), 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
    [cipherSuiteName(0x1a1a), 'GREASE (0x1a1a)'],
    [cipherSuiteName(0x1a2b), 'unknown (0x1a2b)'],
    [cipherSuiteName(0x010080), 'SSL 2.0 cipher kind (0x010080)'],
    [groupName(23), 'secp256r1'],
    [groupName(29), 'x25519'],
    [groupName(0x0a0a), 'GREASE (0x0a0a)'],
    [groupName(0x7777), 'unknown (0x7777)'],
    [signatureSchemeName(0x0804), 'rsa_pss_rsae_sha256'],
    [signatureSchemeName(0xfafa), 'GREASE (0xfafa)'],
    [extensionName(0), 'server_name'],
    [extensionName(65281), 'renegotiation_info'],
    [extensionName(0x3a3a), 'GREASE (0x3a3a)'],
    [extensionName(0x1234), 'unknown (0x1234)'],
    [alertName(40), 'handshake_failure'],
    [alertName(250), 'unknown (0xfa)'],
    [alertLevelName(2), 'fatal'],
    [alertLevelName(7), 'unknown (0x07)'],
    [handshakeTypeName(1), 'client_hello'],
    [handshakeTypeName(99), 'unknown (0x63)'],
    [versionName(0x0303), 'TLS 1.2'],
    [versionName(0x0002), 'SSL 2.0'],
    [versionName(0x7f17), 'TLS 1.3 draft 23'],
    [versionName(0x4a4a), 'GREASE (0x4a4a)'],
    [versionName(0x0305), 'unknown (0x0305)'],
    [compressionMethodName(1), 'DEFLATE'],
    [compressionMethodName(9), 'unknown (0x09)'],
    [certificateCompressionName(2), 'brotli'],
    [pskKeyExchangeModeName(1), 'psk_dhe_ke'],
    [pskKeyExchangeModeName(0x2a), 'GREASE (0x2a)'],
    [pskKeyExchangeModeName(9), 'unknown (0x09)'],
    [ecPointFormatName(0), 'uncompressed'],
    [ecPointFormatName(9), 'unknown (0x09)'],
  ])('%s', (name, expected) => {
    expect(name).toBe(expected)
  })

  test('exactly sixteen values are GREASE', () => {
    const values = Array.from({ length: 0x10000 }, (_, code) => code).filter(isGrease)
    expect(values).toEqual(Array.from({ length: 16 }, (_, index) => index * 0x1010 + 0x0a0a))
  })
})

describe('the spelling of z/OS', () => {
  test('cipher suites in four hex digits', () => {
    expect([0xc02b, 0x35, 0x0a0a, 0x010080].map(zosCipherSpelling)).toEqual(['C02B', '0035', undefined, undefined])
    expect(cipherSuite(0xc02b)?.zosListed).toBe(true)
    expect(cipherSuite(0x35)?.zosTwoCharacters).toBe('35')
  })

  test('groups in four decimal digits', () => {
    expect([23, 29, 0x7777].map(zosGroupSpelling)).toEqual(['0023', '0029', undefined])
  })

  test('signature algorithms in four hex digits', () => {
    expect([0x0401, 0x0804, 0x7777].map(zosSignatureSpelling)).toEqual(['0401', '0804', undefined])
  })
})

describe('weaknesses', () => {
  test('are told in words, and only where there are any', () => {
    expect(cipherSuiteWeaknesses(0x0005)).toContain('RC4 is prohibited in TLS (RFC 7465)')
    expect(cipherSuiteWeaknesses(0x1301)).toEqual([])
    expect(groupWeaknesses(1)).toEqual(['obsolete group'])
    expect(groupWeaknesses(29)).toEqual([])
    expect(signatureSchemeWeaknesses(0x0101)).toEqual(['MD5'])
    expect(versionWeaknesses(0x0301)).toEqual(['deprecated by RFC 8996'])
    expect(versionWeaknesses(0x0303)).toEqual([])
  })

  test('facts that others build on', () => {
    expect(cipherSuite(0xc02f)).toMatchObject({ keyExchange: 'ECDHE', authentication: 'RSA', confidence: 'documented' })
    expect([isTls13CipherSuite(0x1302), isTls13CipherSuite(0xc030)]).toEqual([true, false])
    expect(signatureScheme(0x0403)).toMatchObject({ keyType: 'EC', tls13: true })
    expect(alertDescription(48)).toMatchObject({ name: 'unknown_ca', alwaysFatal: true })
  })
})
