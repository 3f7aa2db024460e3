import type { Clocks } from '../../main/join/clocks.ts'

/** Clocks measured by one source: nanoseconds to add to each source's times. */
export function setClocks(offsets: ReadonlyMap<number, bigint>): Clocks {
  const [reference = 0] = offsets.keys()
  return new Map(
    [...offsets].map(([source, offsetNs]) => [source, { offsetNs, spreadNs: 0n, reference, connections: 1 }]),
  )
}
