import { calendarDay } from './calendar-day.ts'

/**
 * How a Sniffer file counts time: ticks since the midnight that began the day in its header. The header's code stands for
 * these lengths of a tick in picoseconds.
 */
const PICOSECONDS_PER_TICK: readonly number[] = [
  15_000_000, 838_096, 15_000_000, 500_000, 2_000_000, 1_000_000, 100_000,
]
const PICOSECONDS_PER_SECOND = 1_000_000_000_000
const SECONDS_PER_DAY = 86_400
const TICK_BYTES = 5

export interface SnifferClock {
  /** Seconds from 1970 to that midnight, wherever the recorder stood. */
  readonly midnight: number
  readonly picosecondsPerTick: number
}

/** `date` as DOS packs it: years since 1980, month, day. Undefined: no such day or no such code. */
export function snifferClock(date: number, timeUnit: number): SnifferClock | undefined {
  const picosecondsPerTick = PICOSECONDS_PER_TICK[timeUnit]
  const day = calendarDay(1980 + (date >>> 9), (date >>> 5) & 0x0f, date & 0x1f)
  if (picosecondsPerTick === undefined || day === undefined) return undefined
  return { midnight: day * SECONDS_PER_DAY, picosecondsPerTick }
}

/** Turns time stamps into seconds and nanoseconds. One object a source, so that no packet costs an allocation. */
export class SnifferTime {
  seconds = -1
  nanoseconds = 0
  readonly #ticks = new Uint8Array(TICK_BYTES)

  /** `at` is where a frame record's time stands: 40 bits, the lowest 16 first, then the number of days. */
  set(bytes: Uint8Array, at: number, clock: SnifferClock): void {
    const ticks = this.#ticks
    ticks[0] = bytes[at + 4] ?? 0
    ticks[1] = bytes[at + 3] ?? 0
    ticks[2] = bytes[at + 2] ?? 0
    ticks[3] = bytes[at + 1] ?? 0
    ticks[4] = bytes[at] ?? 0
    // Long division byte by byte: the product is no exact double.
    let seconds = 0
    let rest = 0
    for (const digit of ticks) {
      rest = rest * 256 + digit * clock.picosecondsPerTick
      seconds = seconds * 256 + Math.floor(rest / PICOSECONDS_PER_SECOND)
      rest %= PICOSECONDS_PER_SECOND
    }
    this.seconds = clock.midnight + (bytes[at + 5] ?? 0) * SECONDS_PER_DAY + seconds
    this.nanoseconds = Math.floor(rest / 1_000)
  }
}
