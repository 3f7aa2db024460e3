import { describe, expect, it } from 'vitest'
import {
  groupedRowCount,
  placeAt,
  rowOfGroup,
  rowOfPosition,
  shownIn,
  type OpenGroup,
} from '../../../../../renderer/state/connections/grouped-rows.ts'

/** Four groups: the second and the fourth are open. The list has the fourth's first. */
const OPEN: readonly OpenGroup[] = [
  { index: 1, start: 10, count: 3 },
  { index: 3, start: 0, count: 2 },
]

describe('rows in groups', () => {
  it('are heads, and under those that are open their connections', () => {
    const rows = Array.from({ length: groupedRowCount(4, OPEN) }, (_, row) => placeAt(row, OPEN))
    expect(rows.map(({ group, position }) => (position === undefined ? `#${group}` : position))).toEqual([
      '#0',
      '#1',
      10,
      11,
      12,
      '#2',
      '#3',
      0,
      1,
    ])
  })

  it('are found again', () => {
    for (let row = 0; row < groupedRowCount(4, OPEN); row++) {
      const { group, position } = placeAt(row, OPEN)
      expect(position === undefined ? rowOfGroup(group, OPEN) : rowOfPosition(position, OPEN)).toBe(row)
    }
    expect(rowOfPosition(5, OPEN)).toBeUndefined()
  })

  it.each([
    [
      0,
      8,
      [
        [10, 12],
        [0, 1],
      ],
      [0, 3],
    ],
    [3, 3, [[11, 11]], [1, 1]],
    [
      4,
      7,
      [
        [12, 12],
        [0, 0],
      ],
      [1, 3],
    ],
    [5, 6, [], [2, 3]],
  ])('from %d to %d show stretches of the list', (first, last, stretches, groups) => {
    expect(shownIn(first, last, OPEN)).toEqual({ stretches, groups })
  })

  it('are heads alone while none is open', () => {
    expect(groupedRowCount(5, [])).toBe(5)
    expect(placeAt(4, [])).toEqual({ group: 4, position: undefined })
    expect(shownIn(0, 4, [])).toEqual({ stretches: [], groups: [0, 4] })
  })
})
