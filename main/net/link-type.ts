import { atmLlc, sunAtm } from './atm.ts'
import { avs } from './avs.ts'
import { ciscoHdlc } from './cisco-hdlc.ts'
import { ethernet } from './ethernet.ts'
import { fddi } from './fddi.ts'
import { frameRelay } from './frame-relay.ts'
import { ieee80211 } from './ieee80211.ts'
import type { LayerDecoder } from './layer.ts'
import { ipnet } from './ipnet.ts'
import { linuxCooked, linuxCooked2 } from './linux-cooked.ts'
import { nullLoopback } from './null-loopback.ts'
import { pppHdlc, pppLink, pppoeLink } from './ppp-link.ts'
import { prism } from './prism.ts'
import { radiotap } from './radiotap.ts'
import { tokenRing } from './token-ring.ts'
import { user0 } from './user0.ts'

/** IP without any link header. */
const rawIp: LayerDecoder = (_bytes, start) => start

/**
 * Decoder of each link type by itself, by its number in the registry of LINKTYPE values (tcpdump.org/linktypes.html); what has another link inside is
 * in `link.ts`, so that none goes around in circles.
 */
export const LINKS_BY_TYPE: ReadonlyMap<number, LayerDecoder> = new Map([
  [0, nullLoopback],
  [1, ethernet],
  [6, tokenRing],
  [9, pppLink],
  [10, fddi],
  [12, rawIp],
  [14, rawIp],
  [50, pppHdlc],
  [51, pppoeLink],
  [100, atmLlc],
  [101, rawIp],
  [104, ciscoHdlc],
  [105, ieee80211],
  [107, frameRelay],
  [108, nullLoopback],
  [113, linuxCooked],
  [119, prism],
  [123, sunAtm],
  [127, radiotap],
  [147, user0],
  [163, avs],
  [226, ipnet],
  [228, rawIp],
  [229, rawIp],
  [276, linuxCooked2],
])
