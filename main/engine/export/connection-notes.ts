/** What people wrote, for the one who gets an export: by connection, and on the case as a whole. */
import type { Note } from '../../../preload/contract/note.ts'
import type { AnalysisConnection } from '../../report/analysis/schema.ts'
import type { OpenCase } from '../open-case.ts'
import { frameOf, type PlacedComment } from './finding-comment.ts'

export interface ExportedNotes {
  /** By id of the connection. */
  readonly of: (connection: number) => readonly Note[]
  /** On the case, or on what is not in it any more. */
  readonly onCase: readonly Note[]
}

export async function exportedNotes(open: OpenCase, signal: AbortSignal | undefined): Promise<ExportedNotes> {
  const { notes } = await open.notes.list(signal)
  const byConnection = Map.groupBy(notes, ({ connection }) => connection)
  return { of: (connection) => byConnection.get(connection) ?? [], onCase: byConnection.get(null) ?? [] }
}

export const noteText = ({ letter, about, text }: Note): string => `gskope note ${letter} on ${about}: ${text}`

/** Notes at the packets of what they are about; on a connection as a whole, at its first message. */
export function noteComments(
  connection: AnalysisConnection,
  source: number | undefined,
  notes: readonly Note[],
): PlacedComment[] {
  return notes.map((note) => {
    const message = Math.max(0, (note.n ?? 1) - 1)
    return { message, frame: frameOf(connection, source, message), text: noteText(note) }
  })
}
