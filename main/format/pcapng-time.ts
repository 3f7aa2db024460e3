/** How an interface of a pcapng file counts time (if_tsresol, if_tsoffset; draft-ietf-opsawg-pcapng §4.2). */
export interface TimeUnit {
  /** Ticks a second: a power of ten or of two. */
  readonly ticksPerSecond: bigint
  /** Ticks a second as a number where the quick way is exact, else 0. */
  readonly quickTicks: number
  /** Seconds to add to every time stamp. */
  readonly offsetSeconds: number
}

/** The longest division below stays exact while ticks * 65536 is a safe integer and a tick is whole nanoseconds. */
const QUICK_DIGITS = 9

/** `resolution` is the option's byte: the exponent, of 2 with the high bit set, else of 10. The default is microseconds. */
export function timeUnit(resolution: number, offsetSeconds: number): TimeUnit {
  const exponent = resolution & 0x7f
  const ticksPerSecond = (resolution & 0x80 ? 2n : 10n) ** BigInt(exponent)
  const quick = (resolution & 0x80) === 0 && exponent <= QUICK_DIGITS
  return { ticksPerSecond, quickTicks: quick ? Number(ticksPerSecond) : 0, offsetSeconds }
}

/** Turns 64-bit time stamps into seconds and nanoseconds. One object a source, so that no packet costs an allocation. */
export class TimeStamp {
  seconds = -1
  nanoseconds = 0

  set(high: number, low: number, unit: TimeUnit): void {
    const ticks = unit.quickTicks
    if (ticks === 0) this.#setExactly(high, low, unit.ticksPerSecond)
    else {
      // Long division in digits of 16 bits: a 64-bit count of nanoseconds is no exact double.
      let rest = high % ticks
      let seconds = Math.floor(high / ticks)
      const upper = rest * 65_536 + (low >>> 16)
      rest = upper % ticks
      seconds = seconds * 65_536 + Math.floor(upper / ticks)
      const lower = rest * 65_536 + (low & 0xffff)
      rest = lower % ticks
      this.seconds = seconds * 65_536 + Math.floor(lower / ticks)
      this.nanoseconds = rest * (1_000_000_000 / ticks)
    }
    this.seconds += unit.offsetSeconds
    if (this.seconds < 0 || this.seconds > MAX_SECONDS) this.clear()
  }

  clear(): void {
    this.seconds = -1
    this.nanoseconds = 0
  }

  #setExactly(high: number, low: number, ticksPerSecond: bigint): void {
    const stamp = (BigInt(high) << 32n) | BigInt(low)
    this.seconds = Number(stamp / ticksPerSecond)
    this.nanoseconds = Number(((stamp % ticksPerSecond) * 1_000_000_000n) / ticksPerSecond)
  }
}

/** Beyond this (the year 2262) nanoseconds since 1970 leave 64 bits: such a time is damage and told as none. */
const MAX_SECONDS = 9_223_372_035
