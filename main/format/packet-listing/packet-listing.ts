import type { Claim, PacketReader, PacketSink, SourceReading } from '../reader.ts'
import { LineReading } from '../text/line-reading.ts'
import { PacketAssembler } from './packet-assembler.ts'
import { RecordLine } from './record-line.ts'

const SAMPLE = '    1 S0W1     PACKET   00000004 04:27:37.314863 Packet Trace\n'

/** The words of a record line. */
const RECORD = /(?:^|\s)PACKET +[0-9A-F]{8} +\d{2}:\d{2}:\d{2}\.\d{6} +Packet/

/** Packet traces formatted by IPCS: `CTRACE COMP(SYSTCPDA)`, in any code page and record form. */
export const packetListing: PacketReader = {
  kind: 'packets',
  id: 'packet-listing',
  title: 'Formatted packet trace (IPCS, SYSTCPDA)',
  sample: Uint8Array.from(SAMPLE, (letter) => letter.charCodeAt(0)),
  // GMT or LOCAL: the listing shows the times, not whose they are
  zone: 'unknown',
  text: true,
  detect,
  begins: (line) => RECORD.test(line),
  open: (sink) => new PacketListingReading(sink),
}

function detect(head: Uint8Array): Claim {
  const record = new RecordLine()
  let found = false
  const lines = new LineReading({
    line(bytes, start, end) {
      let from = start
      while (from < end && (bytes[from] as number) <= 0x20) from++
      if (!found && record.read(bytes, from, end)) found = record.kind !== undefined
    },
    broken: () => undefined,
  })
  lines.take(head, 0, true)
  return found ? 'certain' : 'no'
}

class PacketListingReading implements SourceReading {
  readonly #assembler: PacketAssembler
  readonly #lines: LineReading

  constructor(sink: PacketSink) {
    this.#assembler = new PacketAssembler(sink)
    this.#lines = new LineReading(this.#assembler)
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    const taken = this.#lines.take(bytes, offset, last)
    if (last) this.#assembler.finish()
    return taken
  }
}
