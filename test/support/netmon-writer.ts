import { concat } from './capture-writer.ts'

export interface NetmonFrame {
  readonly bytes: Uint8Array
  /** Since the start of the capture. */
  readonly microseconds?: number
  /** From 2.1 on, of this frame. */
  readonly network?: number
}

export interface NetmonOptions {
  readonly major?: 1 | 2
  readonly minor?: number
  /** Of the file. */
  readonly network?: number
  /** Milliseconds since 1970. */
  readonly startMs?: number
  /** Entries that the table has more than there are frames. */
  readonly listedMore?: number
}

/** A Network Monitor file with its frame table behind the frames; every frame was 4 bytes longer on the wire. */
export function netmonFile(frames: readonly NetmonFrame[], options: NetmonOptions = {}): Uint8Array {
  const { major = 2, minor = 0, network = 1, startMs = 1_700_000_000_250, listedMore = 0 } = options
  const records = frames.map((frame) => netmonRecord(frame, major, minor, startMs))
  const header = new Uint8Array(128)
  const view = new DataView(header.buffer)
  header.set(Uint8Array.from(major === 1 ? 'RTSS' : 'GMBU', (letter) => letter.charCodeAt(0)))
  header[4] = minor
  header[5] = major
  view.setUint16(6, network, true)
  const start = new Date(startMs)
  const time = [start.getUTCFullYear(), start.getUTCMonth() + 1, start.getUTCDay(), start.getUTCDate()]
  time.push(start.getUTCHours(), start.getUTCMinutes(), start.getUTCSeconds(), start.getUTCMilliseconds())
  time.forEach((value, index) => view.setUint16(8 + index * 2, value, true))
  const table = new Uint8Array(4 * (frames.length + listedMore))
  const places = new DataView(table.buffer)
  let framesEnd = 128
  records.forEach((record, index) => {
    places.setUint32(index * 4, framesEnd, true)
    framesEnd += record.length
  })
  view.setUint32(24, framesEnd, true)
  view.setUint32(28, table.length, true)
  return concat(header, ...records, table)
}

function netmonRecord(
  { bytes, microseconds = 0, network = 1 }: NetmonFrame,
  major: number,
  minor: number,
  startMs: number,
): Uint8Array {
  const header = new Uint8Array(major === 1 ? 8 : 16)
  const view = new DataView(header.buffer)
  if (major === 1) {
    view.setUint32(0, microseconds / 1_000, true)
    view.setUint16(4, bytes.length + 4, true)
    view.setUint16(6, bytes.length, true)
    return concat(header, bytes)
  }
  view.setBigInt64(0, BigInt(microseconds), true)
  view.setUint32(8, bytes.length + 4, true)
  view.setUint32(12, bytes.length, true)
  const trailer = new Uint8Array([0, 2, 6, 15][minor] ?? 15)
  const fields = new DataView(trailer.buffer)
  if (minor >= 1) fields.setUint16(0, network, true)
  // As FILETIME, one tick of 100 ns beyond the other clock.
  const ticks = BigInt(startMs) * 10_000n + BigInt(microseconds) * 10n + 1n + 11_644_473_600n * 10_000_000n
  if (minor >= 3) fields.setBigUint64(6, ticks, true)
  return concat(header, bytes, trailer)
}
