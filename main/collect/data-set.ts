/** The data sets and members that a guide uses: one list, so that what one step writes is what the next one reads. */
import type { CollectPlan } from './request.ts'

export const GSK_WRITER = 'GSKWTR'
export const PACKET_WRITER = 'PKTWTR'
/** `CTncccxx` as other components have it; System SSL ships none, so the name is free. */
export const TRACE_MEMBER = 'CTIGSK00'

export interface DataSets {
  readonly gskTrace: string
  readonly gskListing: string
  readonly packetTrace: string
  readonly packetListing: string
  readonly sniffer: string
  readonly directory: string
}

/** Every suffix is as long as `.GSKSRVR.LISTING` at most, which is what the prefix leaves room for. */
export function dataSets({ prefix }: Pick<CollectPlan, 'prefix'>): DataSets {
  return {
    gskTrace: `${prefix}.GSKSRVR.CTRACE`,
    gskListing: `${prefix}.GSKSRVR.LISTING`,
    packetTrace: `${prefix}.PACKET.CTRACE`,
    packetListing: `${prefix}.PACKET.LISTING`,
    sniffer: `${prefix}.PACKET.PCAP`,
    directory: `${prefix}.DDIR`,
  }
}
