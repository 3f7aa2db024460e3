import type { Source } from '../../preload/contract/case.ts'
import { printable } from './printable.ts'

type SourceClock = Pick<
  Source,
  'id' | 'name' | 'clockOffsetNs' | 'clockSpreadNs' | 'clockReference' | 'clockConnections'
>

const SECOND_NS = 1_000_000_000n
const MINUTE_NS = 60n * SECOND_NS
/** Zones lie whole quarters of an hour apart, and no further than this; what is left beside one is a clock that is off. */
const QUARTER_NS = 15n * MINUTE_NS
const MAX_ZONE_NS = 15n * 60n * MINUTE_NS
const MAX_ERROR_NS = 5n * SECOND_NS

/** How a source's clock goes beside the one that the case's others are measured by; empty for that one, and where nothing tells. */
export function clockText(source: SourceClock, sources: readonly SourceClock[]): string {
  const { id, clockOffsetNs, clockSpreadNs, clockReference, clockConnections } = source
  if (clockReference === null || clockReference === id) return ''
  const name = sources.find((one) => one.id === clockReference)?.name ?? `source ${clockReference}`
  const spread = clockSpreadNs === null ? '' : ` ± ${seconds(clockSpreadNs)} s`
  const by = `${clockConnections} ${clockConnections === 1 ? 'connection' : 'connections'} with ${printable(name)}`
  return `clock ${signed(clockOffsetNs)} s${spread}${zone(clockOffsetNs)}, by ${by}`
}

function zone(offsetNs: bigint): string {
  const whole = ((size(offsetNs) + QUARTER_NS / 2n) / QUARTER_NS) * QUARTER_NS
  if (whole === 0n || whole > MAX_ZONE_NS || size(size(offsetNs) - whole) > MAX_ERROR_NS) return ''
  const minutes = whole / MINUTE_NS
  const rest = minutes % 60n
  return ` (a zone of ${offsetNs < 0n ? '-' : '+'}${minutes / 60n} h${rest === 0n ? '' : ` ${rest} min`})`
}

function signed(ns: bigint): string {
  return `${ns < 0n ? '-' : '+'}${seconds(size(ns))}`
}

/** To the microsecond. */
function seconds(ns: bigint): string {
  return `${ns / SECOND_NS}.${String((ns % SECOND_NS) / 1_000n).padStart(6, '0')}`
}

function size(ns: bigint): bigint {
  return ns < 0n ? -ns : ns
}
