import type { PacketReader, PacketSink } from '../../main/format/reader.ts'
import { feed } from './feed.ts'

/** What a reader told, as plain values that can be compared. */
export type PacketListEntry =
  | {
      readonly bytes: readonly number[]
      readonly wireLength: number
      readonly linkType: number
      readonly time: string
      readonly offset: number
    }
  | { readonly frame: number; readonly line?: number | undefined }
  | { readonly note: string; readonly text: string; readonly offset: number }
  | { readonly keyLog: string; readonly offset: number }
  | { readonly unreadable: string; readonly text: string; readonly offset: number }
  | { readonly warning: string; readonly text: string; readonly offset: number }

/** Everything a reader tells about `file`, brought in pieces of `pieceSize` bytes. */
export function listPackets(reader: PacketReader, file: Uint8Array, pieceSize = file.length): PacketListEntry[] {
  const list: PacketListEntry[] = []
  const sink: PacketSink = {
    packet(bytes, start, end, wireLength, linkType, seconds, nanoseconds, offset) {
      list.push({
        bytes: [...bytes.subarray(start, end)],
        wireLength,
        linkType,
        time: `${seconds}.${String(nanoseconds).padStart(9, '0')}`,
        offset,
      })
    },
    frame: (number, line) => list.push({ frame: number, line }),
    unreadable: ({ code, text }, offset) => list.push({ unreadable: code, text, offset }),
    note: (about, text, offset) => list.push({ note: about, text, offset }),
    keyLog: (bytes, start, end, offset) =>
      list.push({ keyLog: String.fromCharCode(...bytes.subarray(start, end)), offset }),
    warn: ({ code, text }, offset) => list.push({ warning: code, text, offset }),
  }
  feed(reader.open(sink), file, pieceSize)
  return list
}
