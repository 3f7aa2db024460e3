/** From which source each connection is exported: as packets where there are any, else from what a host trace says. */
import { prepareConnectionOrder } from '../../../db/query/connection-order.ts'
import { prepareLegsOfConnection, type StoredLeg } from '../../../db/query/leg-list.ts'
import type { StoredSource } from '../../../db/query/source-list.ts'
import { readers } from '../../format/registry.ts'
import { fingerprint } from '../../ingest/fingerprint.ts'
import { breathe } from '../breathe.ts'
import type { OpenCase } from '../open-case.ts'

const PACKETS: ReadonlySet<string> = new Set(readers.filter(({ kind }) => kind === 'packets').map(({ id }) => id))
/** Ids read, or connections looked at, before the engine turns to others. */
const AT_ONCE = 500
/** More connections than this nobody opens in Wireshark; a filter makes them fewer. */
export const MAX_CONNECTIONS = 100_000

export interface PlannedConnection {
  readonly id: number
  /** Undefined: there are no packets of it, and it is built from its messages. */
  readonly leg: StoredLeg | undefined
}

/** A connection by its id in the index, and the number that the analysis document gives it, from 1. */
export interface NumberedConnection {
  readonly id: number
  readonly number: number
}

/** Connections of the case in the order in which they are numbered: those of `ids`, or all. */
export async function numberedConnections(
  open: OpenCase,
  ids: readonly number[] | undefined,
  signal: AbortSignal | undefined,
): Promise<NumberedConnection[]> {
  const inOrder = prepareConnectionOrder(open.index)
  const wanted = ids && new Set(ids)
  const found: NumberedConnection[] = []
  for (let offset = 0; ; offset += AT_ONCE) {
    const some = inOrder('start', false, offset, AT_ONCE)
    for (const [at, id] of some.entries())
      if (wanted === undefined || wanted.has(id)) found.push({ id, number: offset + at + 1 })
    if (some.length < AT_ONCE || found.length === wanted?.size) return found
    await breathe(signal)
  }
}

/** Connections by their numbers in the analysis document, from 1. Undefined: there is none of that number. */
export function connectionNumbered(open: OpenCase, number: number): number | undefined {
  return prepareConnectionOrder(open.index)('start', false, number - 1, 1)[0]
}

/** Sources whose packets can be read once more as they were: the files are there and unchanged. */
export async function readableSources(open: OpenCase): Promise<ReadonlyMap<number, StoredSource>> {
  const found = new Map<number, StoredSource>()
  const marks = new Map<string, string | undefined>()
  const wholes = new Map(open.sources.map((source) => [source.id, source]))
  for (const source of open.sources) {
    if (source.format === null || !PACKETS.has(source.format)) continue
    const whole = (source.partOf === null ? undefined : wholes.get(source.partOf)) ?? source
    if (!marks.has(whole.path)) marks.set(whole.path, await fingerprint(whole.path).catch(() => undefined))
    const now = marks.get(whole.path)
    if (now !== undefined && now === whole.fingerprint) found.set(source.id, source)
  }
  return found
}

export async function planConnections(
  open: OpenCase,
  ids: readonly number[],
  sources: ReadonlyMap<number, StoredSource>,
  signal: AbortSignal | undefined,
): Promise<PlannedConnection[]> {
  const legsOf = prepareLegsOfConnection(open.index)
  const plan: PlannedConnection[] = []
  for (const [at, id] of ids.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await breathe(signal)
    plan.push({ id, leg: best(legsOf(id), sources) })
  }
  return plan
}

/** The leg with most to show; a capture before packets that were read from a listing. */
function best(legs: readonly StoredLeg[], sources: ReadonlyMap<number, StoredSource>): StoredLeg | undefined {
  const worth = (leg: StoredLeg): number =>
    leg.messageCount * 2 + (sources.get(leg.source)?.format === 'packet-listing' ? 0 : 1)
  return legs
    .filter((leg) => leg.role === 'wire' && leg.client && leg.server && sources.has(leg.source))
    .reduce<StoredLeg | undefined>((one, leg) => (one && worth(one) >= worth(leg) ? one : leg), undefined)
}
