import type { ConnectionRow, ConnectionSort } from '../../../preload/contract/connection.ts'
import { address, clock, count, gap } from '../../../main/presentation/format.ts'
import { alertWords, BOUNDARY_PHRASE, causeWords, OUTCOME_WORD, stopWords } from '../../../main/presentation/words.ts'

/** A column of the connections list. Each can be sorted by, and is called as the order is. */
export interface ConnectionColumn {
  readonly id: ConnectionSort
  readonly title: string
  /** Where nobody has made it wider or narrower. */
  readonly widthPx: number
  /** Codes and numbers stand in letters of one width. */
  readonly mono?: boolean
  /** Numbers stand at the right. */
  readonly right?: boolean
  /** Shown until somebody chooses. */
  readonly standard?: boolean
  /** What it shows of a row; empty where there is nothing. */
  readonly text: (row: ConnectionRow) => string
}

export const MIN_COLUMN_PX = 48
export const MAX_COLUMN_PX = 600

/** All columns, in the order in which they stand until somebody moves them. */
export const CONNECTION_COLUMNS: readonly ConnectionColumn[] = [
  {
    id: 'start',
    title: 'Start',
    widthPx: 104,
    mono: true,
    standard: true,
    text: ({ startNs }) => (startNs === null ? '' : clock(startNs)),
  },
  {
    id: 'cause',
    title: 'Cause',
    widthPx: 200,
    standard: true,
    text: (row) => causeWords(row) ?? stopWords(row) ?? '',
  },
  {
    id: 'client',
    title: 'Client',
    widthPx: 150,
    mono: true,
    standard: true,
    text: ({ client }) => (client ? address(client) : ''),
  },
  { id: 'serverName', title: 'Server name', widthPx: 160, standard: true, text: ({ serverName }) => serverName ?? '' },
  {
    id: 'server',
    title: 'Server',
    widthPx: 150,
    mono: true,
    standard: true,
    text: ({ server }) => (server ? address(server) : ''),
  },
  { id: 'outcome', title: 'Outcome', widthPx: 92, text: ({ outcome }) => OUTCOME_WORD[outcome] },
  { id: 'version', title: 'Version', widthPx: 72, standard: true, text: ({ version }) => version?.name ?? '' },
  {
    id: 'signature',
    title: 'Signature',
    widthPx: 104,
    mono: true,
    standard: true,
    text: ({ signature }) => signature,
  },
  { id: 'cipherSuite', title: 'Cipher suite', widthPx: 260, text: ({ cipherSuite }) => cipherSuite?.name ?? '' },
  { id: 'group', title: 'Group', widthPx: 110, text: ({ group }) => group?.name ?? '' },
  { id: 'boundary', title: 'Stage reached', widthPx: 160, text: ({ boundary }) => BOUNDARY_PHRASE[boundary] },
  { id: 'alert', title: 'Alert', widthPx: 170, text: ({ alert }) => (alert ? alertWords(alert) : '') },
  {
    id: 'duration',
    title: 'Duration',
    widthPx: 84,
    right: true,
    text: ({ startNs, endNs }) => (startNs === null || endNs === null ? '' : gap(startNs, endNs).replace(/^\+ /, '')),
  },
  { id: 'messageCount', title: 'Messages', widthPx: 84, right: true, text: ({ messageCount }) => count(messageCount) },
]

const BY_ID: ReadonlyMap<ConnectionSort, ConnectionColumn> = new Map(
  CONNECTION_COLUMNS.map((column) => [column.id, column]),
)

export function columnOf(id: ConnectionSort): ConnectionColumn {
  const column = BY_ID.get(id)
  if (!column) throw new Error(`no column ${id}`)
  return column
}
