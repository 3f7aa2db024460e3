/**
 * The longest packet that a capture file is believed to hold. 256 KiB is the largest snapshot length that libpcap's tools
 * offer; some writers put a pseudo header in front of that many bytes. A longer length is damage, not a packet.
 */
export const MAX_CAPTURED_LENGTH = 262_144 + 4_096
