/** How the window writes numbers, sizes, times and addresses. One place, so that two panes never differ. */

const NARROW_SPACE = '\u202f'

/** `18 412 331`: groups of three, as no language reads them wrongly. */
export function count(value: number | bigint): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, NARROW_SPACE)
}

/** `1 connection`, `2 connections`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** `512 B`, `1.3 GB`: powers of ten, as file managers and network people count. */
export function size(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = -1
  do {
    value /= 1_000
    unit++
  } while (value >= 999.5 && unit < units.length - 1)
  return `${value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}

/** `4.1 s`, `640 ms`, `3 min 20 s`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`
  const seconds = Math.round(ms / 1_000)
  return seconds < 3_600
    ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
    : `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`
}

const NS_PER_MS = 1_000_000n

/** `15:19:52.221`, or with all nine digits; the clock is the source's own where its zone is unknown. */
export function clock(ns: bigint, digits: 3 | 6 | 9 = 3): string {
  const date = dateOf(ns)
  if (!date) return 'unreadable time'
  const fraction = String(((ns % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n)
    .padStart(9, '0')
    .slice(0, digits)
  return `${date.toISOString().slice(11, 19)}.${fraction}`
}

/** `2026-05-26`. */
export function day(ns: bigint): string {
  return dateOf(ns)?.toISOString().slice(0, 10) ?? 'unreadable date'
}

/** `2026-05-26 15:19:52.218904`. */
export function instant(ns: bigint): string {
  return `${day(ns)} ${clock(ns, 6)}`
}

/** `+ 2.1 ms`: the gap between two times, in the unit that needs the fewest digits; a step back in time shows its sign. */
export function gap(fromNs: bigint, toNs: bigint): string {
  const ns = toNs - fromNs
  const sign = ns < 0n ? '−' : '+'
  const value = Number(ns < 0n ? -ns : ns)
  if (value < 1_000) return `${sign} ${value} ns`
  if (value < 1_000_000) return `${sign} ${short(value / 1_000)} µs`
  if (value < 1_000_000_000) return `${sign} ${short(value / 1_000_000)} ms`
  if (value < 60_000_000_000) return `${sign} ${short(value / 1_000_000_000)} s`
  return `${sign} ${duration(value / 1_000_000)}`
}

/** `382 ns`, `3.002 s`, `1 min 0.250 s`: how long something took, ns, to a thousandth of its unit. */
export function measured(ns: number): string {
  if (ns < 1_000) return `${Math.round(ns)} ns`
  if (ns < 999_999.5) return `${thousandths(ns / 1_000)} µs`
  if (ns < 999_999_500) return `${thousandths(ns / 1_000_000)} ms`
  if (ns < 59_999_500_000) return `${(ns / 1_000_000_000).toFixed(3)} s`
  const ms = Math.round(ns / 1_000_000)
  return ms < 3_600_000
    ? `${Math.floor(ms / 60_000)} min ${((ms % 60_000) / 1_000).toFixed(3)} s`
    : duration(ns / 1_000_000)
}

/** `−3 600.002 s`, `+82 µs`: how far a clock is off. */
export function offset(ns: bigint): string {
  const sign = ns < 0n ? '−' : '+'
  const size = ns < 0n ? -ns : ns
  if (size < NS_PER_MS) return `${sign}${size / 1_000n} µs`
  const ms = size / NS_PER_MS
  return `${sign}${count(ms / 1_000n)}.${String(ms % 1_000n).padStart(3, '0')} s`
}

/** `10.1.0.2:2023`, `[2001:db8::1]:2023`. */
export function address(endpoint: { readonly address: string; readonly port: number } | null): string {
  if (!endpoint) return 'unknown'
  return endpoint.address.includes(':')
    ? `[${endpoint.address}]:${endpoint.port}`
    : `${endpoint.address}:${endpoint.port}`
}

export function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}

function thousandths(value: number): string {
  return value.toFixed(3).replace(/\.?0+$/, '')
}

function short(value: number): string {
  return value >= 99.5 ? String(Math.round(value)) : value.toFixed(value >= 0.995 ? 1 : 2).replace(/\.0+$/, '')
}

/** JavaScript dates end in the year 275760; a hostile time may lie beyond. */
function dateOf(ns: bigint): Date | undefined {
  const date = new Date(Number(ns / NS_PER_MS) - (ns < 0n && ns % NS_PER_MS ? 1 : 0))
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 0 ? undefined : date
}
