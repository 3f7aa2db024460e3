/** EtherTypes that encapsulations name in their own way. */
export const IPV4 = 0x0800
export const IPV6 = 0x86dd
export const MPLS = 0x8847
/** Network service header. */
export const NSH = 0x894f
/** A whole Ethernet frame, with no preamble and no check sequence (RFC 1701 §8, "Transparent Ethernet Bridging"). */
export const BRIDGED_ETHERNET = 0x6558

/**
 * Opens one encapsulation that begins at `at`: what is inside as `inside` packs it, or NO_IP or NOT_UNDERSTOOD. One step, so
 * that encapsulations inside encapsulations are a loop with a limit, and never a recursion.
 */
export type Encapsulation = (bytes: Uint8Array, at: number, end: number) => number

/** EtherType and place of what an encapsulation carries, in one number: no packet costs an allocation. */
export function inside(etherType: number, at: number): number {
  return at * 0x10000 + etherType
}

export function etherTypeInside(packed: number): number {
  return packed % 0x10000
}

export function placeInside(packed: number): number {
  return Math.floor(packed / 0x10000)
}
