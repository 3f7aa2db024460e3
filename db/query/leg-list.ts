import type { Leg } from '../../main/tls/leg.ts'
import type { ReadableCase } from '../open.ts'
import { JOINED_BY, ROLES, TRANSPORTS, wordOf } from '../vocabulary.ts'
import { endpoint } from './connection-by-id.ts'

/** A leg without its messages and events. */
export interface StoredLeg extends Omit<Leg, 'messages' | 'events'> {
  readonly id: number
  readonly source: number
  readonly connection: number
  readonly joinedBy: (typeof JOINED_BY)[number] | undefined
  readonly clientRandom: string | undefined
  readonly messageCount: number
  readonly eventCount: number
}

interface LegRow {
  id: bigint
  source: bigint
  connection: bigint
  joinedBy: bigint | null
  stream: bigint
  role: bigint
  transport: bigint
  clientAddress: string | null
  clientPort: bigint | null
  serverAddress: string | null
  serverPort: bigint | null
  startNs: bigint | null
  endNs: bigint | null
  job: string | null
  process: string | null
  thread: string | null
  hostConnection: string | null
  handle: string | null
  clientRandom: string | null
  beginningSeen: bigint
  endSeen: bigint
  messageCount: bigint
  eventCount: bigint
}

/** A connection is seen in as many files as there are points of capture between its ends, and a case has 1,000 files. */
const MAX_LEGS = 1_000

const COLUMNS = `id, source_id AS source, connection_id AS connection, joined_by AS joinedBy, stream, role, transport,
  client_address AS clientAddress, client_port AS clientPort, server_address AS serverAddress, server_port AS serverPort,
  start_ns AS startNs, end_ns AS endNs, job, process, thread, host_connection AS hostConnection, handle, client_random AS clientRandom,
  beginning_seen AS beginningSeen, end_seen AS endSeen, message_count AS messageCount, event_count AS eventCount`

/** The legs of a connection, the first written first. Served by index leg_by_connection. */
export function prepareLegsOfConnection({ db }: ReadableCase) {
  const statement = db
    .prepare<[number, number], LegRow>(`SELECT ${COLUMNS} FROM leg WHERE connection_id = ? ORDER BY id LIMIT ?`)
    .safeIntegers()
  return (connection: number): StoredLeg[] => statement.all(connection, MAX_LEGS).map(legOf)
}

/** Legs with an id above `after`, for walking through all of them. Served by the primary key. */
export function prepareLegsAfter({ db }: ReadableCase) {
  const statement = db
    .prepare<[number, number], LegRow>(`SELECT ${COLUMNS} FROM leg WHERE id > ? ORDER BY id LIMIT ?`)
    .safeIntegers()
  return (after: number, limit: number): StoredLeg[] => statement.all(after, limit).map(legOf)
}

/** The client's random of each leg that has one. A walk over the table; the case must not be written to meanwhile. */
export function prepareClientRandoms({ db }: ReadableCase) {
  const statement = db.prepare<[], string>('SELECT client_random FROM leg WHERE client_random IS NOT NULL').pluck()
  return (): Iterable<string> => statement.iterate()
}

/** One leg. Served by the primary key. */
export function prepareLegById({ db }: ReadableCase) {
  const statement = db.prepare<[number], LegRow>(`SELECT ${COLUMNS} FROM leg WHERE id = ? LIMIT 1`).safeIntegers()
  return (id: number): StoredLeg | undefined => {
    const row = statement.get(id)
    return row && legOf(row)
  }
}

function legOf(row: LegRow): StoredLeg {
  return {
    id: Number(row.id),
    source: Number(row.source),
    connection: Number(row.connection),
    joinedBy: row.joinedBy === null ? undefined : wordOf(JOINED_BY, row.joinedBy),
    stream: Number(row.stream),
    role: wordOf(ROLES, row.role),
    transport: wordOf(TRANSPORTS, row.transport),
    client: endpoint(row.clientAddress, row.clientPort),
    server: endpoint(row.serverAddress, row.serverPort),
    startNs: row.startNs ?? undefined,
    endNs: row.endNs ?? undefined,
    job: row.job ?? undefined,
    process: row.process ?? undefined,
    thread: row.thread ?? undefined,
    connectionId: row.hostConnection ?? undefined,
    handle: row.handle ?? undefined,
    clientRandom: row.clientRandom ?? undefined,
    beginningSeen: row.beginningSeen !== 0n,
    endSeen: row.endSeen !== 0n,
    messageCount: Number(row.messageCount),
    eventCount: Number(row.eventCount),
  }
}
