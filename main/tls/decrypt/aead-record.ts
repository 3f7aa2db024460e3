/** Records under AEAD: TLS 1.2 (RFC 5246 §6.2.3.3) and TLS 1.3 (RFC 8446 §5.2). */
import { ariaEncryption } from '../block-cipher/aria.ts'
import { camelliaEncryption } from '../block-cipher/camellia.ts'
import { openAesCcm } from './aes-ccm.ts'
import { concat, uint16, uint64 } from './bytes.ts'
import { openChaCha20Poly1305 } from './chacha20-poly1305.ts'
import type { Crypto } from './crypto.ts'
import { openGcm } from './gcm.ts'
import type { OpenedContent, RecordCipher } from './record-cipher.ts'
import type { SuiteCipher } from './suite-cipher.ts'

export type AeadCipher = Extract<SuiteCipher, { readonly mode: 'gcm' | 'ccm' | 'chacha20' }>

/** GCM and CCM in TLS 1.2: what the record brings of its nonce (RFC 5288 §3, RFC 6655 §3). */
const EXPLICIT_NONCE = 8

export function isAead(cipher: SuiteCipher): cipher is AeadCipher {
  return cipher.mode === 'gcm' || cipher.mode === 'ccm' || cipher.mode === 'chacha20'
}

function tagLength(cipher: AeadCipher): number {
  return cipher.mode === 'ccm' ? cipher.tagLength : 16
}

type Opening = (nonce: Uint8Array, additional: Uint8Array, sealed: Uint8Array) => Uint8Array | undefined

function opening(crypto: Crypto, cipher: AeadCipher, key: Uint8Array): Opening {
  switch (cipher.mode) {
    case 'gcm': {
      if (cipher.cipher === 'aes')
        return (nonce, additional, sealed) => crypto.openAesGcm(key, nonce, additional, sealed)
      const encrypt = cipher.cipher === 'aria' ? ariaEncryption(key) : camelliaEncryption(key)
      return (nonce, additional, sealed) => openGcm(encrypt, nonce, additional, sealed)
    }
    case 'ccm':
      return (nonce, additional, sealed) => openAesCcm(crypto, key, nonce, additional, sealed, cipher.tagLength)
    case 'chacha20':
      return (nonce, additional, sealed) => openChaCha20Poly1305(key, nonce, additional, sealed)
  }
}

/** RFC 8446 §5.3: the sequence number over the end of the IV. */
function mixedNonce(iv: Uint8Array, sequence: number): Uint8Array {
  const nonce = iv.slice()
  for (const [index, byte] of uint64(sequence).entries()) {
    const at = nonce.length - 8 + index
    nonce[at] = (nonce[at] ?? 0) ^ byte
  }
  return nonce
}

/** TLS 1.2. `iv`: 4 bytes of salt, for ChaCha20 (RFC 7905 §2) 12. */
export function aeadRecord12(crypto: Crypto, cipher: AeadCipher, key: Uint8Array, iv: Uint8Array): RecordCipher {
  const explicit = cipher.mode === 'chacha20' ? 0 : EXPLICIT_NONCE
  const open = opening(crypto, cipher, key)
  return {
    needsAll: false,
    isBlind: false,
    open(sequence, type, version, content): OpenedContent | undefined {
      const length = content.length - explicit - tagLength(cipher)
      if (length < 0) return undefined
      const nonce = explicit === 0 ? mixedNonce(iv, sequence) : concat(iv, content.subarray(0, explicit))
      const additional = concat(uint64(sequence), Uint8Array.of(type), uint16(version), uint16(length))
      const bytes = open(nonce, additional, content.subarray(explicit))
      return bytes && { bytes, at: explicit }
    },
    passed() {},
  }
}

/**
 * TLS 1.3. What is opened still ends with its true content type and padding. `headerAuthenticated`: as drafts before 25 did not.
 */
export function aeadRecord13(
  crypto: Crypto,
  cipher: AeadCipher,
  key: Uint8Array,
  iv: Uint8Array,
  headerAuthenticated: boolean,
): RecordCipher {
  const open = opening(crypto, cipher, key)
  return {
    needsAll: false,
    isBlind: false,
    open(sequence, type, version, content): OpenedContent | undefined {
      if (content.length <= tagLength(cipher)) return undefined
      const header = concat(Uint8Array.of(type), uint16(version), uint16(content.length))
      const additional = headerAuthenticated ? header : new Uint8Array(0)
      const bytes = open(mixedNonce(iv, sequence), additional, content)
      return bytes && { bytes, at: 0 }
    },
    passed() {},
  }
}
