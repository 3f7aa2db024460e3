import type { ReadableCase } from '../open.ts'
import { parsedJson } from '../parsed-json.ts'
import { BOUNDARIES, CONFIDENCES, OUTCOMES, RESUMPTIONS, SIDES, TRANSPORTS, wordOf } from '../vocabulary.ts'
import type { StoredConnection } from '../write/connection-row.ts'

interface ConnectionColumns {
  id: bigint
  clientAddress: string | null
  clientPort: bigint | null
  serverAddress: string | null
  serverPort: bigint | null
  transport: bigint
  startNs: bigint | null
  endNs: bigint | null
  serverName: string | null
  alpn: string | null
  version: bigint | null
  cipherSuite: bigint | null
  namedGroup: bigint | null
  resumption: bigint
  signature: string
  outcome: bigint
  boundary: bigint
  alertFrom: bigint | null
  alertLevel: bigint | null
  alertDescription: bigint | null
  messageCount: bigint
  sources: string
  partial: bigint
  cause: string | null
  causeConfidence: bigint | null
}

/** A connection as it was written. Served by the primary key. */
export function prepareConnectionById({ db }: ReadableCase) {
  const statement = db
    .prepare<[number], ConnectionColumns>(
      `
    SELECT id, client_address AS clientAddress, client_port AS clientPort, server_address AS serverAddress, server_port AS serverPort,
           transport, start_ns AS startNs, end_ns AS endNs, server_name AS serverName, alpn, version, cipher_suite AS cipherSuite,
           named_group AS namedGroup, resumption, signature, outcome, boundary, alert_from AS alertFrom, alert_level AS alertLevel,
           alert_description AS alertDescription, message_count AS messageCount, sources, partial, cause,
           cause_confidence AS causeConfidence
      FROM connection
     WHERE id = ?
     LIMIT 1`,
    )
    .safeIntegers()
  return (id: number): StoredConnection | undefined => {
    const stored = statement.get(id)
    return stored && factsOf(stored)
  }
}

function factsOf(stored: ConnectionColumns): StoredConnection {
  return {
    id: Number(stored.id),
    client: endpoint(stored.clientAddress, stored.clientPort),
    server: endpoint(stored.serverAddress, stored.serverPort),
    transport: wordOf(TRANSPORTS, stored.transport),
    startNs: stored.startNs ?? undefined,
    endNs: stored.endNs ?? undefined,
    serverName: stored.serverName ?? undefined,
    alpn: stored.alpn ?? undefined,
    version: small(stored.version),
    cipherSuite: small(stored.cipherSuite),
    group: small(stored.namedGroup),
    resumption: wordOf(RESUMPTIONS, stored.resumption),
    signature: stored.signature,
    outcome: wordOf(OUTCOMES, stored.outcome),
    boundary: wordOf(BOUNDARIES, stored.boundary),
    alert:
      stored.alertFrom === null
        ? undefined
        : {
            from: wordOf(SIDES, stored.alertFrom),
            level: small(stored.alertLevel),
            description: small(stored.alertDescription),
          },
    cause:
      stored.cause === null
        ? undefined
        : { id: stored.cause, confidence: wordOf(CONFIDENCES, stored.causeConfidence ?? 2n) },
    messageCount: Number(stored.messageCount),
    sources: sourceIds(stored.sources),
    partial: stored.partial !== 0n,
  }
}

export function endpoint(address: string | null, port: bigint | null): { address: string; port: number } | undefined {
  return address === null ? undefined : { address, port: Number(port ?? 0n) }
}

export function small(value: bigint | null): number | undefined {
  return value === null ? undefined : Number(value)
}

/** A case file may come from anybody: what is no list of numbers is an empty one. */
function sourceIds(json: string): number[] {
  const parsed = parsedJson(json)
  return Array.isArray(parsed) ? parsed.filter((id: unknown): id is number => Number.isSafeInteger(id)) : []
}
