/** CBC of every block cipher that a suite may name: by the platform where it has the cipher everywhere, otherwise by our own. */
import { ariaDecryption } from '../block-cipher/aria.ts'
import { type BlockTransform, cbcDecrypted } from '../block-cipher/block-cipher.ts'
import { camelliaDecryption } from '../block-cipher/camellia.ts'
import { ideaDecryption } from '../block-cipher/idea.ts'
import { rc2Decryption } from '../block-cipher/rc2.ts'
import { seedDecryption } from '../block-cipher/seed.ts'
import { concat } from './bytes.ts'
import type { Crypto } from './crypto.ts'

export type BlockCipherName = 'aes' | '3des' | 'des' | 'camellia' | 'aria' | 'seed' | 'idea' | 'rc2'

/** Decrypts whole blocks; padding stays. */
export type CbcDecryption = (iv: Uint8Array, bytes: Uint8Array) => Uint8Array

export function cbcDecryption(crypto: Crypto, cipher: BlockCipherName, key: Uint8Array): CbcDecryption {
  switch (cipher) {
    case 'aes':
    case '3des':
      return (iv, bytes) => crypto.decryptCbc(cipher, key, iv, bytes)
    case 'des': {
      // The same key three times undoes itself once.
      const thrice = concat(key, key, key)
      return (iv, bytes) => crypto.decryptCbc('3des', thrice, iv, bytes)
    }
    case 'camellia':
      return blocks(camelliaDecryption(key), 16)
    case 'aria':
      return blocks(ariaDecryption(key), 16)
    case 'seed':
      return blocks(seedDecryption(key), 16)
    case 'idea':
      return blocks(ideaDecryption(key), 8)
    case 'rc2':
      return blocks(rc2Decryption(key), 8)
  }
}

function blocks(decrypt: BlockTransform, blockLength: number): CbcDecryption {
  return (iv, bytes) => cbcDecrypted(decrypt, blockLength, iv, bytes)
}
