import { bridgedEthernet } from './bridged-ethernet.ts'
import { followInside } from './ether-type.ts'
import { NO_IP } from './layer.ts'

const HEADER_LENGTH = 8
/** The one flag that must be set. */
const NETWORK_IDENTIFIER_VALID = 0x08

/** VXLAN (RFC 7348 §5; OTV has the same header), from the UDP payload on. Other traffic to its port is none of it. */
export function vxlan(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < HEADER_LENGTH || ((bytes[start] ?? 0) & NETWORK_IDENTIFIER_VALID) === 0) return NO_IP
  return followInside(bridgedEthernet, bytes, start + HEADER_LENGTH, end)
}
