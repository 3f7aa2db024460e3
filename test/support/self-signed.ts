/** A certificate made on the spot, so that no private key lies in the repository. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { type Bytes, ascii, u16 } from './tls-bytes.ts'

export interface SelfSigned {
  readonly key: KeyObject
  /** PEM. */
  readonly certificate: string
}

const SHA256_RSA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]
const SHA256_ECDSA = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]
const COMMON_NAME = [0x55, 0x04, 0x03]

/** X.690 §8.1: tag, length, content. */
function der(tag: number, ...content: readonly Bytes[]): number[] {
  const bytes = content.flat()
  const length =
    bytes.length < 128 ? [bytes.length] : bytes.length < 256 ? [0x81, bytes.length] : [0x82, ...u16(bytes.length)]
  return [tag, ...length, ...bytes]
}

const sequence = (...content: readonly Bytes[]): number[] => der(0x30, ...content)
const oid = (content: Bytes): number[] => der(0x06, content)

export function selfSigned(type: 'rsa' | 'ec'): SelfSigned {
  const { publicKey, privateKey: key } =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2_048 })
      : generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const algorithm = type === 'rsa' ? sequence(oid(SHA256_RSA), der(0x05)) : sequence(oid(SHA256_ECDSA))
  const name = sequence(der(0x31, sequence(oid(COMMON_NAME), der(0x0c, ascii('test')))))
  const validity = sequence(der(0x17, ascii('200101000000Z')), der(0x17, ascii('491231235959Z')))
  const info = sequence(der(0xa0, der(0x02, [2])), der(0x02, [1]), algorithm, name, validity, name, [
    ...publicKey.export({ type: 'spki', format: 'der' }),
  ])
  const signature = sign('sha256', Uint8Array.from(info), key)
  const whole = sequence(info, algorithm, der(0x03, [0, ...signature]))
  const base64 = Buffer.from(whole).toString('base64').replaceAll(/.{64}/g, '$&\n')
  return { key, certificate: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n` }
}
