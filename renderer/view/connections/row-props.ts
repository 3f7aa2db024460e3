import type { ConnectionRow } from '../../../preload/contract/connection.ts'

/** What a row of the list shows, however it is laid out. */
export interface RowProps {
  readonly row: ConnectionRow
  readonly selected: boolean
  /** Which of the two it is that are compared. */
  readonly compared: 'A' | 'B' | undefined
  /** Letters of the notes on it and in it. */
  readonly notes: string
  /** To be joined with others. */
  readonly marked: boolean
}
