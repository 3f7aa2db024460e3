/** What processor time it takes to turn a capture into legs, without the index behind it: `node test/bench/read-capture.ts <file> [tls=none]`. */
import { closeSync, openSync, readSync } from 'node:fs'
import { pcap } from '../../main/format/pcap.ts'
import { pcapng } from '../../main/format/pcapng.ts'
import { readCapture } from '../../main/ingest/capture.ts'
import { IGNORING_SINK } from '../support/ignoring-sink.ts'

const [file, tls] = process.argv.slice(2)
if (file === undefined) throw new Error('usage: read-capture.ts <file> [tls=none]')

const CHUNK_BYTES = 1 << 20
/** Stands in for the TLS reader, to see what packets, flows and reassembly cost alone. */
const noTls = () => ({ push() {}, gap() {}, end() {} })

for (let run = 0; run < 3; run++) {
  const descriptor = openSync(file, 'r')
  const buffer = new Uint8Array(CHUNK_BYTES)
  let held = readSync(descriptor, buffer, 0, buffer.length, null)
  const reader = pcap.detect(buffer.subarray(0, held)) === 'no' ? pcapng : pcap
  let packets = 0
  let legs = 0
  let messages = 0
  const reading = readCapture(
    reader,
    {
      ...IGNORING_SINK,
      legFinished(leg) {
        legs++
        messages += leg.messages.length
      },
      counts(records) {
        packets = records
      },
      warn: ({ text }) => process.stdout.write(`${text}\n`),
    },
    { openTls: tls === 'tls=none' ? noTls : undefined },
  )
  let offset = 0
  let spentMicros = 0
  for (let got = held; ;) {
    const before = process.cpuUsage()
    const taken = reading.take(buffer.subarray(0, held), offset, got === 0)
    const { user, system } = process.cpuUsage(before)
    spentMicros += user + system
    if (got === 0) break
    buffer.copyWithin(0, taken, held)
    held -= taken
    offset += taken
    got = readSync(descriptor, buffer, held, buffer.length - held, null)
    held += got
  }
  offset += held
  closeSync(descriptor)
  const seconds = spentMicros / 1e6
  const peak = (process.resourceUsage().maxRSS / 1024).toFixed(0)
  process.stdout.write(
    `${(offset / 1e6 / seconds).toFixed(0)} MB/s, ${(packets / 1e6 / seconds).toFixed(2)} million packets/s; ` +
      `${packets} packets, ${legs} legs, ${messages} messages, ${peak} MB\n`,
  )
}
