import { createCipheriv, createDecipheriv, createHash, createHmac, type Hash, X509Certificate } from 'node:crypto'
import { constants, inflateSync } from 'node:zlib'
import type { Crypto, RunningHash } from '../tls/decrypt/crypto.ts'
import type { SignatureCheck } from '../x509/signature-check.ts'

const GCM_TAG = 16
/** Twenty times what a record of compressed handshake may hold. */
const MAX_INFLATED = 1 << 20

/** The primitives of decryption, by Node. */
export const nodeCrypto: Crypto = {
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

  openAesGcm(key, nonce, additional, sealed) {
    const end = sealed.length - GCM_TAG
    if (end < 0) return undefined
    const name = `aes-${key.length * 8}-gcm` as 'aes-128-gcm'
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
    const name = cipher === '3des' ? 'des-ede3-cbc' : `aes-${key.length * 8}-cbc`
    const decipher = createDecipheriv(name, key, iv).setAutoPadding(false)
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

/** The check of signatures in chains, by Node. */
export const checkSignature: SignatureCheck = (certificate, issuer) => {
  try {
    return new X509Certificate(certificate).verify(new X509Certificate(issuer).publicKey)
  } catch {
    return undefined
  }
}

function joined(one: Buffer, other: Buffer): Uint8Array {
  return plain(other.length === 0 ? one : Buffer.concat([one, other]))
}

/** A Buffer's `slice` shares memory, where that of an array copies. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}
