import type { ReadableCase } from '../open.ts'
import { numberOf, OUTCOMES } from '../vocabulary.ts'
import { endpointOrder } from '../write/endpoint-order.ts'

export interface EstablishedAtServer {
  readonly id: number
  readonly version: number | null
  readonly cipherSuite: number | null
}

/** Connections that one server established, the oldest first; few of the many that a busy server has. Served by index connection_by_server. */
export function prepareEstablishedAtServer({ db }: ReadableCase) {
  const statement = db.prepare<[Uint8Array, number, number], EstablishedAtServer>(
    `SELECT id, version, cipher_suite AS cipherSuite
       FROM connection
      WHERE server_order = ? AND outcome = ?
      ORDER BY id
      LIMIT ?`,
  )
  return (server: { readonly address: string; readonly port: number }, limit: number): EstablishedAtServer[] => {
    const order = endpointOrder(server.address, server.port)
    return order === null ? [] : statement.all(order, numberOf(OUTCOMES, 'established'), limit)
  }
}
