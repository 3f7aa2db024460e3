/** How fast the listing reader alone is: `node test/bench/read-listing.ts <file>`. */
import { closeSync, openSync, readSync } from 'node:fs'
import { gskCtrace } from '../../main/format/gsk-ctrace/gsk-ctrace.ts'

const file = process.argv[2]
if (file === undefined) throw new Error('usage: read-listing.ts <file>')

for (let run = 0; run < 3; run++) {
  let records = 0
  let dumped = 0
  let notUnderstood = 0
  const reading = gskCtrace.open({
    record(record) {
      records++
      if (record.dump !== undefined) dumped += record.dump.bytes.length
    },
    notUnderstood: () => notUnderstood++,
    warn: ({ text }) => process.stdout.write(`${text}\n`),
  })
  const buffer = new Uint8Array(1 << 20)
  const descriptor = openSync(file, 'r')
  let held = 0
  let offset = 0
  let readNs = 0n
  const begin = process.hrtime.bigint()
  for (;;) {
    const before = process.hrtime.bigint()
    const got = readSync(descriptor, buffer, held, buffer.length - held, null)
    readNs += process.hrtime.bigint() - before
    const taken = reading.take(buffer.subarray(0, held + got), offset, got === 0)
    buffer.copyWithin(0, taken, held + got)
    held += got - taken
    offset += taken
    if (got === 0) break
  }
  const seconds = Number(process.hrtime.bigint() - begin - readNs) / 1e9
  closeSync(descriptor)
  const rate = (offset / 1e6 / seconds).toFixed(0)
  process.stdout.write(
    `${rate} MB/s, ${records} records, ${dumped} bytes of dumps, ${notUnderstood} lines not understood\n`,
  )
}
