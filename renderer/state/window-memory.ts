import type { ConnectionGrouping, ConnectionSort } from '../../preload/contract/connection.ts'
import { TABS, type Tab } from './address-bar.ts'
import { GROUPINGS } from './connections/groups.svelte.ts'
import { CONNECTION_COLUMNS } from './connections/connection-column.ts'

/** A copy of the case that was saved to a file of the user's choice. */
export interface SavedCopy {
  readonly file: string
  /** Notes, joins or splits came after it. */
  readonly behind: boolean
}

/** How the window is, as it is kept in the case. */
export interface WindowMemory {
  readonly filter: string
  readonly sort: ConnectionSort
  readonly descending: boolean
  /** The first row of the list that is in view, from 0. */
  readonly firstRow: number
  readonly connection: number | undefined
  readonly message: number | undefined
  readonly tab: Tab
  readonly source: number | undefined
  /** Chosen in the source, from 1. */
  readonly line: number | undefined
  /** Columns of the list, as they are written there; and how it lays out its rows. */
  readonly columns: string | undefined
  readonly rows: string | undefined
  /** What the list is grouped by. */
  readonly group: ConnectionGrouping | undefined
  readonly panes: Readonly<Record<string, number>>
  readonly saved: SavedCopy | undefined
}

/** The contract takes no more of it; a filter that long is left out. */
const MOST_FILTER = 2_000
const MOST_PANES = 20

export function windowText(memory: WindowMemory): string {
  return JSON.stringify({ ...memory, filter: memory.filter.length > MOST_FILTER ? '' : memory.filter })
}

/** Undefined for what is no memory of a window at all: a case file may say anything. What does not fit in it is as in a new window. */
export function readWindow(text: string | null): WindowMemory | undefined {
  const given = parsed(text)
  if (!given) return undefined
  const { filter, sort, tab, saved, panes } = given
  return {
    filter: typeof filter === 'string' && filter.length <= MOST_FILTER ? filter : '',
    sort: CONNECTION_COLUMNS.find(({ id }) => id === sort)?.id ?? 'start',
    descending: given['descending'] === true,
    firstRow: wholeFrom(0, given['firstRow']) ?? 0,
    connection: wholeFrom(1, given['connection']),
    message: wholeFrom(1, given['message']),
    tab: TABS.find((one) => one === tab) ?? 'ladder',
    source: wholeFrom(1, given['source']),
    line: wholeFrom(1, given['line']),
    columns: shortText(given['columns']),
    rows: shortText(given['rows']),
    group: GROUPINGS.find((one) => one === given['group']),
    panes: isRecord(panes)
      ? Object.fromEntries(
          Object.entries(panes)
            .filter((pane): pane is [string, number] => typeof pane[1] === 'number' && Number.isFinite(pane[1]))
            .slice(0, MOST_PANES),
        )
      : {},
    saved:
      isRecord(saved) && typeof saved['file'] === 'string'
        ? { file: saved['file'], behind: saved['behind'] === true }
        : undefined,
  }
}

function parsed(text: string | null): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shortText(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= MOST_FILTER ? value : undefined
}

function wholeFrom(least: number, value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= least ? (value as number) : undefined
}
