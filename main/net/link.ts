import type { LayerDecoder } from './layer.ts'
import { LINKS_BY_TYPE } from './link-type.ts'
import { pktap } from './pktap.ts'
import { ppi } from './ppi.ts'

/** Every link type, with headers that name the link type of what is behind them. */
const LINK_DECODERS: ReadonlyMap<number, LayerDecoder> = new Map([
  ...LINKS_BY_TYPE,
  [149, pktap],
  [192, ppi],
  [258, pktap],
])

export function linkDecoder(linkType: number): LayerDecoder | undefined {
  return LINK_DECODERS.get(linkType)
}
