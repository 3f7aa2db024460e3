import type { ReadableCase } from '../open.ts'

export interface StoredContent {
  readonly messages: Uint8Array
  readonly events: Uint8Array
}

/** What a leg said, as db/leg-content.ts lays it out. Served by the primary key. */
export function prepareLegContent({ db }: ReadableCase) {
  const statement = db.prepare<[number], StoredContent>(
    'SELECT messages, events FROM leg_content WHERE leg_id = ? LIMIT 1',
  )
  return (leg: number): StoredContent | undefined => statement.get(leg)
}
