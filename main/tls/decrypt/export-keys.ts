/** Keys of the export suites: short secrets stretched to whole keys (RFC 2246 §6.3.1, RFC 6101 §6.2.2.1). */
import { concat } from './bytes.ts'
import type { Crypto } from './crypto.ts'
import { prf } from './derive.ts'
import type { EarlierHandshake } from './earlier-handshake.ts'
import type { Side } from '../message.ts'

const NO_SECRET = new Uint8Array(0)

/** The key that a side writes with, out of its part of the key block. */
export function exportKey(
  crypto: Crypto,
  handshake: EarlierHandshake,
  side: Side,
  short: Uint8Array,
  length: number,
): Uint8Array {
  const { version, clientRandom, serverRandom } = handshake
  if (version === 0x0300) return md5(crypto, short, ...inOrder(handshake, side)).subarray(0, length)
  return prf(crypto, version, 'sha256', short, `${side} write key`, concat(clientRandom, serverRandom), length)
}

/** Its first IV, which is no secret. */
export function exportIv(crypto: Crypto, handshake: EarlierHandshake, side: Side, length: number): Uint8Array {
  const { version, clientRandom, serverRandom } = handshake
  if (version === 0x0300) return md5(crypto, ...inOrder(handshake, side)).subarray(0, length)
  const both = prf(crypto, version, 'sha256', NO_SECRET, 'IV block', concat(clientRandom, serverRandom), 2 * length)
  return side === 'client' ? both.subarray(0, length) : both.subarray(length)
}

function inOrder({ clientRandom, serverRandom }: EarlierHandshake, side: Side): [Uint8Array, Uint8Array] {
  return side === 'client' ? [clientRandom, serverRandom] : [serverRandom, clientRandom]
}

function md5(crypto: Crypto, ...parts: readonly Uint8Array[]): Uint8Array {
  const hash = crypto.hash('md5')
  for (const part of parts) hash.update(part)
  return hash.value()
}
