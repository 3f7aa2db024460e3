import { numberOf, SPELLING_KINDS, type SpellingKind } from '../vocabulary.ts'
import type { WritableCase } from '../open.ts'
import { RowBuffer } from './row-buffer.ts'

/** Spellings that are looked at in one transaction. */
const AT_ONCE = 5_000

/** What connections of a spelling are found by. */
const PLACE: Readonly<Record<SpellingKind, string>> = {
  client: 'client_order = place AND client_address = text',
  server: 'server_order = place AND server_address = text',
  serverName: 'server_name = place',
  alpn: 'alpn = place',
}

/** Rows of `spelling`; `write` belongs into the transaction that writes the connections. */
export function prepareSpellingWriter({ db }: WritableCase) {
  const rows = new RowBuffer(db, 'INSERT OR IGNORE INTO spelling VALUES', 3)
  /** Those that wait: one batch has few of them, and each for many connections. */
  const waiting = SPELLING_KINDS.map(() => new Set<string>())
  return {
    /** `key`: the text, and what else its place is made of. */
    put(kind: SpellingKind, text: string, place: Uint8Array | string, key = text): void {
      const number = numberOf(SPELLING_KINDS, kind)
      const known = waiting[number]
      if (!known || known.has(key)) return
      known.add(key)
      rows.values.push(number, text, place)
    },
    write(): void {
      rows.write()
      for (const known of waiting) known.clear()
    },
  }
}

/** Takes out what no connection is written by any more, a piece at a time. Served by the indexes of connections. */
export function forgetSpellings({ db }: WritableCase): void {
  const endOfPiece = db
    .prepare<[number, string, number], string | null>(
      'SELECT max(text) FROM (SELECT text FROM spelling WHERE kind = ? AND text > ? ORDER BY text LIMIT ?)',
    )
    .pluck()
  for (const kind of SPELLING_KINDS) {
    const number = numberOf(SPELLING_KINDS, kind)
    const forget = db.prepare<[number, string, string]>(
      `DELETE FROM spelling
        WHERE kind = ? AND text > ? AND text <= ? AND NOT EXISTS (SELECT 1 FROM connection WHERE ${PLACE[kind]})`,
    )
    let after = ''
    for (let end = endOfPiece.get(number, after, AT_ONCE); end; end = endOfPiece.get(number, after, AT_ONCE)) {
      forget.run(number, after, end)
      after = end
    }
  }
}
