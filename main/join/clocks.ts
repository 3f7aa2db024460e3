/** How a source's clock goes. */
export interface Clock {
  /** Nanoseconds to add to the source's times to have them on the reference source's clock. */
  readonly offsetNs: bigint
  /** How far the truth may be from it, as far as what was seen tells; undefined where it tells nothing. */
  readonly spreadNs: bigint | undefined
  /** The source that the clocks of all that it can be compared with are measured by. */
  readonly reference: number
  /** Connections that it was set by; 0 for the reference itself. */
  readonly connections: number
}

/** The clocks of sources that share connections; a source that shares none has none. */
export type Clocks = ReadonlyMap<number, Clock>

/** Nanoseconds to add to the times of `other` to have them on the clock of `one`; undefined while nothing tells. */
export function distance(clocks: Clocks, one: number, other: number): bigint | undefined {
  const first = clocks.get(one)
  const second = clocks.get(other)
  return first === undefined || second === undefined || first.reference !== second.reference
    ? undefined
    : second.offsetNs - first.offsetNs
}
