import { createCipheriv, createDecipheriv, createHash, createHmac, type Hash } from 'node:crypto'
import { constants, inflateSync } from 'node:zlib'
import type { BlockCipherName, Crypto, RunningHash } from '../tls/decrypt/crypto.ts'

const GCM_TAG = 16
/** Twenty times what a record of compressed handshake may hold. */
const MAX_INFLATED = 1 << 20

/** DES is 3DES with the same key three times; the library has it no longer. */
function cipherKey(cipher: BlockCipherName, key: Uint8Array): Uint8Array {
  return cipher === 'des' ? Buffer.concat([key, key, key]) : key
}

/** What OpenSSL calls a block cipher with a key of so many bytes. */
function cipherName(cipher: BlockCipherName, mode: 'cbc' | 'gcm', keyLength: number): string {
  switch (cipher) {
    case '3des':
    case 'des':
      return `des-ede3-${mode}`
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
      const key = cipherKey(cipher, new Uint8Array(keyLength))
      const ivLength = mode === 'gcm' ? 12 : ['3des', 'des', 'idea'].includes(cipher) ? 8 : 16
      createDecipheriv(cipherName(cipher, mode, keyLength), key, new Uint8Array(ivLength))
      return true
    } catch {
      return false
    }
  },

  hash(name): RunningHash {
    const hash: Hash = createHash(name)
    return {
      update: (bytes) => void hash.update(bytes),
      value: () => plain(hash.copy().digest()),
    }
  },

  hmac(name, key, ...parts) {
    const hmac = createHmac(name, key)
    for (const part of parts) hmac.update(part)
    return plain(hmac.digest())
  },

  openGcm(cipher, key, nonce, additional, sealed) {
    const end = sealed.length - GCM_TAG
    if (end < 0) return undefined
    const name = cipherName(cipher, 'gcm', key.length) as 'aes-128-gcm'
    const decipher = createDecipheriv(name, key, nonce, { authTagLength: GCM_TAG })
    decipher.setAAD(additional)
    decipher.setAuthTag(sealed.subarray(end))
    const opened = decipher.update(sealed.subarray(0, end))
    try {
      decipher.final()
      return plain(opened)
    } catch {
      return undefined
    }
  },

  decryptCbc(cipher, key, iv, bytes) {
    const decipher = createDecipheriv(cipherName(cipher, 'cbc', key.length), cipherKey(cipher, key), iv).setAutoPadding(
      false,
    )
    return joined(decipher.update(bytes), decipher.final())
  },

  encryptAesCbc(key, iv, bytes) {
    const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false)
    return joined(cipher.update(bytes), cipher.final())
  },

  inflate(bytes) {
    try {
      return plain(inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_INFLATED }))
    } catch {
      return undefined
    }
  },

  aesCtr(key, counter, bytes) {
    const cipher = createCipheriv(`aes-${key.length * 8}-ctr`, key, counter)
    return joined(cipher.update(bytes), cipher.final())
  },
}

function joined(one: Buffer, other: Buffer): Uint8Array {
  return plain(other.length === 0 ? one : Buffer.concat([one, other]))
}

/** A Buffer's `slice` shares memory, where that of an array copies. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}
