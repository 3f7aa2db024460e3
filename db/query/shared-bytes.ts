import type { SharedBytes } from '../leg-content.ts'
import type { ReadableCase } from '../open.ts'
import { PER_SOURCE, sourceKey } from '../write/position-key.ts'

/** Those that were asked for last are kept: legs that follow each other have the same certificates. */
const MAX_KEPT = 256

/**
 * Bytes that many legs of a source have in common. Served by the primary key. A source that is read again keeps its id and numbers them anew:
 * what is kept is good until another connection to the case has written (https://www.sqlite.org/pragma.html#pragma_data_version).
 */
export function prepareSharedBytes({ db }: ReadableCase): (sourceId: number) => SharedBytes {
  const statement = db.prepare<[number], Uint8Array>('SELECT bytes FROM shared_bytes WHERE id = ? LIMIT 1').pluck()
  const version = db.prepare<[], number>('PRAGMA data_version').pluck()
  const kept = new Map<number, Uint8Array>()
  let keptVersion = version.get()
  return (sourceId) => {
    const present = version.get()
    if (present !== keptVersion) kept.clear()
    keptVersion = present
    return (number) => {
      if (number >= PER_SOURCE) return undefined
      const id = sourceKey(sourceId, number)
      const known = kept.get(id)
      if (known) return known
      const found = statement.get(id)
      if (!found) return undefined
      // The map is in the order of entering: the first is the oldest.
      if (kept.size >= MAX_KEPT) for (const [oldest] of kept) if (kept.delete(oldest)) break
      const bytes = new Uint8Array(found)
      kept.set(id, bytes)
      return bytes
    }
  }
}
