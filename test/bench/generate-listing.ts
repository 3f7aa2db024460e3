/**
 * Writes a LEVEL 255 listing of any size: `node test/bench/generate-listing.ts <file> <megabytes> [seed] [threads] [ebcdic]`.
 * The same seed and size give the same bytes. Handshakes are those of the fixtures, each with a random of its own, on many interleaved threads.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { ebcdic } from '../support/listing-form.ts'
import { heading, listRecord } from '../support/listing-writer.ts'
import type { KeptRecord } from '../support/read-listing.ts'
import { readListing } from '../support/read-listing.ts'

const FIXTURES = ['tls12-server.txt', 'tls13-server-carriage-control.txt', 'tls12-client-refuses.txt']
const PIECE = 1 << 22
const DAY_MICROS = 86_400_000_000

export interface ListingSize {
  readonly bytes: number
  readonly seed: number
  readonly threads: number
}

interface Running {
  records: readonly KeptRecord[]
  next: number
  handle: string
  random: Uint8Array
  readonly thread: string
}

/** Gives the listing piece by piece; returns the number of connections begun. */
export function generateListing(size: ListingSize, write: (text: string) => void): number {
  const random = generator(size.seed)
  const templates = FIXTURES.map(
    (name) => readListing(readFileSync(new URL(`../fixture/listing/${name}`, import.meta.url))).records,
  )
  const threads = Array.from({ length: size.threads }, (_, i): Running => {
    const thread = (i + 1).toString(16).toUpperCase().padStart(8, '0')
    return { records: [], next: 0, handle: '', random: new Uint8Array(32), thread }
  })
  let connections = 0
  let micros = 8 * 3_600_000_000
  let written = 0
  let day = Date.UTC(2026, 2, 2)
  let pending = heading(dateOf(day))
  while (written + pending.length < size.bytes) {
    const thread = threads[random() % threads.length]
    if (thread === undefined) break
    for (let run = 1 + (random() % 4); run > 0; run--) {
      if (thread.next === thread.records.length) {
        thread.records = templates[random() % templates.length] ?? []
        thread.next = 0
        thread.handle = (0x20000000 + (random() % 0x10000000)).toString(16).toUpperCase()
        thread.random = Uint8Array.from({ length: 32 }, () => random() & 0xff)
        connections++
      }
      const record = thread.records[thread.next++]
      if (record === undefined) break
      micros += 1 + (random() % 40)
      if (micros >= DAY_MICROS) {
        micros -= DAY_MICROS
        day += 86_400_000
        pending += heading(dateOf(day))
      }
      pending += listRecord(ofThread(record, thread), micros)
    }
    if (pending.length > PIECE) {
      written += pending.length
      write(pending)
      pending = ''
    }
  }
  write(pending)
  return connections
}

function ofThread(record: KeptRecord, thread: Running): Parameters<typeof listRecord>[0] {
  return {
    mnemonic: record.mnemonic,
    entryId: record.entryId,
    description: record.description,
    job: 'TCPIP',
    process: '0201003E',
    thread: thread.thread,
    functionName: record.functionName ?? '',
    detail: record.detail.map((line) => line.replace(/^Handle [0-9A-F]{8}/, `Handle ${thread.handle}`)),
    dump: withRandom(record.dump?.bytes, thread.random),
  }
}

/** A ClientHello gets the connection's own random (RFC 8446 §4.1.2: behind type, length and version). */
function withRandom(dump: Uint8Array | undefined, random: Uint8Array): Uint8Array | undefined {
  if (dump === undefined || dump[0] !== 1 || dump.length < 38) return dump
  const copy = dump.slice()
  copy.set(random, 6)
  return copy
}

function dateOf(dayMs: number): string {
  const [year, month, dayOfMonth] = new Date(dayMs).toISOString().slice(0, 10).split('-')
  return `${month}/${dayOfMonth}/${year}`
}

/** xorshift32: the same numbers everywhere. */
function generator(seed: number): () => number {
  let state = seed | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file, megabytes, seed, threads, form] = process.argv.slice(2)
  if (file === undefined || megabytes === undefined)
    throw new Error('usage: generate-listing.ts <file> <megabytes> [seed] [threads] [ebcdic]')
  const descriptor = openSync(file, 'w')
  const size = { bytes: Number(megabytes) * 1_000_000, seed: Number(seed ?? 1), threads: Number(threads ?? 200) }
  const connections = generateListing(size, (text) => {
    writeSync(descriptor, form === 'ebcdic' ? ebcdic(text) : Buffer.from(text, 'latin1'))
  })
  closeSync(descriptor)
  process.stdout.write(`${connections} connections\n`)
}
