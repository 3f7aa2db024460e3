/**
 * `npm run bench -- compare [long]`: two handshakes of 200 messages beside each other, and the nearest good one among a million connections (a tenth
 * without `long`): of each that failed, and of one whose server established the first of them and refused all others. Nothing is asserted.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { endpointOrder } from '../../db/write/endpoint-order.ts'
import { compare } from '../../main/compare/compare.ts'
import type { ComparedHandshake } from '../../main/compare/handshake.ts'
import { nearestGood } from '../../main/engine/nearest-good.ts'
import { NoteBook } from '../../main/engine/note-book.ts'
import { OpenCase } from '../../main/engine/open-case.ts'
import { handshake, message } from '../support/compared-handshake.ts'
import { multiplyCase } from './multiply-case.ts'

type Row = Readonly<Record<string, string | number>>

const MESSAGES = 200
const RUNS = 200
const CONNECTIONS = { short: 100_000, long: 1_000_000 }
const ASKED = 40
const TARGETS_MS = { pair: 5, nearest: 200 }

/** `made`: writes a capture of so many connections of a kind, once, and says where it is. */
export async function benchCompare(isLong: boolean, made: (count: number, kind: string) => string): Promise<Row[]> {
  const home = mkdtempSync(join(tmpdir(), 'gskope-bench-compare-'))
  try {
    const half = CONNECTIONS[isLong ? 'long' : 'short'] / 2
    const { file, connections } = await multiplyCase(home, [made(2_000, 'small'), made(500, 'failing')], half)
    addRefusing(file, half)
    const open = new OpenCase(file, { changed() {}, progress() {} }, new NoteBook(home))
    try {
      return [
        row(`two handshakes of ${MESSAGES} messages`, comparePair(), TARGETS_MS.pair),
        row(
          `nearest good of ${(connections + half).toLocaleString('en')}`,
          askNearest(open, failedIds(open)),
          TARGETS_MS.nearest,
        ),
        row('… of a server that refused all but the first', askNearest(open, [lastId(open)]), TARGETS_MS.nearest),
      ]
    } finally {
      await open.close()
    }
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function row(what: string, times: readonly number[], targetMs: number): Row {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return {
    what,
    'first ms': (times[0] ?? 0).toFixed(1),
    'median ms': at(0.5).toFixed(1),
    'p95 ms': at(0.95).toFixed(1),
    'wanted ms': targetMs,
    'median / wanted': (at(0.5) / targetMs).toFixed(2),
  }
}

function timed(run: () => unknown): number {
  const startedAt = performance.now()
  run()
  return performance.now() - startedAt
}

/** They renegotiate all the time, and each lacks every seventh message of the other. */
function comparePair(): number[] {
  const round = ['client client_hello', 'server server_hello', 'server certificate', 'server server_hello_done']
  const rest = ['client client_key_exchange', 'client change_cipher_spec', 'client finished', 'server finished']
  const names = [...round, ...rest]
  const of = (without: number, suite: number): ComparedHandshake =>
    handshake(
      Array.from({ length: Math.ceil((MESSAGES * 7) / 6) }, (_, at) => at)
        .filter((at) => at % 7 !== without)
        .slice(0, MESSAGES)
        .map((at) =>
          message(names[at % names.length] ?? '', {
            random: String(at * suite),
            cipherSuites: [suite, 0xc02f, 0xc030, 0x9c, 0x9d, 0x2f, 0x35],
            extensions: [10, 11, 13, 16, 23, 43, 51, 0xff01],
          }),
        ),
      { outcome: without === 0 ? 'failed' : 'established' },
    )
  const [a, b] = [of(0, 0xc02b), of(3, 0xc02c)]
  return Array.from({ length: RUNS }, () => timed(() => compare(a, b)))
}

function askNearest(open: OpenCase, ids: readonly number[]): number[] {
  return ids.map((id) => timed(() => nearestGood(open, id)))
}

function failedIds({ index }: OpenCase): number[] {
  return index.db
    .prepare<[number], number>('SELECT id FROM connection WHERE outcome = 2 AND id % 9973 = 7 LIMIT ?')
    .pluck()
    .all(ASKED)
}

const lastId = ({ index }: OpenCase): number =>
  index.db.prepare<[], number>('SELECT max(id) FROM connection').pluck().get() ?? 0

/** A server that established its first connection and refused as many as there are others. */
function addRefusing(file: string, many: number): void {
  const server = { address: '198.51.100.1', port: 992 }
  const db = new Database(file)
  db.pragma('synchronous = OFF')
  const columns = db.prepare<[], string>(`SELECT name FROM pragma_table_info('connection')`).pluck().all()
  const values: Readonly<Record<string, string>> = {
    id: '(SELECT max(id) FROM connection) + value',
    server_address: ':address',
    server_port: ':port',
    server_order: ':order',
    outcome: 'CASE value WHEN 1 THEN 0 ELSE 2 END',
  }
  db.prepare(
    `WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < :many)
     INSERT INTO connection SELECT ${columns.map((name) => values[name] ?? name).join(', ')}
       FROM n, (SELECT * FROM connection WHERE outcome = 2 LIMIT 1)`,
  ).run({ ...server, order: endpointOrder(server.address, server.port), many })
  db.close()
}
