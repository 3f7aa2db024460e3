import type { Source } from '../../preload/contract/case.ts'
import { day, duration, offset, plural } from './format.ts'

const SECOND_NS = 1_000_000_000n
const HOUR_NS = 3_600n * SECOND_NS
const DAY_NS = 24n * HOUR_NS
/** Zones lie whole quarters of an hour apart, and no further than this. */
const QUARTER_NS = 900n * SECOND_NS
const MAX_ZONE_NS = 15n * HOUR_NS
/** What is left beside a zone is a clock that is off; more than this is no zone. */
const MAX_ERROR_NS = 5n * SECOND_NS
/** An offset of more days fills in a date that the source does not have. */
const MIN_UNDATED_NS = 366n * DAY_NS

export interface ClockParts {
  /** Whole days that stand for the date which the source does not have. */
  readonly daysNs: bigint
  /** Whole quarters of an hour: the source's zone. */
  readonly zoneNs: bigint
  /** What the clock is off beside. */
  readonly errorNs: bigint
}

/** Takes what is added to a source's times apart. */
export function clockParts(offsetNs: bigint): ClockParts {
  const daysNs = size(offsetNs) < MIN_UNDATED_NS ? 0n : nearest(offsetNs, DAY_NS)
  const rest = offsetNs - daysNs
  const zoneNs = nearest(rest, QUARTER_NS)
  return size(zoneNs) <= MAX_ZONE_NS && size(rest - zoneNs) <= MAX_ERROR_NS
    ? { daysNs, zoneNs, errorNs: rest - zoneNs }
    : { daysNs, zoneNs: 0n, errorNs: rest }
}

/** For a chip: `−5 h`, `+12 ms`; empty where nothing is added. */
export function clockBrief({ clockOffsetNs }: Pick<Source, 'clockOffsetNs'>): string {
  const { zoneNs, errorNs } = clockParts(clockOffsetNs)
  if (zoneNs !== 0n) return zone(zoneNs)
  return errorNs === 0n ? '' : offset(errorNs)
}

type SourceClock = Pick<
  Source,
  'id' | 'firstTime' | 'clockOffsetNs' | 'clockSpreadNs' | 'clockReference' | 'clockConnections'
>

/** In full: what is added, how sure that is, and by what it was measured. */
export function clockWords(source: SourceClock, nameOf: (source: number) => string): string {
  const { id, clockOffsetNs, clockSpreadNs, clockReference, clockConnections, firstTime } = source
  if (clockReference === null) return 'unknown: it shares no connection with another source'
  if (clockReference === id) return 'none: the others are measured by it'
  const { daysNs, zoneNs, errorNs } = clockParts(clockOffsetNs)
  const added = [
    daysNs === 0n || firstTime === null ? '' : `dated ${day(firstTime + clockOffsetNs)}`,
    zoneNs === 0n ? '' : `a zone of ${zone(zoneNs)}`,
    errorNs === 0n && zoneNs !== 0n ? '' : offset(errorNs),
  ]
  const spread = clockSpreadNs === null ? 'seen once, so how sure is not known' : `± ${spreadText(clockSpreadNs)}`
  const by = `by ${plural(clockConnections, 'connection')} with ${nameOf(clockReference)}`
  return `${added.filter(Boolean).join(' and ')}, ${spread}, ${by}`
}

function zone(ns: bigint): string {
  const minutes = Number(size(ns) / (60n * SECOND_NS))
  const rest = minutes % 60
  return `${ns < 0n ? '−' : '+'}${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`
}

function spreadText(ns: bigint): string {
  return ns < 1_000_000n ? `${ns / 1_000n} µs` : duration(Number(ns) / 1e6)
}

function nearest(ns: bigint, step: bigint): bigint {
  const whole = ((size(ns) + step / 2n) / step) * step
  return ns < 0n ? -whole : whole
}

function size(ns: bigint): bigint {
  return ns < 0n ? -ns : ns
}
