/** Records with a MAC of their own: block ciphers and RC4, TLS 1.2 and earlier (RFC 5246 §6.2.3.1 and §6.2.3.2, RFC 7366, RFC 6101 §5.2.3). */
import { type CbcDecryption, cbcDecryption } from './cbc.ts'
import { concat, isEqual, uint16, uint64 } from './bytes.ts'
import type { Crypto, HashName } from './crypto.ts'
import { Rc4 } from './rc4.ts'
import type { OpenedContent, RecordCipher } from './record-cipher.ts'
import type { SuiteCipher } from './suite-cipher.ts'
import { hashLength } from './suite-cipher.ts'

export interface MacKeys {
  readonly version: number
  readonly encryptThenMac: boolean
  readonly mac: Uint8Array
  readonly key: Uint8Array
  /** Before TLS 1.1: of the first record. */
  readonly iv: Uint8Array
}

const SSL3 = 0x0300
const TLS11 = 0x0302

/** Computes the MAC of a record's content. */
type Mac = (sequence: number, type: number, version: number, bytes: Uint8Array) => Uint8Array

function macOf(crypto: Crypto, hash: HashName, key: Uint8Array, ssl3: boolean): Mac {
  return (sequence, type, version, bytes) => {
    const start = concat(uint64(sequence), Uint8Array.of(type))
    if (!ssl3) return crypto.hmac(hash, key, start, uint16(version), uint16(bytes.length), bytes)
    // RFC 6101 §5.2.3.1: 48 bytes of padding for MD5, 40 for SHA-1.
    const padding = hash === 'md5' ? 48 : 40
    const inner = crypto.hash(hash)
    inner.update(concat(key, new Uint8Array(padding).fill(0x36), start, uint16(bytes.length), bytes))
    const outer = crypto.hash(hash)
    outer.update(concat(key, new Uint8Array(padding).fill(0x5c), inner.value()))
    return outer.value()
  }
}

export class BlockRecord implements RecordCipher {
  readonly needsAll: boolean
  readonly #decrypt: CbcDecryption
  readonly #suite: Extract<SuiteCipher, { readonly mode: 'cbc' }>
  readonly #keys: MacKeys
  readonly #mac: Mac
  readonly #macLength: number
  /** The last block of the record before, where records bring no IV; undefined where that was not seen, or may not be trusted. */
  #chained: Uint8Array | undefined
  /** The record at hand, once its MAC was right. */
  #authentic: Uint8Array | undefined

  constructor(crypto: Crypto, suite: Extract<SuiteCipher, { readonly mode: 'cbc' }>, keys: MacKeys) {
    this.#decrypt = cbcDecryption(crypto, suite.cipher, keys.key)
    this.#suite = suite
    this.#keys = keys
    this.#mac = macOf(crypto, suite.mac, keys.mac, keys.version === SSL3)
    this.#macLength = hashLength(suite.mac)
    this.needsAll = keys.version < TLS11
    this.#chained = keys.iv
  }

  get isBlind(): boolean {
    return this.needsAll && this.#chained === undefined
  }

  open(sequence: number, type: number, version: number, content: Uint8Array): OpenedContent | undefined {
    if (!this.#keys.encryptThenMac) return this.#macThenEncrypted(sequence, type, version, content)
    const end = content.length - this.#macLength
    if (end <= 0) return undefined
    const covered = content.subarray(0, end)
    if (!isEqual(this.#mac(sequence, type, version, covered), content.subarray(end))) return undefined
    this.#authentic = content
    const plain = this.#decrypted(covered)
    const padding = plain && this.#paddingOf(plain.bytes)
    if (plain === undefined || padding === undefined) return undefined
    return { bytes: plain.bytes.subarray(0, plain.bytes.length - padding), at: plain.at }
  }

  passed(content: Uint8Array | undefined): void {
    if (!this.needsAll) return
    const { encryptThenMac } = this.#keys
    // The MAC over what is encrypted (RFC 7366 §3) leaves the IV out, which here is the end of the record before: that has to be authentic.
    const isTrusted = content !== undefined && (!encryptThenMac || this.#authentic === content)
    const end = isTrusted ? content.length - (encryptThenMac ? this.#macLength : 0) : 0
    this.#chained = end < this.#suite.blockLength ? undefined : content?.slice(end - this.#suite.blockLength, end)
    this.#authentic = undefined
  }

  #macThenEncrypted(sequence: number, type: number, version: number, content: Uint8Array): OpenedContent | undefined {
    const plain = this.#decrypted(content)
    const padding = plain && this.#paddingOf(plain.bytes)
    if (plain === undefined || padding === undefined) return undefined
    const end = plain.bytes.length - padding - this.#macLength
    if (end < 0) return undefined
    const bytes = plain.bytes.subarray(0, end)
    const mac = plain.bytes.subarray(end, end + this.#macLength)
    return isEqual(this.#mac(sequence, type, version, bytes), mac) ? { bytes, at: plain.at } : undefined
  }

  #decrypted(content: Uint8Array): OpenedContent | undefined {
    const { blockLength } = this.#suite
    const explicit = this.needsAll ? 0 : blockLength
    const iv = explicit > 0 ? content.subarray(0, explicit) : this.#chained
    const length = content.length - explicit
    if (iv === undefined || length <= 0 || length % blockLength !== 0) return undefined
    return { bytes: this.#decrypt(iv, content.subarray(explicit)), at: explicit }
  }

  /** How many bytes of padding there are, their count included; undefined where they are wrong. */
  #paddingOf(plain: Uint8Array): number | undefined {
    const padding = (plain.at(-1) ?? 0) + 1
    if (padding > plain.length) return undefined
    // SSL 3.0 leaves their values open and allows one block of them.
    if (this.#keys.version === SSL3) return padding <= this.#suite.blockLength ? padding : undefined
    return plain.subarray(plain.length - padding).every((byte) => byte === padding - 1) ? padding : undefined
  }
}

export class Rc4Record implements RecordCipher {
  readonly needsAll = true
  readonly #stream: Rc4
  readonly #mac: Mac
  readonly #macLength: number
  #lost = false
  /** The record at hand and what the key stream made of it, which can be done once only. */
  #content: Uint8Array | undefined
  #plain: Uint8Array | undefined

  constructor(crypto: Crypto, suite: Extract<SuiteCipher, { readonly mode: 'rc4' }>, keys: MacKeys) {
    this.#stream = new Rc4(keys.key)
    this.#mac = macOf(crypto, suite.mac, keys.mac, keys.version === SSL3)
    this.#macLength = hashLength(suite.mac)
  }

  open(sequence: number, type: number, version: number, content: Uint8Array): OpenedContent | undefined {
    if (this.#lost) return undefined
    const plain = this.#decrypted(content)
    const end = plain.length - this.#macLength
    if (end < 0) return undefined
    const bytes = plain.subarray(0, end)
    return isEqual(this.#mac(sequence, type, version, bytes), plain.subarray(end)) ? { bytes, at: 0 } : undefined
  }

  get isBlind(): boolean {
    return this.#lost
  }

  passed(content: Uint8Array | undefined): void {
    if (content === undefined) this.#lost = true
    else if (!this.#lost) this.#decrypted(content)
    this.#content = undefined
    this.#plain = undefined
  }

  #decrypted(content: Uint8Array): Uint8Array {
    if (this.#plain === undefined || this.#content !== content) {
      this.#content = content
      this.#plain = this.#stream.next(content)
    }
    return this.#plain
  }
}
