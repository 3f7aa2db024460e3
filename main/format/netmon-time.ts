import { u16le, u32le } from './byte-order.ts'
import { calendarDay } from './calendar-day.ts'

/** Windows counts FILETIME in units of 100 ns from the first of January 1601 (UTC) on: so many seconds before 1970. */
const SECONDS_TO_1970 = 11_644_473_600n
const FILETIME_TICKS = 10_000_000n
/** Beyond this (the year 2262) nanoseconds since 1970 leave 64 bits: such a time is damage and told as none. */
const MAX_SECONDS = 9_223_372_035

/**
 * Milliseconds since 1970 of a SYSTEMTIME at `at`, on the clock of the computer that it was taken from: year, month, day of the week, day,
 * hour, minute, second, milliseconds, 16 bits each. Undefined: there is no such day or no such time of day.
 */
export function netmonStart(bytes: Uint8Array, at: number): number | undefined {
  const field = (index: number): number => u16le(bytes, at + index * 2)
  const day = calendarDay(field(0), field(1), field(3))
  const [hour, minute, second, milliseconds] = [field(4), field(5), field(6), field(7)]
  if (day === undefined || hour > 23 || minute > 59 || second > 59 || milliseconds > 999) return undefined
  return (((day * 24 + hour) * 60 + minute) * 60 + second) * 1_000 + milliseconds
}

/** Turns time stamps into seconds and nanoseconds. One object a source, so that no packet costs an allocation where numbers do. */
export class NetmonTime {
  seconds = -1
  nanoseconds = 0

  /** `startMs` -1: not known. */
  setMilliseconds(bytes: Uint8Array, at: number, startMs: number): void {
    this.#set(startMs, u32le(bytes, at), 0)
  }

  /** A signed count of 64 bits: frames may be older than the start. */
  setMicroseconds(bytes: Uint8Array, at: number, startMs: number): void {
    // Exact up to 2^53 microseconds, which are 285 years.
    const high = u32le(bytes, at + 4) | 0
    const microseconds = high * 4_294_967_296 + u32le(bytes, at)
    const milliseconds = Math.floor(microseconds / 1_000)
    this.#set(startMs, milliseconds, microseconds - milliseconds * 1_000)
  }

  setFileTime(bytes: Uint8Array, at: number): void {
    const ticks = (BigInt(u32le(bytes, at + 4)) << 32n) | BigInt(u32le(bytes, at))
    this.seconds = Number(ticks / FILETIME_TICKS - SECONDS_TO_1970)
    this.nanoseconds = Number(ticks % FILETIME_TICKS) * 100
    this.#check()
  }

  #set(startMs: number, milliseconds: number, microseconds: number): void {
    const whole = startMs + milliseconds
    this.seconds = startMs < 0 ? -1 : Math.floor(whole / 1_000)
    this.nanoseconds = (whole - this.seconds * 1_000) * 1_000_000 + microseconds * 1_000
    this.#check()
  }

  #check(): void {
    if (this.seconds >= 0 && this.seconds <= MAX_SECONDS) return
    this.seconds = -1
    this.nanoseconds = 0
  }
}
