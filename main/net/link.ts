import { ethernet } from './ethernet.ts'
import type { LayerDecoder } from './layer.ts'
import { linuxCooked, linuxCooked2 } from './linux-cooked.ts'
import { nullLoopback } from './null-loopback.ts'

/** IP without any link header. */
const rawIp: LayerDecoder = (_bytes, start) => start

/** Decoder of each link type, by its number in the registry of LINKTYPE values (tcpdump.org/linktypes.html). */
const LINK_DECODERS: ReadonlyMap<number, LayerDecoder> = new Map([
  [0, nullLoopback],
  [1, ethernet],
  [12, rawIp],
  [14, rawIp],
  [101, rawIp],
  [108, nullLoopback],
  [113, linuxCooked],
  [228, rawIp],
  [229, rawIp],
  [276, linuxCooked2],
])

export function linkDecoder(linkType: number): LayerDecoder | undefined {
  return LINK_DECODERS.get(linkType)
}
