/** Tells the beginning of a handshake message from bytes under keys or from the middle of one. */
import { HANDSHAKE_TYPE } from './handshake.ts'

/**
 * Whether the first bytes of a record of `recordLength` bytes can be the header of a handshake message: its type is known and its
 * length fits the type, or the record holds just this message.
 */
export function beginsHandshakeMessage(header: Uint8Array, recordLength: number): boolean {
  const type = header[0] ?? 0
  const length = bodyLength(header)
  if (recordLength < 4 || 4 + length === recordLength) return true
  switch (type) {
    // A HelloRequest stands alone; four zero bytes in the middle of anything do not make one.
    case HANDSHAKE_TYPE.helloRequest:
      return false
    case HANDSHAKE_TYPE.serverHelloDone:
    case HANDSHAKE_TYPE.endOfEarlyData:
      return length === 0
    case HANDSHAKE_TYPE.finished:
      return length >= 12 && length <= 64
    case HANDSHAKE_TYPE.keyUpdate:
      return length === 1
    case HANDSHAKE_TYPE.clientHello:
    case HANDSHAKE_TYPE.serverHello:
      return length >= 38 && length <= 0x20000
    case HANDSHAKE_TYPE.certificate:
    case HANDSHAKE_TYPE.compressedCertificate:
    case HANDSHAKE_TYPE.certificateStatus:
      return true
    case HANDSHAKE_TYPE.newSessionTicket:
    case HANDSHAKE_TYPE.encryptedExtensions:
    case HANDSHAKE_TYPE.serverKeyExchange:
    case HANDSHAKE_TYPE.certificateRequest:
    case HANDSHAKE_TYPE.certificateVerify:
    case HANDSHAKE_TYPE.clientKeyExchange:
    case HANDSHAKE_TYPE.nextProtocol:
      return length <= 0x20100
    default:
      return false
  }
}

/** Whether a record of `recordLength` bytes holds one message of one of these types and nothing else. */
export function holdsJustOne(header: Uint8Array, recordLength: number, types: readonly number[]): boolean {
  return recordLength > 4 && 4 + bodyLength(header) === recordLength && types.includes(header[0] ?? 0)
}

function bodyLength(header: Uint8Array): number {
  return ((header[1] ?? 0) << 16) | ((header[2] ?? 0) << 8) | (header[3] ?? 0)
}
