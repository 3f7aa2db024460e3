/** What a cipher suite means for its records: cipher, lengths, hashes. */
import { cipherSuite } from '../../reference/cipher-suite.ts'
import type { BlockCipherName } from './cbc.ts'
import type { HashName } from './crypto.ts'

export type SuiteCipher = {
  readonly keyLength: number
  /** Bytes of the key block that a key is made of: fewer than it has in the export suites. */
  readonly secretLength: number
  /** Of the PRF in TLS 1.2, of everything in TLS 1.3. */
  readonly hash: HashName
} & (
  | { readonly mode: 'gcm'; readonly cipher: 'aes' | 'aria' | 'camellia' }
  | { readonly mode: 'ccm'; readonly tagLength: number }
  | { readonly mode: 'chacha20' }
  | { readonly mode: 'cbc'; readonly cipher: BlockCipherName; readonly blockLength: number; readonly mac: HashName }
  | { readonly mode: 'rc4'; readonly mac: HashName }
)

const BLOCK_CIPHERS: ReadonlyMap<string, { readonly cipher: BlockCipherName; readonly blockLength: number }> = new Map([
  ['AES', { cipher: 'aes', blockLength: 16 }],
  ['3DES', { cipher: '3des', blockLength: 8 }],
  ['DES', { cipher: 'des', blockLength: 8 }],
  ['CAMELLIA', { cipher: 'camellia', blockLength: 16 }],
  ['ARIA', { cipher: 'aria', blockLength: 16 }],
  ['SEED', { cipher: 'seed', blockLength: 16 }],
  ['IDEA', { cipher: 'idea', blockLength: 8 }],
  ['RC2', { cipher: 'rc2', blockLength: 8 }],
])

const HASHES: ReadonlyMap<string, HashName> = new Map([
  ['HMAC-MD5', 'md5'],
  ['HMAC-SHA1', 'sha1'],
  ['HMAC-SHA256', 'sha256'],
  ['HMAC-SHA384', 'sha384'],
])

/** Undefined for suites that nothing here can decrypt: GOST, SM4, AEGIS, those without encryption. */
export function suiteCipher(code: number): SuiteCipher | undefined {
  const facts = cipherSuite(code)
  if (facts?.encryption === undefined || facts.prfHash === 'SM3') return undefined
  const hash = facts.prfHash === 'SHA384' ? 'sha384' : 'sha256'
  const keyLength = keyBytes(facts.name, facts.encryption)
  const secretLength = secretBytes(facts.name) ?? keyLength
  const block = BLOCK_CIPHERS.get(facts.encryption)
  const mac = HASHES.get(facts.mac ?? '')
  switch (facts.mode) {
    case 'GCM':
      if (block?.cipher !== 'aes' && block?.cipher !== 'aria' && block?.cipher !== 'camellia') return undefined
      return { mode: 'gcm', cipher: block.cipher, keyLength, secretLength, hash }
    case 'CCM':
      return facts.encryption === 'AES' ? { mode: 'ccm', tagLength: 16, keyLength, secretLength, hash } : undefined
    case 'CCM-8':
      return facts.encryption === 'AES' ? { mode: 'ccm', tagLength: 8, keyLength, secretLength, hash } : undefined
    case 'AEAD':
      return facts.encryption === 'CHACHA20-POLY1305'
        ? { mode: 'chacha20', keyLength: 32, secretLength: 32, hash }
        : undefined
    case 'CBC':
      return block === undefined || mac === undefined
        ? undefined
        : { mode: 'cbc', ...block, mac, keyLength, secretLength, hash }
    case 'stream':
      return facts.encryption === 'RC4' && mac !== undefined
        ? { mode: 'rc4', mac, keyLength, secretLength, hash }
        : undefined
    default:
      return undefined
  }
}

/** The registry states key lengths in names only: TLS_RSA_WITH_AES_256_CBC_SHA. */
function keyBytes(name: string, encryption: string): number {
  if (encryption === '3DES') return 24
  if (encryption === 'DES') return 8
  return name.includes('_256_') ? 32 : 16
}

/** RFC 2246 §6.3.1: 40 bits; the suites with 56 bits that never became an RFC count the parity of DES. Undefined where none are left out. */
function secretBytes(name: string): number | undefined {
  if (name.includes('_EXPORT_')) return 5
  return name.includes('_EXPORT1024_') ? (name.includes('_DES_') ? 8 : 7) : undefined
}

export function hashLength(hash: HashName): number {
  return { md5: 16, sha1: 20, sha256: 32, sha384: 48 }[hash]
}
