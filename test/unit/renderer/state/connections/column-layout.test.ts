import { describe, expect, it } from 'vitest'
import { ConnectionSort } from '../../../../../preload/contract/connection.ts'
import {
  columnsText,
  gridTemplate,
  layoutWidthPx,
  readColumns,
  STANDARD_COLUMNS,
  withMoved,
  withShown,
  withWidth,
  type ColumnLayout,
} from '../../../../../renderer/state/connections/column-layout.ts'

const shownOf = (columns: ColumnLayout): string[] => columns.filter(({ shown }) => shown).map(({ id }) => id)
const orderOf = (columns: ColumnLayout): string[] => columns.map(({ id }) => id)

describe('the columns of the list', () => {
  it('are one for each order that the engine knows', () => {
    expect(orderOf(STANDARD_COLUMNS).sort()).toEqual([...ConnectionSort.options].sort())
  })

  it('are shown and hidden, but never all of them', () => {
    const one = STANDARD_COLUMNS.map(({ id }) => id)
      .filter((id) => id !== 'cause')
      .reduce((columns, id) => withShown(columns, id, false), STANDARD_COLUMNS)
    expect(shownOf(one)).toEqual(['cause'])
    expect(withShown(one, 'cause', false)).toBe(one)
    expect(shownOf(withShown(one, 'duration', true))).toEqual(['cause', 'duration'])
  })

  it('move by one, among all of them or among those that are shown', () => {
    const [first, second] = orderOf(STANDARD_COLUMNS)
    expect(orderOf(withMoved(STANDARD_COLUMNS, 'start', 1)).slice(0, 2)).toEqual([second, first])
    expect(withMoved(STANDARD_COLUMNS, 'start', -1)).toBe(STANDARD_COLUMNS)
    // What is hidden lies between.
    const gap = withShown(STANDARD_COLUMNS, 'cause', false)
    expect(shownOf(withMoved(gap, 'client', -1, true)).slice(0, 2)).toEqual(['client', 'start'])
    expect(shownOf(withMoved(gap, 'signature', 1, true))).toEqual(shownOf(gap))
  })

  it.each([
    [10, 48],
    [99.6, 100],
    [5_000, 600],
  ])('are as wide as can be used: %d px are %d', (px, wide) => {
    expect(withWidth(STANDARD_COLUMNS, 'cause', px).find(({ id }) => id === 'cause')?.widthPx).toBe(wide)
  })

  it('come back as they were kept', () => {
    const chosen = withWidth(withMoved(withShown(STANDARD_COLUMNS, 'group', true), 'group', -1), 'group', 222)
    expect(readColumns(columnsText(chosen))).toEqual(chosen)
  })

  it('come back with those that there were not yet, hidden', () => {
    const read = readColumns('[["cause",1,200],["burnt",1,100],["start",0,"wide"],7]')
    expect(shownOf(read ?? [])).toEqual(['cause'])
    expect(orderOf(read ?? []).slice(0, 2)).toEqual(['cause', 'start'])
    expect(orderOf(read ?? []).sort()).toEqual(orderOf(STANDARD_COLUMNS).sort())
  })

  it.each([[undefined], [''], ['{'], ['{}'], ['[]'], ['[["start",0,100]]']])('%j is no layout', (text) => {
    expect(readColumns(text)).toBeUndefined()
  })

  it('are laid out by their widths, the mark before them', () => {
    const columns: ColumnLayout = [
      { id: 'start', shown: true, widthPx: 100 },
      { id: 'client', shown: false, widthPx: 150 },
      { id: 'cause', shown: true, widthPx: 200 },
    ]
    expect(gridTemplate(columns)).toBe('40px 100px 200px minmax(0, 1fr)')
    expect(layoutWidthPx(columns)).toBe(340)
  })
})
