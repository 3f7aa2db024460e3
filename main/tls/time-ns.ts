/** Most packets come in the second of the one before. */
let second = -1
let secondNs = 0n

/** Nanoseconds since 1970; a source without times says -1 seconds. */
export function timeNs(seconds: number, nanoseconds: number): bigint | undefined {
  if (seconds < 0) return undefined
  if (seconds !== second) {
    second = seconds
    secondNs = BigInt(seconds) * 1_000_000_000n
  }
  return secondNs + BigInt(nanoseconds)
}
