import { describe, expect, it } from 'vitest'
import type { Field } from '../../../../../preload/contract/connection.ts'
import {
  deepestAt,
  flattenFields,
  MOST_NODES,
  smallestAround,
  visibleNodes,
} from '../../../../../renderer/view/message/field-tree.ts'
import { clientHello } from '../../../../support/stand-in-message.ts'
import { SUITES } from '../../../../support/stand-in-negotiation.ts'

const field = (name: string, start: number, end: number, children: Field[] = []): Field => ({
  name,
  start,
  end,
  value: '',
  meaning: null,
  sentence: null,
  problem: null,
  children,
})
const tree = [field('a', 0, 10, [field('b', 0, 4, [field('c', 1, 2)]), field('d', 4, 10)]), field('e', 10, 12)]

describe('flattenFields', () => {
  it('lists parents before children and knows where each ends', () => {
    expect(flattenFields(tree).map(({ field: { name }, depth, parent, end }) => [name, depth, parent, end])).toEqual([
      ['a', 0, undefined, 4],
      ['b', 1, 0, 3],
      ['c', 2, 1, 3],
      ['d', 1, 0, 4],
      ['e', 0, undefined, 5],
    ])
  })

  it('bears a tree that nests deeper than a stack', () => {
    let deep = field('leaf', 0, 1)
    for (let i = 0; i < 200_000; i++) deep = field('x', 0, 1, [deep])
    expect(flattenFields([deep])).toHaveLength(MOST_NODES)
  })
})

describe('visibleNodes', () => {
  it('leaves out what is inside a closed field', () => {
    expect(visibleNodes(flattenFields(tree), new Set([1])).map((node) => node.field.name)).toEqual(['a', 'b', 'd', 'e'])
  })
})

describe('deepestAt', () => {
  it.each([
    [0, 'b'],
    [1, 'c'],
    [3, 'b'],
    [4, 'd'],
    [11, 'e'],
  ])('byte %i belongs to %s', (offset, name) => expect(deepestAt(flattenFields(tree), offset)?.field.name).toBe(name))
  it('finds nothing outside', () => expect(deepestAt(flattenFields(tree), 12)).toBeUndefined())

  it('finds each suite of a client_hello by its first byte', () => {
    const { bytes, fields } = clientHello({
      version: 0x0303,
      suites: [SUITES.aes128, SUITES.rsaGcm256],
      serverName: 'a',
      groups: [],
      seed: 1,
    })
    const nodes = flattenFields(fields)
    for (const node of nodes.filter((n) => n.field.name === 'cipher_suite')) {
      expect(deepestAt(nodes, node.field.start)?.id).toBe(node.id)
      expect(bytes[node.field.start]).toBe(Number.parseInt(node.field.value.slice(0, 2), 16))
    }
  })
})

describe('smallestAround', () => {
  it.each([
    [1, 2, 'c'],
    [0, 4, 'b'],
    [3, 5, 'a'],
    [0, 10, 'a'],
    [10, 11, 'e'],
  ])('bytes %i to %i lie in %s', (start, end, name) =>
    expect(smallestAround(flattenFields(tree), start, end)?.field.name).toBe(name),
  )
  it('finds nothing that holds a range across fields, or outside', () => {
    expect(smallestAround(flattenFields(tree), 9, 11)).toBeUndefined()
    expect(smallestAround(flattenFields(tree), 12, 13)).toBeUndefined()
  })
  it('takes a parent before a child of the same range', () => {
    expect(smallestAround(flattenFields([field('p', 0, 3, [field('q', 0, 3)])]), 0, 3)?.field.name).toBe('p')
  })
})
