/** Keys of both sides in TLS 1.2 and earlier, from the master secret (RFC 5246 §6.3, RFC 6101 §6.2.2). */
import { aeadRecord12, isAead } from './aead-record.ts'
import { concat } from './bytes.ts'
import type { Crypto } from './crypto.ts'
import { DeflatedRecord } from './deflated-record.ts'
import { prf, ssl3KeyBlock } from './derive.ts'
import type { EarlierHandshake } from './earlier-handshake.ts'
import { exportIv, exportKey } from './export-keys.ts'
import { BlockRecord, type MacKeys, Rc4Record } from './mac-record.ts'
import type { RecordCipher } from './record-cipher.ts'
import { hashLength, suiteCipher, type SuiteCipher } from './suite-cipher.ts'

const DEFLATE = 1
const SIDES = ['client', 'server'] as const

export interface BothSides {
  readonly client: RecordCipher
  readonly server: RecordCipher
}

/** Undefined for a suite that cannot be decrypted here. */
export function earlierKeys(crypto: Crypto, handshake: EarlierHandshake, master: Uint8Array): BothSides | undefined {
  const suite = suiteCipher(handshake.cipherSuite)
  if (suite === undefined) return undefined
  if (handshake.compression > DEFLATE) return undefined
  const macLength = 'mac' in suite ? hashLength(suite.mac) : 0
  const ivLength = fixedIvLength(suite)
  const randoms = concat(handshake.serverRandom, handshake.clientRandom)
  const length = 2 * (macLength + suite.secretLength + ivLength)
  const block =
    handshake.version === 0x0300
      ? ssl3KeyBlock(crypto, master, randoms, length)
      : prf(crypto, handshake.version, suite.hash, master, 'key expansion', randoms, length)
  let at = 0
  const take = (count: number): Uint8Array => block.slice(at, (at += count))
  const macs = [take(macLength), take(macLength)] as const
  const keys = [take(suite.secretLength), take(suite.secretLength)] as const
  const ivs = [take(ivLength), take(ivLength)] as const
  const { version, encryptThenMac, compression } = handshake
  const isExport = suite.secretLength < suite.keyLength
  const side = (index: 0 | 1): RecordCipher => {
    const cipher = recordCipher(crypto, suite, {
      version,
      encryptThenMac,
      mac: macs[index],
      key: isExport ? exportKey(crypto, handshake, SIDES[index], keys[index], suite.keyLength) : keys[index],
      iv: isExport ? exportIv(crypto, handshake, SIDES[index], ivLength) : ivs[index],
    })
    return compression === DEFLATE ? new DeflatedRecord(crypto, cipher) : cipher
  }
  return { client: side(0), server: side(1) }
}

function fixedIvLength(suite: SuiteCipher): number {
  switch (suite.mode) {
    case 'gcm':
    case 'ccm':
      return 4
    case 'chacha20':
      return 12
    case 'cbc':
      return suite.blockLength
    case 'rc4':
      return 0
  }
}

function recordCipher(crypto: Crypto, suite: SuiteCipher, keys: MacKeys): RecordCipher {
  if (isAead(suite)) return aeadRecord12(crypto, suite, keys.key, keys.iv)
  return suite.mode === 'cbc' ? new BlockRecord(crypto, suite, keys) : new Rc4Record(crypto, suite, keys)
}
