/**
 * Writes a packet capture of so many connections, made from recorded handshakes: each has its own addresses,
 * ports and random, and many are open at once; application data between the handshake and the end. The same seed gives the same bytes.
 *
 *   node test/bench/generate-capture.ts FILE CONNECTIONS [transfers|bulk|small|failing] [SEED]
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pcap } from '../../main/format/pcap.ts'
import type { PacketSink } from '../../main/format/reader.ts'

const TEMPLATES = [
  'recorded-tls12-client-cert.pcap',
  'recorded-tls12-ecdsa-alpn.pcap',
  'recorded-tls13-client-cert.pcap',
  'recorded-tls12-null-cipher.pcap',
  'recorded-tls13-small-records.pcap',
]
/** Every one of these fails. */
const FAILING_TEMPLATES = [
  'recorded-alert-expired-certificate.pcap',
  'recorded-alert-no-application-protocol.pcap',
  'recorded-alert-no-shared-cipher.pcap',
  'recorded-alert-no-shared-group-tls13.pcap',
  'recorded-alert-protocol-version.pcap',
  'recorded-alert-unrecognized-name.pcap',
]
const FIXTURES = join(import.meta.dirname, '../fixture/capture')

/** What connections do after their handshake, and how many are open at once. */
interface Shape {
  readonly open: number
  /** Records of application data: so many, of so many bytes, by turns of the server alone or of both sides. */
  readonly records: number
  readonly recordBytes: number
  readonly byTurns: boolean
  readonly templates: readonly string[]
}

export const SHAPES = {
  /** File transfers: 4 MiB each, 230 connections a gigabyte; handshakes are a thousandth of all bytes. */
  transfers: { open: 16, records: 256, recordBytes: 16_384, byTurns: false, templates: TEMPLATES },
  /** Downloads: full-size segments; handshakes are about a twentieth of all bytes, and 8,700 connections a gigabyte. */
  bulk: { open: 64, records: 6, recordBytes: 16_384, byTurns: false, templates: TEMPLATES },
  /** Terminals and requests: small packets by turns, on many connections; 50 packets each, and 65,000 connections a gigabyte. */
  small: { open: 1_000, records: 32, recordBytes: 48, byTurns: true, templates: TEMPLATES },
  /** Handshakes that fail, one after the other: the most that diagnosis has to do. */
  failing: { open: 10_000, records: 0, recordBytes: 48, byTurns: true, templates: FAILING_TEMPLATES },
} as const satisfies Readonly<Record<string, Shape>>

/** 2026-11-24, after the recordings were made: what had expired then has expired, and what was valid still is. */
const START_S = 1_795_478_400
const SEGMENT_BYTES = 1_460
const CHUNK_BYTES = 1_048_576
const HEADERS = 54

/** Bytes that one side sends before the other one speaks. */
interface Turn {
  readonly fromClient: boolean
  readonly bytes: Uint8Array
}

/** The handshake in the recording, without its TCP: what each side sent, turn by turn, up to the first application data. */
function readTemplate(name: string): Turn[] {
  const turns: { fromClient: boolean; parts: Buffer[] }[] = []
  let clientPort = 0
  const next = new Map<number, number>()
  const sink: PacketSink = {
    packet(bytes, start, end) {
      const packet = Buffer.from(bytes.slice(start, end))
      const tcp = 14 + (packet.readUInt8(14) & 15) * 4
      const payload = packet.subarray(tcp + (packet.readUInt8(tcp + 12) >>> 4) * 4, 14 + packet.readUInt16BE(16))
      const port = packet.readUInt16BE(tcp)
      if ((packet.readUInt8(tcp + 13) & 0x12) === 0x02) clientPort ||= port
      if (payload.length === 0 || (next.get(port) ?? 0) > packet.readUInt32BE(tcp + 4)) return
      next.set(port, packet.readUInt32BE(tcp + 4) + payload.length)
      const fromClient = port === clientPort
      const open = turns.at(-1)
      if (open?.fromClient === fromClient) open.parts.push(payload)
      else turns.push({ fromClient, parts: [payload] })
    },
    frame() {},
    keyLog() {},
    note() {},
    unreadable() {},
    warn() {},
  }
  pcap.open(sink).take(readFileSync(join(FIXTURES, name)), 0, true)
  return turns.map(({ fromClient, parts }) => ({ fromClient, bytes: Buffer.concat(parts) }))
}

