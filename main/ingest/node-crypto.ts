import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  type Hash,
  constants as RSA,
  verify,
  X509Certificate,
} from 'node:crypto'
import { constants, inflateSync } from 'node:zlib'
import type { Crypto, RunningHash } from '../tls/decrypt/crypto.ts'
import type { Digest, SignatureCheck, SignedDataCheck } from '../x509/signature-check.ts'

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

interface Scheme {
  readonly keys: readonly string[]
  readonly hash: string | undefined
  readonly padding?: number
}

const pkcs1 = (hash: string): Scheme => ({ keys: ['rsa'], hash, padding: RSA.RSA_PKCS1_PADDING })
const pss = (hash: string): Scheme => ({ keys: ['rsa'], hash, padding: RSA.RSA_PKCS1_PSS_PADDING })
const ecdsa = (hash: string): Scheme => ({ keys: ['ec'], hash })

/** RFC 8446 §4.2.3, without what some platforms refuse. */
const SCHEMES: ReadonlyMap<number, Scheme> = new Map([
  [0x0401, pkcs1('sha256')],
  [0x0501, pkcs1('sha384')],
  [0x0601, pkcs1('sha512')],
  [0x0804, pss('sha256')],
  [0x0805, pss('sha384')],
  [0x0806, pss('sha512')],
  [0x0403, ecdsa('sha256')],
  [0x0503, ecdsa('sha384')],
  [0x0603, ecdsa('sha512')],
  [0x0807, { keys: ['ed25519'], hash: undefined }],
])

/** The check of signed handshake messages, by Node. */
export const checkSignedData: SignedDataCheck = (certificate, scheme, data, signature) => {
  const how = SCHEMES.get(scheme)
  if (how === undefined) return undefined
  try {
    const key = new X509Certificate(certificate).publicKey
    if (!how.keys.includes(key.asymmetricKeyType ?? '')) return undefined
    const { padding } = how
    // RFC 8446 §4.2.3: the salt of RSASSA-PSS is as long as the digest.
    const salt = padding === RSA.RSA_PKCS1_PSS_PADDING ? { saltLength: RSA.RSA_PSS_SALTLEN_DIGEST } : {}
    return verify(how.hash, data, { key, ...(padding === undefined ? {} : { padding }), ...salt }, signature)
  } catch {
    return undefined
  }
}

export const digest: Digest = (hash, data) => plain(createHash(hash).update(data).digest())

function joined(one: Buffer, other: Buffer): Uint8Array {
  return plain(other.length === 0 ? one : Buffer.concat([one, other]))
}

/** A Buffer's `slice` shares memory, where that of an array copies. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}
