/**
 * A decoder of a layer below IP finds the IP packet inside: given the layer's bytes `bytes[start..end)`, it returns where IP
 * begins, or one of the two answers below. IP tells its own version, so nothing else has to be handed on.
 */
export type LayerDecoder = (bytes: Uint8Array, start: number, end: number) => number

/** A protocol that is known not to carry IP (ARP, LLDP, ...): nothing is lost by passing over it. */
export const NO_IP = -1

/** Cut short, damaged, or an encapsulation that no decoder here opens: the packet counts as not understood. */
export const NOT_UNDERSTOOD = -2
