import { NOT_UNDERSTOOD } from './layer.ts'

const HEADER_LENGTH = 24

/** LINKTYPE_IPNET: what Solaris hands out of its IP layer, with version, address family, zones and interfaces in front (tcpdump.org/linktypes.html). */
export function ipnet(bytes: Uint8Array, start: number, end: number): number {
  return end - start < HEADER_LENGTH || bytes[start] !== 1 ? NOT_UNDERSTOOD : start + HEADER_LENGTH
}