/** A small generator of Marsaglia's xorshift family: quick, and the same on every machine. */
function random(seed: number): () => number {
  let state = seed | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

/** Client and server random stand behind the record header, the message header and the version. */
function withNewRandom(turn: Turn, next: () => number): Turn {
  const bytes = Uint8Array.from(turn.bytes)
  const type = bytes[5]
  if (bytes[0] === 22 && (type === 1 || type === 2)) for (let at = 11; at < 43; at++) bytes[at] = next() & 0xff
  return { fromClient: turn.fromClient, bytes }
}

/** Yields the packets of one connection, one a step; writes each into `out` behind a pcap header and returns its length. */
class Connection {
  readonly #steps: Generator<number, undefined>
  readonly #out: Buffer
  readonly #addresses: Buffer
  readonly #ports: readonly [number, number]
  readonly #sequence: [number, number]
  readonly #shape: Shape
  #at = 0

  constructor(
    number: number,
    shape: Shape,
    turns: readonly Turn[],
    applicationData: Uint8Array,
    next: () => number,
    out: Buffer,
  ) {
    this.#shape = shape
    this.#out = out
    this.#addresses = Buffer.from([
      10,
      (number >>> 16) & 0xff,
      (number >>> 8) & 0xff,
      number & 0xff,
      192,
      0,
      2,
      1 + (number % 200),
    ])
    this.#ports = [1_024 + (next() % 60_000), 443 + (number % 7)]
    this.#sequence = [next(), next()]
    this.#steps = this.#run(turns, applicationData, next)
  }

  /** Length of the packet written at `at`, or undefined at the end. */
  write(at: number): number | undefined {
    this.#at = at
    return this.#steps.next().value
  }

  *#run(turns: readonly Turn[], applicationData: Uint8Array, next: () => number): Generator<number, undefined> {
    yield this.#packet(0, 0x02, undefined)
    yield this.#packet(1, 0x12, undefined)
    yield this.#packet(0, 0x10, undefined)
    const handshake = turns.slice(0, 6)
    for (const turn of handshake) yield* this.#send(turn.fromClient ? 0 : 1, withNewRandom(turn, next).bytes)
    for (let record = 0; record < this.#shape.records; record++)
      yield* this.#send(this.#shape.byTurns && record % 2 === 0 ? 0 : 1, applicationData)
    yield this.#packet(0, 0x11, undefined)
    yield this.#packet(1, 0x11, undefined)
    yield this.#packet(0, 0x10, undefined)
    return undefined
  }

  *#send(side: 0 | 1, bytes: Uint8Array): Generator<number, void> {
    for (let at = 0, count = 1; at < bytes.length; at += SEGMENT_BYTES, count++) {
      yield this.#packet(side, 0x10, bytes.subarray(at, at + SEGMENT_BYTES))
      if (count % 4 === 0) yield this.#packet(side === 0 ? 1 : 0, 0x10, undefined)
    }
  }

  #packet(side: 0 | 1, flags: number, payload: Uint8Array | undefined): number {
    const out = this.#out
    const at = this.#at + 16
    const length = payload?.length ?? 0
    const other = side === 0 ? 1 : 0
    out.fill(0, at, at + HEADERS)
    out.writeUInt16BE(0x0800, at + 12)
    out[at + 14] = 0x45
    out.writeUInt16BE(40 + length, at + 16)
    out[at + 22] = 64
    out[at + 23] = 6
    this.#addresses.copy(out, at + 26, side * 4, side * 4 + 4)
    this.#addresses.copy(out, at + 30, other * 4, other * 4 + 4)
    out.writeUInt16BE(this.#ports[side], at + 34)
    out.writeUInt16BE(this.#ports[other], at + 36)
    out.writeUInt32BE(this.#sequence[side], at + 38)
    out.writeUInt32BE(flags === 0x02 ? 0 : this.#sequence[other], at + 42)
    out[at + 46] = 0x50
    out[at + 47] = flags
    out.writeUInt16BE(0xffff, at + 48)
    if (payload) out.set(payload, at + HEADERS)
    this.#sequence[side] = (this.#sequence[side] + length + (flags & 0x03 ? 1 : 0)) >>> 0
    return HEADERS + length
  }
}

/** Calls `write` with chunks of a capture of `count` connections. A chunk is valid during the call. */
export function generateCapture(count: number, shape: Shape, seed: number, write: (chunk: Uint8Array) => void): void {
  const next = random(seed)
  const templates = shape.templates.map(readTemplate)
  const data = Buffer.alloc(shape.recordBytes + 5)
  for (let at = 0; at < data.length; at++) data[at] = next() & 0xff
  data.set([23, 3, 3])
  data.writeUInt16BE(shape.recordBytes, 3)

  const out = Buffer.alloc(CHUNK_BYTES + 2_048)
  out.writeUInt32LE(0xa1b2c3d4, 0)
  out.writeUInt16LE(2, 4)
  out.writeUInt16LE(4, 6)
  out.writeUInt32LE(262_144, 16)
  out.writeUInt32LE(1, 20)
  let at = 24
  let microseconds = 0
  let connections = 0
  const active: Connection[] = []
  const open = () => {
    const turns = templates[connections % templates.length] ?? []
    return new Connection(connections++, shape, turns, data, next, out)
  }
  for (;;) {
    while (active.length < shape.open && connections < count) active.push(open())
    if (active.length === 0) break
    const index = next() % active.length
    const length = active[index]?.write(at)
    if (length === undefined) {
      const last = active.pop()
      if (last && index < active.length) active[index] = last
      continue
    }
    microseconds += 1 + (next() % 20)
    out.writeUInt32LE(START_S + Math.floor(microseconds / 1_000_000), at)
    out.writeUInt32LE(microseconds % 1_000_000, at + 4)
    out.writeUInt32LE(length, at + 8)
    out.writeUInt32LE(length, at + 12)
    at += 16 + length
    if (at < CHUNK_BYTES) continue
    write(out.subarray(0, at))
    at = 0
  }
  write(out.subarray(0, at))
}

if (import.meta.main) {
  const [file, connections, shape = 'bulk', seed] = process.argv.slice(2)
  if (!file || !Number(connections) || !(shape in SHAPES)) {
    console.error('usage: node test/bench/generate-capture.ts FILE CONNECTIONS [transfers|bulk|small|failing] [SEED]')
    process.exit(2)
  }
  const descriptor = openSync(file, 'w')
  generateCapture(Number(connections), SHAPES[shape as keyof typeof SHAPES], Number(seed ?? 1), (chunk) => {
    writeSync(descriptor, chunk)
  })
  closeSync(descriptor)
}
