import type { Warning } from '../reader.ts'

export const DATA_TRACE: Warning = {
  code: 'data-trace',
  text: 'Data trace records show what an application sent and received, not packets; they are not read.',
}

export const NO_HEX: Warning = {
  code: 'packet-without-hex',
  text: 'The packet is listed without its bytes: format the trace with FULL, or with the options FORMAT and DUMP.',
}

export const CUT_BY_TRACE: Warning = {
  code: 'packet-abbreviated',
  text: 'The packet was traced in part (ABBREV): bytes of handshakes may be missing.',
}

export const CUT_IN_LISTING: Warning = {
  code: 'packet-hex-incomplete',
  text: 'The listing shows fewer bytes of the packet than it says: lines are missing, clipped or damaged.',
}
