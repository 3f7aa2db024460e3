/** A group that is open: its rows stand under its head. */
export interface OpenGroup {
  /** Its place among the groups. */
  readonly index: number
  /** The place of its first connection in the list. */
  readonly start: number
  readonly count: number
}

/** What stands in a row of a list in groups: the head of a group, or a connection of the list. */
export interface PlaceInGroups {
  readonly group: number
  /** Undefined for the head. */
  readonly position: number | undefined
}

/** Rows of heads and of open groups. `open` is in the order of the groups, here as below. */
export function groupedRowCount(groups: number, open: readonly OpenGroup[]): number {
  return open.reduce((sum, { count }) => sum + count, groups)
}

export function placeAt(row: number, open: readonly OpenGroup[]): PlaceInGroups {
  let above = 0
  for (const { index, start, count } of open) {
    const head = index + above
    if (row <= head) break
    if (row <= head + count) return { group: index, position: start + row - head - 1 }
    above += count
  }
  return { group: row - above, position: undefined }
}

export function rowOfGroup(group: number, open: readonly OpenGroup[]): number {
  return open.reduce((row, { index, count }) => (index < group ? row + count : row), group)
}

/** The row of a connection of the list; undefined where its group is closed. */
export function rowOfPosition(position: number, open: readonly OpenGroup[]): number | undefined {
  const of = open.find(({ start, count }) => position >= start && position < start + count)
  return of && rowOfGroup(of.index, open) + 1 + position - of.start
}

/** What rows from `first` to `last` show: stretches of the list (ends included), and the groups whose heads are among them. */
export function shownIn(
  first: number,
  last: number,
  open: readonly OpenGroup[],
): { readonly stretches: readonly (readonly [number, number])[]; readonly groups: readonly [number, number] } {
  const stretches = open.flatMap((group): (readonly [number, number])[] => {
    const firstRow = rowOfGroup(group.index, open) + 1
    const from = Math.max(first, firstRow)
    const to = Math.min(last, firstRow + group.count - 1)
    return from <= to ? [[group.start + from - firstRow, group.start + to - firstRow]] : []
  })
  return { stretches, groups: [placeAt(first, open).group, placeAt(last, open).group] }
}
