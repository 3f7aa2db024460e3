import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../../../main/ingest/node-crypto.ts'
import { trafficCipher } from '../../../../main/tls/decrypt/tls13-keys.ts'
import type { RecordCipher } from '../../../../main/tls/decrypt/record-cipher.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'))
const hex = (value: Uint8Array | undefined): string | undefined => value && Buffer.from(value).toString('hex')

const AES_128_GCM = 0x1301
const CLIENT_TRAFFIC = bytes('9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5')
const SERVER_TRAFFIC = bytes('a11af9f05531f856ad47116b45a950328204b4f44bfb6b3a4b4f1f3fcb631643')

const CLIENT_DATA = bytes(
  `a23f7054b62c94d0affafe8228ba55cbefacea42f914aa66bcab3f2b9819a8a5b46b395bd54a9a20441e2b62974e1f5a6292a2977014bd1e3deae63aeebb2169
   4915e4`,
)
const SERVER_DATA = bytes(
  `2e937e11ef4ac740e538ad36005fc4a46932fc3225d05f82aa1b36e30efaf97d90e6dffc602dcb501a59a8fcc49c4bf2e5f0a21c0047c2abf332540dd032e167
   c2955d`,
)
const DATA = hex(Uint8Array.from({ length: 50 }, (_, index) => index))

function cipherOf(secret: Uint8Array): RecordCipher {
  return trafficCipher(nodeCrypto, AES_128_GCM, secret, 0x0304) ?? expect.fail()
}

describe('records of RFC 8448 §3', () => {
  it.each([
    ["the client's data", CLIENT_TRAFFIC, 0, CLIENT_DATA, `${DATA}17`],
    ["the client's close_notify", CLIENT_TRAFFIC, 1, bytes('c9872760655666b74d7ff1153efd6db6d0b0e3'), '010015'],
    ["the server's data", SERVER_TRAFFIC, 1, SERVER_DATA, `${DATA}17`],
    ["the server's close_notify", SERVER_TRAFFIC, 2, bytes('b58fd67166ebf599d24720cfbe7efa7a8864a9'), '010015'],
  ])('%s is opened', (_what, secret, sequence, record, plain) => {
    expect(hex(cipherOf(secret).open(sequence, 23, 0x0303, record)?.bytes)).toBe(plain)
  })

  it('nothing is opened with another number, type, version, secret, or byte', () => {
    const cipher = cipherOf(CLIENT_TRAFFIC)
    expect(cipher.open(1, 23, 0x0303, CLIENT_DATA)).toBeUndefined()
    expect(cipher.open(0, 22, 0x0303, CLIENT_DATA)).toBeUndefined()
    expect(cipher.open(0, 23, 0x0301, CLIENT_DATA)).toBeUndefined()
    expect(cipherOf(SERVER_TRAFFIC).open(0, 23, 0x0303, CLIENT_DATA)).toBeUndefined()
    for (let at = 0; at < CLIENT_DATA.length; at++) {
      const changed = CLIENT_DATA.with(at, (CLIENT_DATA[at] ?? 0) ^ 1)
      expect(cipher.open(0, 23, 0x0303, changed)).toBeUndefined()
      expect(cipher.open(0, 23, 0x0303, CLIENT_DATA.subarray(0, at))).toBeUndefined()
    }
  })

  it('a secret of another length than the suite has makes no keys', () => {
    expect(trafficCipher(nodeCrypto, 0x1302, CLIENT_TRAFFIC, 0x0304)).toBeUndefined()
    expect(trafficCipher(nodeCrypto, 0xc02f + 0x1000, CLIENT_TRAFFIC, 0x0304)).toBeUndefined()
  })
})
