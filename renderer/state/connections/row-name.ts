import type { ConnectionRow } from '../../../preload/contract/connection.ts'
import { address, clock, plural } from '../../../main/presentation/format.ts'
import { causeWords, OUTCOME_WORD, stopWords } from '../../../main/presentation/words.ts'
import { columnOf } from './connection-column.ts'
import type { LaidColumn } from './column-layout.ts'

export interface RowSituation {
  readonly compared: 'A' | 'B' | undefined
  readonly marked: boolean
  /** How many are written on it and in it. */
  readonly notes: number
  /** Those that are shown beside what is always said. */
  readonly columns: readonly Pick<LaidColumn, 'id'>[]
}

/** Said already by every row. */
const SAID = new Set(['client', 'server', 'serverName', 'start', 'outcome', 'cause', 'version'])

/** A row of the list as it is read out: how it ended comes first. */
export function rowName(row: ConnectionRow, { compared, marked, notes, columns }: RowSituation): string {
  const server = row.serverName ? `${row.serverName}:${row.server?.port ?? ''}` : address(row.server)
  return [
    OUTCOME_WORD[row.outcome],
    `${row.client?.address ?? 'unknown'} to ${server}`,
    row.startNs === null ? 'no time' : clock(row.startNs),
    stopWords(row) ?? row.version?.name,
    causeWords(row),
    ...columns
      .filter(({ id }) => !SAID.has(id))
      .map(({ id }) => {
        const { title, text } = columnOf(id)
        const shown = text(row)
        return shown === '' ? '' : `${title.toLowerCase()} ${shown}`
      }),
    row.partial ? 'partial' : '',
    compared ? `chosen as ${compared}` : '',
    marked ? 'marked to join' : '',
    notes > 0 ? plural(notes, 'note') : '',
  ]
    .filter(Boolean)
    .join(', ')
}
