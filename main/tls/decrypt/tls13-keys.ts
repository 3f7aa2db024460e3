/** Traffic keys of TLS 1.3 (RFC 8446 §7.3). */
import { aeadRecord13, isAead } from './aead-record.ts'
import type { Crypto, HashName } from './crypto.ts'
import { hkdfExpandLabel } from './derive.ts'
import type { RecordCipher } from './record-cipher.ts'
import { hashLength, suiteCipher } from './suite-cipher.ts'

/** Records under `secret`; undefined for a suite that cannot be decrypted here, or a secret of another suite. */
export function trafficCipher(
  crypto: Crypto,
  suiteCode: number,
  secret: Uint8Array,
  version: number,
): RecordCipher | undefined {
  const suite = suiteCipher(suiteCode)
  if (suite === undefined || !isAead(suite) || secret.length !== hashLength(suite.hash)) return undefined
  const key = hkdfExpandLabel(crypto, suite.hash, secret, 'key', suite.keyLength)
  const iv = hkdfExpandLabel(crypto, suite.hash, secret, 'iv', 12)
  return aeadRecord13(crypto, suite, key, iv, !isEarlyDraft(version))
}

/** Drafts before 25 did not authenticate the record's header; their versions are 7F00 and their number. */
function isEarlyDraft(version: number): boolean {
  return version >>> 8 === 0x7f && (version & 0xff) < 25
}

/** The secret after a KeyUpdate (RFC 8446 §7.2). */
export function updatedSecret(crypto: Crypto, hash: HashName, secret: Uint8Array): Uint8Array {
  return hkdfExpandLabel(crypto, hash, secret, 'traffic upd', secret.length)
}
