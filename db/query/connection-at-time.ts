import { START } from '../connection-indexes.ts'
import type { ReadableCase } from '../open.ts'

/** The first connection that began at this time or later, else the last that began before; undefined in an empty case. Served by connection_by_start. */
export function prepareConnectionAtTime({ db }: ReadableCase) {
  const from = db
    .prepare<[bigint], number>(
      `SELECT id FROM connection WHERE ${START} >= ?
        ORDER BY ${START}, id LIMIT 1`,
    )
    .pluck()
  const before = db
    .prepare<[bigint], number>(
      `SELECT id FROM connection WHERE ${START} < ?
        ORDER BY ${START} DESC, id DESC LIMIT 1`,
    )
    .pluck()
  return (ns: bigint): number | undefined => from.get(ns) ?? before.get(ns)
}
