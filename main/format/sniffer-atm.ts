import { u32le } from './byte-order.ts'
import { link } from './sniffer-link.ts'
import type { SnifferLink } from './sniffer-link.ts'

/**
 * The header in front of a frame of the ATM Sniffer (Wireshark's wiretap has it from the Sniffer's manual), little-endian:
 *
 *   14 bytes as of other networks; uint16 padding; uint32 status; uint16 user_to_user, aal5_length; uint32 aal5_checksum;
 *   uint8 traffic, kind; uint16 reserved, path, circuit, side, cells; uint32 values[2]
 *
 * The trailer of AAL5 is in there, and not behind the frame.
 */
export const ATM_HEADER_LENGTH = 48
const STATUS_AT = 16
const TRAFFIC_AT = 28
const KIND_AT = 29
/** In the status: a cell as it is, which no AAL5 has put together. */
const RAW_CELL = 0x100

/** Of the traffic, the lower half; the other half says what AAL5 carries. */
const AAL = 0x0f
const AAL5 = 0x03
const SIGNALLING = 0x05
const UNKNOWN = 0x00
const LLC_MULTIPLEXED = 0x10
const VC_MULTIPLEXED = 0x20
const LAN_EMULATION = 0x30
const INTERFACE_MANAGEMENT = 0x40
const FRAME_RELAY = 0x50

/** Kinds of VC multiplexing: bridged Ethernet with its check sequence and without. The others are of networks whose padding differs. */
const BRIDGED_ETHERNET = [1, 7]
/** Kinds of emulated LANs, single and multicast. Kind 1 are control frames, which some writers call LAN frames and the other way round. */
const ETHERNET_LAN = [1, 2, 4]
const TOKEN_RING_LAN = [3, 5]

/** LLC with SNAP, or a protocol identifier. */
const ATM = link(100)
/** Signalling and management carry no IP, and nothing that LLC would take for it. */
const WITHOUT_IP = ATM
const IP = link(101)
const RELAY = link(107)
/** Behind the padding of a bridge, or the number of an emulated LAN's client. */
const ETHERNET = link(1, 2)
const TOKEN_RING = link(6, 2)

/** What AAL5 carries in the frame at `start..end`, whose header is at `header`. Undefined: none that is read. */
export function atmLink(bytes: Uint8Array, header: number, start: number, end: number): SnifferLink | undefined {
  const traffic = atmTraffic(bytes, header)
  const kind = bytes[header + KIND_AT] ?? 0
  if ((u32le(bytes, header + STATUS_AT) & RAW_CELL) !== 0) return undefined
  if ((traffic & AAL) === SIGNALLING) return WITHOUT_IP
  if ((traffic & AAL) !== AAL5) return undefined
  switch (traffic & ~AAL) {
    case UNKNOWN:
      return byBytes(bytes, start, end)
    case LLC_MULTIPLEXED:
      return ATM
    case VC_MULTIPLEXED:
      if (BRIDGED_ETHERNET.includes(kind)) return ETHERNET
      return kind === 0 ? byBytes(bytes, start, end) : undefined
    case LAN_EMULATION:
      return emulatedLan(kind, bytes, start, end)
    case INTERFACE_MANAGEMENT:
      return WITHOUT_IP
    case FRAME_RELAY:
      return RELAY
    default:
      return undefined
  }
}

/** Both halves, to be named where the frame is not read. */
export function atmTraffic(bytes: Uint8Array, header: number): number {
  return bytes[header + TRAFFIC_AT] ?? 0
}

/** Where nothing tells: LLC (RFC 2684 §5), or a circuit for IP or bridged Ethernet alone (§6). */
function byBytes(bytes: Uint8Array, start: number, end: number): SnifferLink | undefined {
  if (end - start < 3) return undefined
  const first = bytes[start] ?? 0
  if ((first === 0xaa || first === 0xfe) && bytes[start + 1] === first && bytes[start + 2] === 3) return ATM
  if (first >>> 4 === 4 || first >>> 4 === 6) return IP
  return first === 0 && bytes[start + 1] === 0 ? ETHERNET : undefined
}

function emulatedLan(kind: number, bytes: Uint8Array, start: number, end: number): SnifferLink | undefined {
  // The marker of control frames (ATM Forum LANE 1.0 §4.1).
  if (end - start < 2 || (bytes[start] === 0xff && bytes[start + 1] === 0)) return WITHOUT_IP
  if (ETHERNET_LAN.includes(kind)) return ETHERNET
  return TOKEN_RING_LAN.includes(kind) ? TOKEN_RING : undefined
}
