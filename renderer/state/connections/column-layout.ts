import type { ConnectionSort } from '../../../preload/contract/connection.ts'
import { CONNECTION_COLUMNS, MAX_COLUMN_PX, MIN_COLUMN_PX } from './connection-column.ts'

export interface LaidColumn {
  readonly id: ConnectionSort
  readonly shown: boolean
  readonly widthPx: number
}

/** Every column once, in the order in which they stand. */
export type ColumnLayout = readonly LaidColumn[]

export const STANDARD_COLUMNS: ColumnLayout = CONNECTION_COLUMNS.map(({ id, standard, widthPx }) => ({
  id,
  shown: standard === true,
  widthPx,
}))

const clamp = (px: number): number => Math.round(Math.min(MAX_COLUMN_PX, Math.max(MIN_COLUMN_PX, px)))

/** Shows a column, or hides it; the last one that is shown stays. */
export function withShown(columns: ColumnLayout, id: ConnectionSort, shown: boolean): ColumnLayout {
  const changed = columns.map((column) => (column.id === id ? { ...column, shown } : column))
  return changed.some((column) => column.shown) ? changed : columns
}

export function withWidth(columns: ColumnLayout, id: ConnectionSort, widthPx: number): ColumnLayout {
  return columns.map((column) => (column.id === id ? { ...column, widthPx: clamp(widthPx) } : column))
}

/** One place to the left (-1) or right (1): among all of them, or among those that are shown. */
export function withMoved(columns: ColumnLayout, id: ConnectionSort, step: 1 | -1, amongShown = false): ColumnLayout {
  const from = columns.findIndex((column) => column.id === id)
  let to = from + step
  while (amongShown && columns[to]?.shown === false) to += step
  const moved = columns[from]
  if (!moved || !columns[to]) return columns
  return columns.toSpliced(from, 1).toSpliced(to, 0, moved)
}

export function columnsText(columns: ColumnLayout): string {
  return JSON.stringify(columns.map(({ id, shown, widthPx }) => [id, shown ? 1 : 0, widthPx]))
}

/** Columns as they were kept; what is unknown is left out, and columns that came since stand at the end. Undefined where it is no layout. */
export function readColumns(text: string | undefined): ColumnLayout | undefined {
  let given: unknown
  try {
    given = JSON.parse(text ?? '')
  } catch {
    return undefined
  }
  if (!Array.isArray(given)) return undefined
  const laid = new Map<ConnectionSort, LaidColumn>()
  for (const entry of given.slice(0, CONNECTION_COLUMNS.length) as unknown[]) {
    const [id, shown, widthPx] = Array.isArray(entry) ? (entry as unknown[]) : []
    const column = CONNECTION_COLUMNS.find((one) => one.id === id)
    if (!column) continue
    const px = typeof widthPx === 'number' && Number.isFinite(widthPx) ? widthPx : column.widthPx
    laid.set(column.id, { id: column.id, shown: shown === 1, widthPx: clamp(px) })
  }
  const columns = [
    ...laid.values(),
    ...STANDARD_COLUMNS.filter(({ id }) => !laid.has(id)).map((column) => ({ ...column, shown: false })),
  ]
  return columns.some(({ shown }) => shown) ? columns : undefined
}

/** As `grid-template-columns` wants it: the mark, the columns, and what is left. */
export function gridTemplate(columns: ColumnLayout): string {
  return `40px ${columns
    .filter(({ shown }) => shown)
    .map(({ widthPx }) => `${widthPx}px`)
    .join(' ')} minmax(0, 1fr)`
}

/** Width of all that is shown, px. */
export function layoutWidthPx(columns: ColumnLayout): number {
  return columns.reduce((sum, { shown, widthPx }) => (shown ? sum + widthPx : sum), 40)
}
