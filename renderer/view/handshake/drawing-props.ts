import type { ConnectionDetail } from '../../../preload/contract/connection.ts'
import type { Finding } from '../../../preload/contract/finding.ts'
import type { Note } from '../../../preload/contract/note.ts'

/** What a drawing of a handshake shows, and what comes of pointing at it. */
export interface DrawingProps {
  readonly detail: ConnectionDetail
  /** Those on the connection and in it. */
  readonly notes: readonly Note[]
  readonly selected: number | undefined
  /** The finding whose evidence is drawn, and the place of the piece that is looked at. */
  readonly finding: Finding | undefined
  readonly followed: number | undefined
  readonly onselect: (n: number) => void
  readonly onopen: (n: number) => void
  readonly onfollow: (at: number) => void
  readonly online: (source: number, line: number) => void
}
