import type { ReadableCase } from '../open.ts'

/** The orders of the list of connections: a fixed statement for each, and for each the index that answers it alone. */
const ORDER = {
  start: {
    up: 'SELECT id FROM connection ORDER BY ifnull(start_ns, 9223372036854775807), id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY ifnull(start_ns, 9223372036854775807) DESC, id DESC LIMIT ? OFFSET ?',
  },
  duration: {
    up: 'SELECT id FROM connection ORDER BY ifnull(end_ns - start_ns, 0), id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY ifnull(end_ns - start_ns, 0) DESC, id DESC LIMIT ? OFFSET ?',
  },
  client: {
    up: 'SELECT id FROM connection ORDER BY client_order, outcome, id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY client_order DESC, outcome DESC, id DESC LIMIT ? OFFSET ?',
  },
  server: {
    up: 'SELECT id FROM connection ORDER BY server_order, outcome, id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY server_order DESC, outcome DESC, id DESC LIMIT ? OFFSET ?',
  },
  serverName: {
    up: 'SELECT id FROM connection ORDER BY server_name, outcome, id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY server_name DESC, outcome DESC, id DESC LIMIT ? OFFSET ?',
  },
  version: {
    up: 'SELECT id FROM connection ORDER BY version, id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY version DESC, id DESC LIMIT ? OFFSET ?',
  },
  cipherSuite: {
    up: 'SELECT id FROM connection ORDER BY cipher_suite, id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY cipher_suite DESC, id DESC LIMIT ? OFFSET ?',
  },
  outcome: {
    up: 'SELECT id FROM connection ORDER BY outcome, id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY outcome DESC, id DESC LIMIT ? OFFSET ?',
  },
  boundary: {
    up: 'SELECT id FROM connection ORDER BY boundary, id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY boundary DESC, id DESC LIMIT ? OFFSET ?',
  },
  signature: {
    up: 'SELECT id FROM connection ORDER BY signature, id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY signature DESC, id DESC LIMIT ? OFFSET ?',
  },
  cause: {
    up: 'SELECT id FROM connection ORDER BY cause, outcome, id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY cause DESC, outcome DESC, id DESC LIMIT ? OFFSET ?',
  },
  messageCount: {
    up: 'SELECT id FROM connection ORDER BY message_count, id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY message_count DESC, id DESC LIMIT ? OFFSET ?',
  },
  group: {
    up: 'SELECT id FROM connection ORDER BY named_group, id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY named_group DESC, id DESC LIMIT ? OFFSET ?',
  },
  alert: {
    up: 'SELECT id FROM connection ORDER BY alert_description, id LIMIT ? OFFSET ?',
    down: 'SELECT id FROM connection ORDER BY alert_description DESC, id DESC LIMIT ? OFFSET ?',
  },
} as const

export type ConnectionOrder = keyof typeof ORDER
export const CONNECTION_ORDERS = Object.keys(ORDER) as readonly ConnectionOrder[]

/**
 * Ids of connections in an order, from `offset` on. The offset is stepped over inside the index, some 20 ns each, so that any place of a
 * million connections is reached in 20 ms; connections without the value come first when going up, those without a start last.
 */
export function prepareConnectionOrder({ db }: ReadableCase) {
  const statements = Object.fromEntries(
    CONNECTION_ORDERS.map((order) => [
      order,
      {
        up: db.prepare<[number, number], number>(ORDER[order].up).pluck(),
        down: db.prepare<[number, number], number>(ORDER[order].down).pluck(),
      },
    ]),
  )
  return (order: ConnectionOrder, descending: boolean, offset: number, limit: number): number[] =>
    statements[order]?.[descending ? 'down' : 'up'].all(limit, offset) ?? []
}
