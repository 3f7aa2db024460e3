import type { WritableCase } from '../open.ts'
import { BOUNDARIES, CONFIDENCES, numberOf, OUTCOMES, RESUMPTIONS, SIDES, TRANSPORTS } from '../vocabulary.ts'
import { addressOrder, endpointOrder } from './endpoint-order.ts'
import { RowBuffer } from './row-buffer.ts'
import { prepareSpellingWriter } from './spelling.ts'

export interface StoredConnection {
  readonly id: number
  readonly client: { readonly address: string; readonly port: number } | undefined
  readonly server: { readonly address: string; readonly port: number } | undefined
  readonly transport: (typeof TRANSPORTS)[number]
  readonly startNs: bigint | undefined
  readonly endNs: bigint | undefined
  readonly serverName: string | undefined
  readonly alpn: string | undefined
  readonly version: number | undefined
  readonly cipherSuite: number | undefined
  readonly group: number | undefined
  readonly resumption: (typeof RESUMPTIONS)[number]
  readonly signature: string
  readonly outcome: (typeof OUTCOMES)[number]
  readonly boundary: (typeof BOUNDARIES)[number]
  readonly alert:
    | {
        readonly from: (typeof SIDES)[number]
        readonly level: number | undefined
        readonly description: number | undefined
      }
    | undefined
  /** Why it failed: the id of the root cause, as far as it is known; undefined where it did not fail. */
  readonly cause: StoredCause | undefined
  readonly messageCount: number
  readonly sources: readonly number[]
  readonly partial: boolean
}

export interface StoredCause {
  readonly id: string
  readonly confidence: (typeof CONFIDENCES)[number]
}

/** Rows that are set anew in one transaction. */
const ALONE_AT_ONCE = 5_000

/** Rows of `connection`, and what goes with them: the count of connections by outcome, how their names and addresses are spelt. */
export function prepareConnectionWriter({ db }: WritableCase) {
  const rows = new RowBuffer(db, 'INSERT INTO connection VALUES', 27)
  const spellings = prepareSpellingWriter({ db, writable: true })
  const remove = db.prepare<[number], { outcome: number }>('DELETE FROM connection WHERE id = ? RETURNING outcome')
  const setCause = db.prepare<[string | null, number | null, number]>(
    'UPDATE connection SET cause = ?, cause_confidence = ? WHERE id = ?',
  )
  const endOfPage = db
    .prepare<[number, number], number>(
      `SELECT max(id) FROM (SELECT id FROM leg WHERE source_id = ? AND id > ? ORDER BY id LIMIT ${ALONE_AT_ONCE})`,
    )
    .pluck()
  const move = db.prepare<[bigint, bigint, number, number, number, bigint]>(`
    UPDATE connection SET start_ns = leg.start_ns + ?, end_ns = leg.end_ns + ?
      FROM leg
     WHERE leg.id = connection.id AND leg.source_id = ? AND leg.id > ? AND leg.id <= ? AND leg.joined_by IS NULL
       AND connection.start_ns IS NOT leg.start_ns + ?`)
  const count = db.prepare<[number, number]>('UPDATE outcome_count SET count = count + ? WHERE outcome = ?')
  /** By outcome: how many more there are. */
  const more = OUTCOMES.map(() => 0)
  /** Ids of the rows that wait, and among them of those that are there already. */
  const waiting = new Set<number>()
  const old: number[] = []
  const write = (): void => {
    for (const id of old) {
      const gone = remove.get(id)
      if (gone) more[gone.outcome] = (more[gone.outcome] ?? 0) - 1
    }
    rows.write()
    spellings.write()
    for (const [outcome, change] of more.entries()) if (change !== 0) count.run(change, outcome)
    more.fill(0)
    waiting.clear()
    old.length = 0
  }
  return {
    /** `again`: it was written before, and is written anew. */
    put(facts: StoredConnection, again = false): void {
      // Rows go out in statements of many: only one that comes twice is not waited for.
      if (waiting.has(facts.id)) write()
      waiting.add(facts.id)
      if (again) old.push(facts.id)
      const clientAddress = facts.client?.address ?? null
      const clientPort = facts.client?.port ?? null
      const serverAddress = facts.server?.address ?? null
      const serverPort = facts.server?.port ?? null
      const clientOrder = addressOrder(clientAddress)
      const serverOrder = endpointOrder(serverAddress, serverPort)
      const outcome = numberOf(OUTCOMES, facts.outcome)
      rows.values.push(
        facts.id,
        clientAddress,
        clientPort,
        clientOrder,
        serverAddress,
        serverPort,
        serverOrder,
        numberOf(TRANSPORTS, facts.transport),
        facts.startNs ?? null,
        facts.endNs ?? null,
        facts.serverName ?? null,
        facts.alpn ?? null,
        facts.version ?? null,
        facts.cipherSuite ?? null,
        facts.group ?? null,
        numberOf(RESUMPTIONS, facts.resumption),
        facts.signature,
        outcome,
        numberOf(BOUNDARIES, facts.boundary),
        facts.alert ? numberOf(SIDES, facts.alert.from) : null,
        facts.alert?.level ?? null,
        facts.alert?.description ?? null,
        facts.messageCount,
        facts.sources.length === 1 ? `[${facts.sources[0]}]` : JSON.stringify(facts.sources),
        facts.partial ? 1 : 0,
        facts.cause?.id ?? null,
        facts.cause ? numberOf(CONFIDENCES, facts.cause.confidence) : null,
      )
      if (clientAddress !== null && clientOrder) spellings.put('client', clientAddress, clientOrder)
      if (serverAddress !== null && serverOrder)
        spellings.put('server', serverAddress, serverOrder, `${serverAddress} ${serverPort}`)
      if (facts.serverName !== undefined) spellings.put('serverName', facts.serverName, facts.serverName)
      if (facts.alpn !== undefined) spellings.put('alpn', facts.alpn, facts.alpn)
      more[outcome] = (more[outcome] ?? 0) + 1
    },
    /** Of a row that is there already. */
    setCause(id: number, cause: StoredCause | undefined): void {
      setCause.run(cause?.id ?? null, cause ? numberOf(CONFIDENCES, cause.confidence) : null, id)
    },
    /** Inserts what was put so far. */
    write,
    /** Sets the times of connections that one source alone shows by its clock, a piece at a time. */
    moveAlone(sourceId: number, offsetNs: bigint, aborted: () => boolean): void {
      for (let after = 0; !aborted();) {
        const end = endOfPage.get(sourceId, after)
        if (!end) return
        move.run(offsetNs, offsetNs, sourceId, after, end, offsetNs)
        after = end
      }
    },
    remove(id: number): void {
      if (waiting.has(id)) write()
      const gone = remove.get(id)
      if (gone) count.run(-1, gone.outcome)
    },
  }
}

export type ConnectionWriter = ReturnType<typeof prepareConnectionWriter>
