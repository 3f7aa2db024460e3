import { followInside } from './ether-type.ts'
import type { Encapsulation } from './inside.ts'
import { BRIDGED_ETHERNET, inside } from './inside.ts'
import { NO_IP } from './layer.ts'
import { nextProtocol } from './next-protocol.ts'

const HEADER_LENGTH = 8
/** Reserved bits and version, of which there is 0. */
const RESERVED_AND_VERSION = 0xf0
const NETWORK_IDENTIFIER_VALID = 0x08
const NEXT_PROTOCOL_VALID = 0x04
/** Of operation and maintenance, not of a user. */
const OAM = 0x01

/** VXLAN-GPE (draft-ietf-nvo3-vxlan-gpe §3), from the UDP payload on. Other traffic to its port is none of it. */
export function vxlanGpe(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < HEADER_LENGTH) return NO_IP
  const flags = bytes[start] ?? 0
  if ((flags & (RESERVED_AND_VERSION | OAM)) !== 0 || (flags & NETWORK_IDENTIFIER_VALID) === 0) return NO_IP
  if (bytes[start + 1] !== 0 || bytes[start + 2] !== 0) return NO_IP
  return followInside(carried, bytes, start, end)
}

const carried: Encapsulation = (bytes, at) =>
  ((bytes[at] ?? 0) & NEXT_PROTOCOL_VALID) === 0
    ? inside(BRIDGED_ETHERNET, at + HEADER_LENGTH)
    : nextProtocol(bytes[at + 3] ?? 0, at + HEADER_LENGTH)
