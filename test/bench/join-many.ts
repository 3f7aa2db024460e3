/**
 * Joins many connections that a capture and a trace both show: `node test/bench/join-many.ts [connections] [threads]`. `threads` more legs of the
 * trace have no partner. Prints what joining took (a busy machine counts for nothing), the first time and when nothing has changed, and the memory of the process.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ContentPiece } from '../../db/content-memory.ts'
import { putMessage } from '../../db/leg-content.ts'
import { openForWriting, type WritableCase } from '../../db/open.ts'
import { prepareConnectionWriter } from '../../db/write/connection-row.ts'
import { prepareLegWriter } from '../../db/write/leg-row.ts'
import { prepareSourceWriter } from '../../db/write/source-row.ts'
import { joinCase } from '../../main/ingest/join-case.ts'
import { summariseConnection } from '../../main/ingest/summarise-connection.ts'
import { aLeg, aMessage } from '../support/case-fixture.ts'

const SECOND_NS = 1_000_000_000n
const BEGIN_NS = 1_780_000_000n * SECOND_NS
const AHEAD_NS = 3_600n * SECOND_NS + 37_000_000n
const CLIENT_HELLO = 43
const LEGS_AT_ONCE = 5_000

const [connections = 100_000, threads = 0] = process.argv.slice(2).map(Number)

function randomOf(number: number): Uint8Array {
  const bytes = new Uint8Array(32)
  new DataView(bytes.buffer).setUint32(0, number)
  return bytes
}

/** A ClientHello of nothing but its random (RFC 8446 §4.1.2). */
function helloOf(number: number): Uint8Array {
  const bytes = new Uint8Array(CLIENT_HELLO)
  bytes.set([1, 0, 0, CLIENT_HELLO - 4, 3, 3])
  bytes.set(randomOf(number), 6)
  return bytes
}

function fill(index: WritableCase, source: number, from: number, to: number, firstId: number, aheadNs: bigint): void {
  const legs = prepareLegWriter(index)
  const rows = prepareConnectionWriter(index)
  const content = new ContentPiece()
  for (let at = from; at < to; at += LEGS_AT_ONCE) {
    const write = index.db.transaction(() => {
      for (let number = at; number < Math.min(to, at + LEGS_AT_ONCE); number++) {
        const startNs = BEGIN_NS + BigInt(number) * 1_000_123n + aheadNs
        const client = { address: `10.1.${(number >> 8) & 255}.${number & 255}`, port: 1_024 + (number % 60_000) }
        const message = aMessage({ bytes: helloOf(number), length: CLIENT_HELLO - 4, timeNs: startNs, from: 'client' })
        const leg = aLeg({
          stream: number,
          role: source === 1 ? 'wire' : 'server',
          startNs,
          endNs: startNs,
          client,
          messages: [message],
          events: [],
        })
        putMessage(content, message, undefined)
        const id = firstId + number - from
        const { facts, summary } = summariseConnection({ ...leg, id, sources: [source], partial: false }, leg)
        const messages = content.take()
        legs.put(id, source, leg, summary.clientRandom, {
          messages,
          messageCount: 1,
          events: content.take(),
          eventCount: 0,
        })
        rows.put(facts)
      }
      legs.write()
      rows.write()
    })
    write.immediate()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'gskope-join-'))
try {
  const index = openForWriting(join(folder, 'many.gskope'))
  const sources = prepareSourceWriter(index)
  for (const name of ['a.pcap', 'b.txt']) sources.insert(`/data/${name}`, name, 1)
  fill(index, 1, 0, connections, 1, 0n)
  fill(index, 2, 0, connections + threads, connections + 1, AHEAD_NS)
  for (const what of ['first', 'again']) {
    const began = process.cpuUsage()
    joinCase(index, () => false)
    const joined = index.db.prepare<[], number>('SELECT count(*) FROM connection').pluck().get()
    process.stdout.write(
      `${what}: ${connections} of two sources, ${threads} of one: ${Math.round(process.cpuUsage(began).user / 1_000)} ms of processor time, ${joined} connections, ` +
        `${Math.round(process.memoryUsage().rss / 1e6)} MB\n`,
    )
  }
  index.db.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
