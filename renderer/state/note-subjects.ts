import { bytesWords } from '../../main/presentation/evidence-link.ts'
import type { ConnectionDetail } from '../../preload/contract/connection.ts'
import type { Note } from '../../preload/contract/note.ts'
import { address } from '../../main/presentation/format.ts'
import type { Subject } from './notes.svelte.ts'

export interface ShownThings {
  readonly connection: number | undefined
  /** Undefined while it is on its way. */
  readonly detail: ConnectionDetail | undefined
  readonly message: number | undefined
  readonly bytes: { readonly start: number; readonly end: number } | undefined
}

/** What a note can be on here, the smallest thing first. */
export function subjectsOf({ connection, detail, message, bytes }: ShownThings): readonly Subject[] {
  const subjects: Subject[] = [{ subject: { on: 'case' }, words: 'The whole case' }]
  if (!detail) {
    // A note is begun on what was chosen, though nothing is known of it yet.
    if (connection !== undefined)
      subjects.unshift({ subject: { on: 'connection', connection }, words: 'This connection' })
    return subjects
  }
  const { id, client, server, serverName } = detail.row
  subjects.unshift({
    subject: { on: 'connection', connection: id },
    words: `This connection: ${client?.address ?? 'unknown'} → ${serverName ?? address(server)}`,
  })
  const row = detail.messages.find(({ n }) => n === message)
  if (!row) return subjects
  // Numbers of messages may be others when the note is written.
  const legs = detail.legs.map((leg) => leg.id)
  const name = row.name ?? `encrypted ${row.content}`
  subjects.unshift({ subject: { on: 'message', connection: id, n: row.n, legs }, words: `Message ${row.n}: ${name}` })
  if (bytes && bytes.end > bytes.start)
    subjects.unshift({
      subject: { on: 'bytes', connection: id, n: row.n, legs, start: bytes.start, end: bytes.end },
      words: `Its ${bytesWords([bytes.start, bytes.end])}`,
    })
  return subjects
}

/** `bytes 39–58 of message 1`, `message 2`, `connection`, `case`; `not among these files` where what it is about was not found. */
export function placeWords({ on, connection, n, range }: Note): string {
  if (on === 'case') return 'the case'
  if (connection === null) return 'not among these files'
  if (n === null) return on === 'connection' ? 'the connection' : 'its message is not shown any more'
  return range ? `${bytesWords(range)} of message ${n}` : `message ${n}`
}
