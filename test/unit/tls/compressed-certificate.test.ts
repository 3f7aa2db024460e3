import { brotliCompressSync, deflateSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { nodeUnpackers } from '../../../main/ingest/node-unpackers.ts'
import { listCertificates } from '../../../main/tls/certificate-list.ts'
import { decodeConversation } from '../../../main/tls/conversation.ts'
import type { Field } from '../../../main/tls/field.ts'
import type { TlsMessage } from '../../../main/tls/message.ts'
import { messageFields } from '../../../main/tls/message-fields.ts'
import { messageSummary } from '../../../main/tls/message-summary.ts'
import { messageTree } from '../../../main/tls/message-tree.ts'
import { negotiation } from '../../../main/tls/negotiation.ts'
import { unpackCertificates } from '../../../main/tls/unpack-certificate.ts'
import { selfSigned } from '../../support/self-signed.ts'
import { type Bytes, handshake, message, u16, u24, vector } from '../../support/tls-bytes.ts'

const DER = [...Buffer.from(selfSigned('ec').certificate.replaceAll(/-----.*?-----|\s/g, ''), 'base64')]
/** The body of a Certificate message of TLS 1.3. */
const BODY = [...vector(1), ...vector(3, vector(3, DER), vector(2))]
const packed = (algorithm: number, content: Uint8Array, length = BODY.length): Bytes =>
  handshake(25, [...u16(algorithm), ...u24(length), ...vector(3, [...content])])
const from = (bytes: Bytes): readonly TlsMessage[] =>
  unpackCertificates([message('server', bytes, { type: 25, visibility: 'decrypted' })], nodeUnpackers)
const flat = (fields: readonly Field[]): Field[] => fields.flatMap((field) => [field, ...flat(field.children)])

describe('a compressed certificate', () => {
  it.each([
    ['zlib', 1, deflateSync],
    ['brotli', 2, brotliCompressSync],
    ['zstd', 3, zstdCompressSync],
  ] as const)('packed by %s is read as the certificate that it is', (name, algorithm, pack) => {
    const bytes = packed(algorithm, pack(Uint8Array.from(BODY)))
    const messages = from(bytes)
    const spoken = decodeConversation(messages)
    const listed = listCertificates(spoken)
    expect(listed).toMatchObject([{ from: 'server', position: 0, facts: { subject: 'CN=test', keyType: 'EC' } }])
    expect(messageFields(spoken[0]?.value)).toEqual({ certificates: [listed[0]?.sha256] })
    expect(messageSummary(messages[0]!, spoken[0]?.value)).toBe(`1 certificate, ${name}, ${BODY.length} bytes unpacked`)
    expect(negotiation(messages).cipherSuites).toEqual([])
    const tree = flat(messageTree(messages, 0))
    const inside = tree.find(({ name: field }) => field === 'unpacked_certificate_message')
    expect(inside).toMatchObject({ start: 4 + 2 + 3 + 3, end: bytes.length, value: `${BODY.length} bytes` })
    expect(inside?.sentence).toContain('unpack')
    for (const { start, end } of flat(inside?.children ?? [])) expect([start, end]).toEqual([12, bytes.length])
    expect(tree.map(({ name: field }) => field)).toContain('cert_data')
  })

  it('stays packed where nobody unpacks, where the algorithm is unknown, and where it says more than a chain has', () => {
    const bytes = packed(1, deflateSync(Uint8Array.from(BODY)))
    const [alone] = decodeConversation([message('server', bytes, { type: 25 })])
    expect(alone?.error).toBeUndefined()
    expect(alone?.value).not.toHaveProperty('certificate')
    for (const other of [packed(9, Uint8Array.of(1)), packed(1, deflateSync(new Uint8Array(1 << 20)), 1 << 20)])
      expect(from(other)[0]?.unpacked).toBeUndefined()
  })

  it.each([
    ['a length that is too small', packed(1, deflateSync(Uint8Array.from(BODY)), BODY.length - 1)],
    ['a length that is too great', packed(1, deflateSync(Uint8Array.from(BODY)), BODY.length + 1)],
    ['a bomb', packed(1, deflateSync(new Uint8Array(1 << 24)), 100)],
    ['no stream', packed(2, Uint8Array.of(0xff, 0xff, 0xff))],
    ['nothing', packed(3, new Uint8Array(0), 0)],
  ])('with %s is told as damaged, at the packed bytes', (_, bytes) => {
    const messages = from(bytes)
    expect(messages[0]?.unpacked).toBe('damaged')
    const [spoken] = decodeConversation(messages)
    expect(spoken?.error?.offset).toBe(12)
    expect(spoken?.error?.message).toContain('do not unpack to')
    expect(listCertificates([spoken!])).toEqual([])
  })

  it('whose content does not fit says so with a place inside the message', () => {
    const cut = Uint8Array.from(BODY.slice(0, -3))
    for (let length = 0; length < cut.length; length += 7) {
      const [spoken] = decodeConversation(from(packed(1, deflateSync(cut.subarray(0, length)), length)))
      expect(spoken?.error?.offset, String(length)).toBe(12)
    }
  })
})
