import type { ReadableCase } from '../open.ts'
import { numberOf, OUTCOMES } from '../vocabulary.ts'
import { endpointOrder } from '../write/endpoint-order.ts'

export interface Vicinity {
  readonly server: { readonly address: string; readonly port: number } | undefined
  readonly serverName: string | undefined
}

/**
 * Established connections that were read before `id`, and from it on, the nearest `limit` of each direction: those with the server, else those with
 * its name, else any. Served by the indexes connection_by_server and connection_by_server_name, in which a million that a server refused
 * lie apart; and by connection_by_outcome.
 */
export function prepareEstablishedNear({ db }: ReadableCase) {
  const established = numberOf(OUTCOMES, 'established')
  const both = (condition: string): ((key: Uint8Array | string | number, id: number, limit: number) => number[]) => {
    const before = db
      .prepare<unknown[], number>(`SELECT id FROM connection WHERE ${condition} AND id < ? ORDER BY id DESC LIMIT ?`)
      .pluck()
    const after = db
      .prepare<unknown[], number>(`SELECT id FROM connection WHERE ${condition} AND id >= ? ORDER BY id LIMIT ?`)
      .pluck()
    return (key, id, limit) => [...before.all(key, id, limit), ...after.all(key, id, limit)]
  }
  const atServer = both(`server_order = ? AND outcome = ${established}`)
  const ofName = both(`server_name = ? AND outcome = ${established}`)
  const any = both('outcome = ?')
  return (id: number, { server, serverName }: Vicinity, limit: number): number[] => {
    const order = server && endpointOrder(server.address, server.port)
    const found = order ? atServer(order, id, limit) : []
    if (found.length > 0) return found
    const named = serverName === undefined ? [] : ofName(serverName, id, limit)
    return named.length > 0 ? named : any(established, id, limit)
  }
}
