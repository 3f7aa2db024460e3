/** CompressedCertificate, RFC 8879 §4: a Certificate message of TLS 1.3, packed. */
import { certificateCompressionName } from '../reference/compression.ts'
import { type CertificateMessage, decodeCertificate } from './certificate-message.ts'
import type { FieldReader } from './field-reader.ts'
import { DecodeError } from './field-reader.ts'

export interface CompressedCertificate {
  readonly name: 'compressed_certificate'
  algorithm?: number
  uncompressedLength?: number
  compressedCertificateMessage?: Uint8Array
  /** What it unpacks to, where somebody did. */
  certificate?: CertificateMessage
}

/** `damaged`: the bytes are no such stream, or hold another number of bytes than the message says. */
export type Unpacked = Uint8Array | 'damaged'

export function decodeCompressedCertificate(
  body: FieldReader,
  into: CompressedCertificate,
  unpacked: Unpacked | undefined,
): void {
  into.algorithm = body.uint('algorithm', 2, certificateCompressionName)
  const length = (into.uncompressedLength = body.count('uncompressed_length', 3, 'bytes'))
  const packed = (into.compressedCertificateMessage = body.vector('compressed_certificate_message', 3))
  if (unpacked === undefined) return
  const start = body.offset - packed.length
  if (unpacked === 'damaged') throw new DecodeError(`the packed bytes do not unpack to ${length} bytes`, start)
  const certificate: CertificateMessage = (into.certificate = { name: 'certificate' })
  body.unpacked('unpacked_certificate_message', packed.length, unpacked, (inside) => {
    decodeCertificate(inside, certificate, true)
  })
}
