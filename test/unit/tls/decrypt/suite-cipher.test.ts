import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../../../main/ingest/node-crypto.ts'
import { cipherSuite } from '../../../../main/reference/cipher-suite.ts'
import { earlierKeys } from '../../../../main/tls/decrypt/earlier-keys.ts'
import { hashLength, suiteCipher } from '../../../../main/tls/decrypt/suite-cipher.ts'
import { trafficCipher } from '../../../../main/tls/decrypt/tls13-keys.ts'

/** What the registry has and nothing here opens. */
const UNOPENED = /GOST|SM4|AEGIS|_NULL_|_SHA256_SHA256$|_SHA384_SHA384$/

const suites = Array.from({ length: 0x10000 }, (_, code) => cipherSuite(code)).filter(
  (suite) => suite?.encryption !== undefined,
)

const handshake = (cipherSuite: number, version: number) => ({
  version,
  cipherSuite,
  clientRandom: new Uint8Array(32).fill(1),
  serverRandom: new Uint8Array(32).fill(2),
  encryptThenMac: false,
  compression: 0,
})

describe('cipher suites of the registry', () => {
  it('have keys made for them, but for those that are known not to', () => {
    expect(suites.length).toBeGreaterThan(300)
    const opened = suites.filter((suite) => {
      const { code, versions } = suite ?? expect.fail()
      if (versions?.includes('TLS 1.3')) {
        const hash = suiteCipher(code)?.hash
        return hash && trafficCipher(nodeCrypto, code, new Uint8Array(hashLength(hash)), 0x0304) !== undefined
      }
      return earlierKeys(nodeCrypto, handshake(code, 0x0303), new Uint8Array(48)) !== undefined
    })
    const left = suites.filter((suite) => !opened.includes(suite)).map((suite) => suite?.name ?? '')
    expect(left.filter((name) => !UNOPENED.test(name))).toEqual([])
    expect(opened.filter((suite) => UNOPENED.test(suite?.name ?? ''))).toEqual([])
  })

  it.each([
    ['TLS_RSA_EXPORT_WITH_RC4_40_MD5', 0x0003, { secretLength: 5, keyLength: 16 }],
    ['TLS_RSA_EXPORT_WITH_RC2_CBC_40_MD5', 0x0006, { cipher: 'rc2', secretLength: 5, keyLength: 16, mac: 'md5' }],
    ['TLS_RSA_EXPORT_WITH_DES40_CBC_SHA', 0x0008, { cipher: 'des', secretLength: 5, keyLength: 8 }],
    ['TLS_RSA_EXPORT1024_WITH_RC2_CBC_56_MD5', 0x0061, { cipher: 'rc2', secretLength: 7, keyLength: 16 }],
    ['TLS_RSA_EXPORT1024_WITH_DES_CBC_SHA', 0x0062, { cipher: 'des', secretLength: 8, keyLength: 8 }],
    ['TLS_RSA_EXPORT1024_WITH_RC4_56_SHA', 0x0064, { secretLength: 7, keyLength: 16 }],
    ['TLS_RSA_WITH_IDEA_CBC_SHA', 0x0007, { cipher: 'idea', blockLength: 8, secretLength: 16 }],
    ['TLS_RSA_WITH_SEED_CBC_SHA', 0x0096, { cipher: 'seed', blockLength: 16, secretLength: 16 }],
    ['TLS_RSA_WITH_CAMELLIA_256_CBC_SHA256', 0x00c0, { cipher: 'camellia', keyLength: 32, mac: 'sha256' }],
    ['TLS_RSA_WITH_CAMELLIA_256_GCM_SHA384', 0xc07b, { cipher: 'camellia', keyLength: 32, hash: 'sha384' }],
  ])('%s', (name, code, facts) => {
    expect(cipherSuite(code)?.name).toBe(name)
    expect(suiteCipher(code)).toMatchObject(facts)
  })
})
