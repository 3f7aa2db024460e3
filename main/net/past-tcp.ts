import type { Direction } from './flow-table.ts'
import { ACK, RST, SYN } from './segment.ts'
import type { Segment } from './segment.ts'

/** How one direction of a connection began: the number of its SYN, where that was seen, and that of its first byte, where there was any. */
export interface TcpBeginning {
  readonly syn: number | undefined
  readonly started: boolean
  readonly first: number
}

/** What is remembered of a TCP connection that is over, in a fifth of its memory: enough to tell a late packet from the beginning of another one. */
export class PastTcp {
  readonly closed: boolean
  readonly #reset: boolean
  readonly #zero: TcpBeginning
  readonly #one: TcpBeginning

  constructor(closed: boolean, reset: boolean, zero: TcpBeginning, one: TcpBeginning) {
    this.closed = closed
    this.#reset = reset
    this.#zero = beginningOf(zero)
    this.#one = beginningOf(one)
  }

  /** The segment opens another connection between the same addresses and ports. */
  isReusedBy(segment: Segment, direction: Direction): boolean {
    return opensAnother(segment, direction === 0 ? this.#zero : this.#one, this.closed, this.#reset)
  }
}

/** Whether the segment opens another connection than the one that is `closed`, or `reset`, and whose `own` direction began so. */
export function opensAnother(segment: Segment, own: TcpBeginning, closed: boolean, reset: boolean): boolean {
  if ((segment.flags & (SYN | RST)) !== SYN) return false
  const { syn } = own
  if ((segment.flags & ACK) !== 0) return closed && syn !== undefined && syn !== segment.sequence
  // The same number again after a reset is the same attempt, repeated; after a proper end it is chance.
  if (syn !== undefined) return syn !== segment.sequence || (closed && !reset)
  // Seen from its middle so far; a SYN that was recorded late still belongs to it.
  return own.started ? own.first !== ((segment.sequence + 1) | 0) : closed
}

function beginningOf({ syn, started, first }: TcpBeginning): TcpBeginning {
  return { syn, started, first }
}
