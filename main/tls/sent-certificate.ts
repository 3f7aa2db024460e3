import type { CertificateMessage } from './certificate-message.ts'
import type { HandshakeValue } from './handshake.ts'

/** What a Certificate message says, packed or not; undefined for another one, and where it was not unpacked. */
export function certificateOf(value: HandshakeValue | undefined): CertificateMessage | undefined {
  return value?.name === 'compressed_certificate'
    ? value.certificate
    : value?.name === 'certificate'
      ? value
      : undefined
}
