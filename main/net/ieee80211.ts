import { followInside } from './ether-type.ts'
import { NO_IP, NOT_UNDERSTOOD } from './layer.ts'
import { llcSnap } from './llc-snap.ts'

/** Frame control, duration, three addresses, sequence control. */
const HEADER_LENGTH = 24
const ADDRESS_LENGTH = 6
const QOS_LENGTH = 2
const HT_CONTROL_LENGTH = 4

/** First byte of frame control: version and type, and two bits of a data frame's subtype. */
const VERSION_AND_TYPE = 0x0f
const DATA = 0x08
const WITHOUT_DATA = 0x40
const QOS = 0x80
/** Second byte. */
const BOTH_DISTRIBUTION_SYSTEMS = 0x03
const MORE_FRAGMENTS = 0x04
const PROTECTED = 0x40
const HT_CONTROL = 0x80
/** Lower bits of sequence control. */
const FRAGMENT_NUMBER = 0x0f
/** In the first byte of QoS control: several packets in one frame. */
const AGGREGATE = 0x80

/**
 * LINKTYPE_IEEE802_11 (IEEE 802.11 §9.2, §9.3.2): data frames in the clear carry IP behind LLC. Encrypted, fragmented and
 * aggregated ones are not opened.
 */
export function ieee80211(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 2) return NOT_UNDERSTOOD
  const control = bytes[start] ?? 0
  const flags = bytes[start + 1] ?? 0
  if ((control & VERSION_AND_TYPE) !== DATA || (control & WITHOUT_DATA) !== 0) return NO_IP
  let at = start + HEADER_LENGTH
  if ((flags & BOTH_DISTRIBUTION_SYSTEMS) === BOTH_DISTRIBUTION_SYSTEMS) at += ADDRESS_LENGTH
  const isQos = (control & QOS) !== 0
  if (end < at + (isQos ? QOS_LENGTH : 0)) return NOT_UNDERSTOOD
  const fragment = (bytes[start + 22] ?? 0) & FRAGMENT_NUMBER
  if ((flags & (PROTECTED | MORE_FRAGMENTS)) !== 0 || fragment !== 0) return NOT_UNDERSTOOD
  if (isQos) {
    if (((bytes[at] ?? 0) & AGGREGATE) !== 0) return NOT_UNDERSTOOD
    at += QOS_LENGTH
    if ((flags & HT_CONTROL) !== 0) at += HT_CONTROL_LENGTH
  }
  return followInside(llcSnap, bytes, at, end)
}
