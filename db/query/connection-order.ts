import { DURATION, START } from '../connection-indexes.ts'
import type { ReadableCase } from '../open.ts'

/**
 * The orders of the list of connections: what a row is placed by, then by its id. For each there is the index `connection_by_...` of just
 * these, which answers it alone.
 */
const ORDER = {
  start: [START],
  duration: [DURATION],
  client: ['client_order', 'outcome'],
  server: ['server_order', 'outcome'],
  serverName: ['server_name', 'outcome'],
  version: ['version'],
  cipherSuite: ['cipher_suite'],
  outcome: ['outcome'],
  boundary: ['boundary'],
  signature: ['signature'],
  cause: ['cause', 'outcome'],
  messageCount: ['message_count'],
  group: ['named_group'],
  alert: ['alert_description'],
} as const satisfies Readonly<Record<string, readonly [string] | readonly [string, 'outcome']>>

export type ConnectionOrder = keyof typeof ORDER
export const CONNECTION_ORDERS = Object.keys(ORDER) as readonly ConnectionOrder[]

/** `client_order DESC, outcome DESC, id DESC`: made of the constants above alone. */
export function orderedBy(order: ConnectionOrder, descending: boolean): string {
  return [...ORDER[order], 'id'].map((column) => (descending ? `${column} DESC` : column)).join(', ')
}

/**
 * Ids of connections in an order, from `offset` on. The offset is stepped over inside the index, some 20 ns each: 20 ms for the last of a
 * million connections. Those without the value come first when going up, those without a start last.
 */
export function prepareConnectionOrder({ db }: ReadableCase) {
  const statements = Object.fromEntries(
    CONNECTION_ORDERS.map((order) => {
      const prepared = (descending: boolean) =>
        db
          .prepare<[number, number], number>(
            `SELECT id FROM connection ORDER BY ${orderedBy(order, descending)} LIMIT ? OFFSET ?`,
          )
          .pluck()
      return [order, { up: prepared(false), down: prepared(true) }]
    }),
  )
  return (order: ConnectionOrder, descending: boolean, offset: number, limit: number): number[] =>
    statements[order]?.[descending ? 'down' : 'up'].all(limit, offset) ?? []
}

/** What stretches of an order are looked up by: the value of a column, an outcome, an id. */
type Bound = string | number | bigint | Uint8Array

interface Place {
  readonly value: Bound | null
  readonly outcome: bigint
}

/**
 * Ids of connections behind one of them in an order, which is found by its key: no step is taken over what is before it. Undefined where
 * that connection is no more (it was joined to another). Served by the index of the order, in stretches: SQLite goes to a place in an index
 * by equality and one comparison behind it, and a comparison is never true of NULL, which is before all values.
 */
export function prepareConnectionsAfter({ db }: ReadableCase, order: ConnectionOrder, descending: boolean) {
  const [column, outcome] = ORDER[order]
  const [than, down] = descending ? ['<', ' DESC'] : ['>', '']
  const ids = (where: string, by: string) =>
    db.prepare<Bound[], number>(`SELECT id FROM connection WHERE ${where} ORDER BY ${by} LIMIT ?`).pluck()
  /** Those that have the same in the first column: with the same outcome, with a later one. */
  const among = (same: string) =>
    outcome === undefined
      ? { outcome: ids(`${same} AND id ${than} ?`, `id${down}`), later: undefined }
      : {
          outcome: ids(`${same} AND outcome = ? AND id ${than} ?`, `id${down}`),
          later: ids(`${same} AND outcome ${than} ?`, `outcome${down}, id${down}`),
        }
  const ofValue = among(`${column} = ?`)
  const ofNone = among(`${column} IS NULL`)
  const later = ids(`${column} ${than} ?`, orderedBy(order, descending))
  const valued = ids(`${column} IS NOT NULL`, orderedBy(order, descending))
  const none = ids(`${column} IS NULL`, outcome === undefined ? `id${down}` : `outcome${down}, id${down}`)
  const place = db
    .prepare<[number], Place>(`SELECT ${column} AS value, outcome FROM connection WHERE id = ?`)
    .safeIntegers()
  return (id: number, limit: number): number[] | undefined => {
    const at = place.get(id)
    if (!at) return undefined
    let found: number[] = []
    const add = (statement: ReturnType<typeof ids> | undefined, ...bounds: Bound[]): void => {
      if (statement && found.length < limit) found = found.concat(statement.all(...bounds, limit - found.length))
    }
    const same = at.value === null ? ofNone : ofValue
    const value = at.value === null ? [] : [at.value]
    add(same.outcome, ...value, ...(outcome === undefined ? [] : [at.outcome]), id)
    add(same.later, ...value, at.outcome)
    if (at.value !== null) add(later, at.value)
    if (at.value === null && !descending) add(valued)
    if (at.value !== null && descending) add(none)
    return found
  }
}
