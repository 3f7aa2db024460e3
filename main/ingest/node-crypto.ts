import { createCipheriv, createDecipheriv, createHash, createHmac, type Hash } from 'node:crypto'
import type { BlockCipherName, Crypto, RunningHash } from '../tls/decrypt/crypto.ts'

const GCM_TAG = 16

/** What OpenSSL calls a block cipher with a key of so many bytes. */
function cipherName(cipher: BlockCipherName, mode: 'cbc' | 'gcm', keyLength: number): string {
  switch (cipher) {
    case '3des':
      return `des-ede3-${mode}`
    case 'des':
    case 'seed':
    case 'idea':
      return `${cipher}-${mode}`
    default:
      return `${cipher}-${keyLength * 8}-${mode}`
  }
}

/** The primitives of decryption, by Node. */
export const nodeCrypto: Crypto = {
  // A list of ciphers names those of providers that are not loaded, too.
  has(cipher, mode, keyLength) {
    try {
      const ivLength =
        mode === 'gcm'
          ? 12
          : cipher === 'aes' || cipher === 'camellia' || cipher === 'aria' || cipher === 'seed'
            ? 16
            : 8
      createDecipheriv(cipherName(cipher, mode, keyLength), new Uint8Array(keyLength), new Uint8Array(ivLength))
      return true
    } catch {
      return false
    }
  },

  hash(name): RunningHash {
    const hash: Hash = createHash(name)
    return {
      update: (bytes) => void hash.update(bytes),
      value: () => hash.copy().digest(),
    }
  },

  hmac(name, key, ...parts) {
    const hmac = createHmac(name, key)
    for (const part of parts) hmac.update(part)
    return hmac.digest()
  },

  openGcm(cipher, key, nonce, additional, sealed) {
    const end = sealed.length - GCM_TAG
    if (end < 0) return undefined
    const name = cipherName(cipher, 'gcm', key.length) as 'aes-128-gcm'
    const decipher = createDecipheriv(name, key, nonce, { authTagLength: GCM_TAG })
    decipher.setAAD(additional)
    decipher.setAuthTag(sealed.subarray(end))
    const plain = decipher.update(sealed.subarray(0, end))
    try {
      decipher.final()
      return plain
    } catch {
      return undefined
    }
  },

  decryptCbc(cipher, key, iv, bytes) {
    const decipher = createDecipheriv(cipherName(cipher, 'cbc', key.length), key, iv).setAutoPadding(false)
    return joined(decipher.update(bytes), decipher.final())
  },

  encryptAesCbc(key, iv, bytes) {
    const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false)
    return joined(cipher.update(bytes), cipher.final())
  },

  aesCtr(key, counter, bytes) {
    const cipher = createCipheriv(`aes-${key.length * 8}-ctr`, key, counter)
    return joined(cipher.update(bytes), cipher.final())
  },
}

function joined(one: Buffer, other: Buffer): Uint8Array {
  return other.length === 0 ? one : Buffer.concat([one, other])
}
