/**
 * The primitives that decryption rests on. Whoever opens connections brings them: the pure folders know no Node, and hashes and AES are
 * no place for code of our own where the platform has them. Only what every OpenSSL and BoringSSL has is asked for; the rest
 * (CCM, ChaCha20-Poly1305, RC4, ciphers out of use) is built here and in `block-cipher`.
 */
export type HashName = 'md5' | 'sha1' | 'sha256' | 'sha384'

/** A hash of all that is said in a handshake, which is asked for its value more than once. */
export interface RunningHash {
  update(bytes: Uint8Array): void
  /** The hash of what came so far; more may follow. */
  value(): Uint8Array
}

export interface Crypto {
  hash(name: HashName): RunningHash
  hmac(name: HashName, key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array
  /** GCM with a tag of 16 bytes behind the ciphertext; undefined where it does not authenticate. */
  openAesGcm(key: Uint8Array, nonce: Uint8Array, additional: Uint8Array, sealed: Uint8Array): Uint8Array | undefined
  /** CBC without padding either way; `bytes` are whole blocks. */
  decryptCbc(cipher: 'aes' | '3des', key: Uint8Array, iv: Uint8Array, bytes: Uint8Array): Uint8Array
  encryptAesCbc(key: Uint8Array, iv: Uint8Array, bytes: Uint8Array): Uint8Array
  /** What a zlib stream holds as far as `bytes` go; undefined where they are none, or hold more than a connection's handshake does. */
  inflate(bytes: Uint8Array): Uint8Array | undefined
  /** AES in counter mode from the 16-byte counter on: the same both ways. */
  aesCtr(key: Uint8Array, counter: Uint8Array, bytes: Uint8Array): Uint8Array
}
