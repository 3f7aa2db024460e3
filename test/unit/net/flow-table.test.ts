import { describe, expect, it } from 'vitest'
import { FlowTable } from '../../../main/net/flow-table.ts'
import { Segment } from '../../../main/net/segment.ts'

function segment(source: readonly [number, number], destination: readonly [number, number], ipVersion = 4): Segment {
  const made = new Segment()
  made.ipVersion = ipVersion
  made.addresses[0] = source[0]
  made.sourcePort = source[1]
  made.addresses[4] = destination[0]
  made.destinationPort = destination[1]
  return made
}

describe('FlowTable', () => {
  it('finds both directions of a connection, and tells them apart', () => {
    const table = new FlowTable<string>(4)
    expect(table.find(segment([1, 5_000], [2, 443]))).toBe(-1)
    const direction = table.direction
    table.add('one')
    expect(table.at(table.find(segment([2, 443], [1, 5_000])))).toBe('one')
    expect(table.direction).toBe(1 - direction)
    expect(table.at(table.find(segment([1, 5_000], [2, 443])))).toBe('one')
    expect(table.direction).toBe(direction)
  })

  it('orders addresses with the high bit, and ends on one address by their ports', () => {
    const table = new FlowTable<string>(4)
    for (const [one, other] of [
      [
        [-5, 1],
        [7, 1],
      ],
      [
        [3, 10],
        [3, 9],
      ],
    ] as const) {
      table.find(segment(one, other))
      const direction = table.direction
      table.find(segment(other, one))
      expect(table.direction).toBe(1 - direction)
    }
  })

  it('confuses neither ports nor IP versions', () => {
    const table = new FlowTable<string>(4)
    table.find(segment([1, 2], [3, 4]))
    table.add('one')
    expect(table.find(segment([1, 4], [3, 2]))).toBe(-1)
    expect(table.find(segment([1, 2], [3, 4], 6))).toBe(-1)
  })

  it('lets go of the connection that was idle longest, and uses its place again', () => {
    const table = new FlowTable<number>(50)
    const find = (number: number) => table.find(segment([number, 1], [999, 2]))
    for (let number = 0; number < 50; number++) {
      find(number)
      table.add(number)
    }
    expect(table.isFull).toBe(true)
    find(0)
    for (let number = 50; number < 500; number++) {
      expect(find(number)).toBe(-1)
      const removed = table.removeOldest()
      expect(removed).toBe(number < 99 ? number - 49 : number === 99 ? 0 : number - 50)
      table.add(number)
      expect(table.at(find(number))).toBe(number)
      expect(find(removed ?? -1)).toBe(-1)
    }
    expect([...table.all()].sort((one, other) => one - other)).toEqual(
      Array.from({ length: 50 }, (_, index) => 450 + index),
    )
    while (table.size > 0) table.removeOldest()
    expect(table.removeOldest()).toBeUndefined()
  })
})
