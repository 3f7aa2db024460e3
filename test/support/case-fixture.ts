import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openForWriting, type ReadableCase, type WritableCase } from '../../db/open.ts'
import { type StoredConnection, prepareConnectionWriter } from '../../db/write/connection-row.ts'
import type { StoredNote } from '../../db/query/note-list.ts'
import { ContentPiece } from '../../db/content-memory.ts'
import { putEvent, putMessage } from '../../db/leg-content.ts'
import { type LegContentRow, prepareLegWriter } from '../../db/write/leg-row.ts'
import { prepareSourceWriter } from '../../db/write/source-row.ts'
import type { Leg } from '../../main/tls/leg.ts'
import type { ConnectionEvent, TlsMessage } from '../../main/tls/message.ts'

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gskope-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** An empty case file, closed after the test. */
export function emptyCase(): WritableCase {
  const index = openForWriting(join(temporaryFolder(), 'test.gskope'))
  onTestFinished(() => void index.db.close())
  return index
}

export function aConnection(facts: Partial<StoredConnection> & { readonly id: number }): StoredConnection {
  return {
    client: { address: '10.1.0.2', port: 40_312 },
    server: { address: '10.1.1.2', port: 2023 },
    transport: 'tcp',
    startNs: 1_700_000_000_123_456_789n,
    endNs: 1_700_000_001_000_000_000n,
    serverName: 'tn3270.example',
    alpn: undefined,
    version: 0x0303,
    cipherSuite: 0xc02b,
    group: 23,
    resumption: 'none',
    signature: 'Cs',
    outcome: 'established',
    boundary: 'application',
    alert: undefined,
    cause: undefined,
    messageCount: 2,
    sources: [1],
    partial: false,
    ...facts,
  }
}

export function putConnections(index: WritableCase, ...connections: readonly StoredConnection[]): void {
  const writer = prepareConnectionWriter(index)
  for (const facts of connections) writer.put(facts)
  writer.write()
}

export function aMessage(facts: Partial<TlsMessage> = {}): TlsMessage {
  return {
    timeNs: 1_700_000_000_123_456_789n,
    frame: 4,
    line: undefined,
    from: 'client',
    content: 'handshake',
    type: 1,
    level: undefined,
    recordVersion: 0x0301,
    length: 2,
    visibility: 'plain',
    complete: true,
    bytes: Uint8Array.of(1, 0, 0, 2, 3, 3),
    offset: 70,
    extent: 6,
    ...facts,
  }
}

export function anEvent(facts: Partial<ConnectionEvent> = {}): ConnectionEvent {
  return {
    kind: 'syn',
    timeNs: 5n,
    frame: 1,
    line: undefined,
    from: 'client',
    afterMessage: 0,
    length: 0,
    text: undefined,
    ...facts,
  }
}

export function aLeg(facts: Partial<Leg> = {}): Leg {
  return {
    stream: 0,
    role: 'wire',
    transport: 'tcp',
    client: { address: '10.1.0.2', port: 40_312 },
    server: { address: '10.1.1.2', port: 2023 },
    startNs: 1n,
    endNs: 2n ** 62n,
    job: undefined,
    process: undefined,
    thread: undefined,
    connectionId: undefined,
    messages: [aMessage()],
    events: [anEvent()],
    beginningSeen: true,
    endSeen: false,
    ...facts,
  }
}

export const aNote: Omit<StoredNote, 'id'> = {
  key: 'one',
  mark: '{"on":"case","about":"a case","legs":[]}',
  leg: null,
  message: null,
  text: 'Ask the network people.',
  madeMs: 1_700_000_000_000,
  changedMs: 1_700_000_000_000,
}

/** Writes legs of source 1 with ids from 1. */
export function putLegs(index: WritableCase, ...legs: readonly Leg[]): void {
  if (index.db.prepare('SELECT 1 FROM source WHERE id = 1').get() === undefined)
    prepareSourceWriter(index).insert('/data/a.pcap', 'a.pcap', 9)
  const writer = prepareLegWriter(index)
  legs.forEach((leg, at) => writer.put(at + 1, 1, leg, 'ab'.repeat(32), contentOf(leg)))
  writer.write()
}

function contentOf({ messages, events }: Leg): LegContentRow {
  const content = new ContentPiece()
  for (const message of messages) putMessage(content, message, undefined)
  const messageBytes = content.take()
  for (const event of events) putEvent(content, event)
  return {
    messages: messageBytes,
    messageCount: messages.length,
    events: content.take(),
    eventCount: events.length,
  }
}

/** What SQLite says it will do for a statement, as one text. */
export function queryPlan({ db }: ReadableCase, sql: string, ...values: readonly unknown[]): string {
  return db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...values)
    .map((step) => (step as { detail: string }).detail)
    .join('; ')
}

/** The SQL of every statement that `act` prepares, to ask for their plans. */
export function preparedBy({ db }: ReadableCase, act: () => void): string[] {
  const statements: string[] = []
  const prepare = db.prepare.bind(db)
  db.prepare = (sql: string) => {
    statements.push(sql)
    return prepare(sql) as never
  }
  try {
    act()
  } finally {
    db.prepare = prepare
  }
  return statements
}
