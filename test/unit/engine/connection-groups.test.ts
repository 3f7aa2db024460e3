import { describe, expect, it } from 'vitest'
import { ConnectionList } from '../../../main/engine/connection-list.ts'
import { groupsOf } from '../../../main/engine/connection-groups.ts'
import { parseFilter } from '../../../main/engine/filter.ts'
import { aConnection, emptyCase, putConnections } from '../../support/case-fixture.ts'

const COUNT = 3_000

/** Every third fails; names of 1 to 5 connections in turns, every seventh without one. */
function manyNames() {
  const index = emptyCase()
  putConnections(
    index,
    ...Array.from({ length: COUNT }, (_, at) =>
      aConnection({
        id: at + 1,
        outcome: at % 3 === 0 ? 'failed' : at % 3 === 1 ? 'incomplete' : 'established',
        serverName: at % 7 === 0 ? undefined : `host${(at * at) % 331}.corp`,
        client: { address: `10.0.${at % 5}.${at % 11}`, port: at },
        messageCount: at % 4,
      }),
    ),
  )
  return index
}

function terms(text: string) {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new Error(parsed.problem.text)
  return parsed.terms
}

describe('groups of connections', () => {
  it.each([
    ['serverName', ''],
    ['serverName', 'messages<9'],
    ['serverName', 'messages:3'],
    ['serverName', 'outcome:failed'],
    ['client', '-outcome:established'],
    ['cause', 'outcome:failed outcome:established'],
    ['client', ''],
    ['client', '-messages:2 sni:host1*'],
    ['cause', ''],
    ['server', 'outcome:established'],
  ] as const)('by %s, of what "%s" leaves, are stretches of the list', async (by, filter) => {
    const list = new ConnectionList(manyNames(), () => false)
    const all = { order: by, descending: true, offset: 0, limit: COUNT, terms: terms(filter) }
    const { total, ids } = await list.page(all)
    const { groups } = await list.groups({ by, offset: 0, limit: COUNT, terms: terms(filter) })
    const inOrder = [...groups].sort((a, b) => a.start - b.start)
    let next = 0
    for (const { start, counts, member } of inOrder) {
      expect(start).toBe(next)
      next += counts.reduce((sum, count) => sum + count, 0)
      expect(ids.slice(start, next)).toContain(member)
    }
    expect(next).toBe(total)
    const failures = groups.map(({ counts }) => counts[2] ?? 0)
    expect(failures).toEqual([...failures].sort((a, b) => b - a))
    // Within a group the failed ones come first.
    const [first] = groups
    const failed = new Set((await list.page({ ...all, terms: [...all.terms, ...terms('outcome:failed')] })).ids)
    expect(ids.slice(first?.start, (first?.start ?? 0) + (first?.counts[2] ?? 0)).every((id) => failed.has(id))).toBe(
      true,
    )
  })

  it('are the same whether counted in the index or found in the list', async () => {
    const index = manyNames()
    const list = new ConnectionList(index, () => false)
    const page = { by: 'serverName', offset: 0, limit: COUNT } as const
    const some = ({ start, counts }: { start: number; counts: readonly number[] }): unknown => [start, ...counts]
    const counted = (await list.groups({ ...page, terms: [] })).groups.map(some)
    const found = (await list.groups({ ...page, terms: terms('messages<99') })).groups.map(some)
    expect(found).toEqual(counted)
  })

  it('come in pages', async () => {
    const list = new ConnectionList(manyNames(), () => false)
    const all = await list.groups({ by: 'client', offset: 0, limit: 500, terms: [] })
    const page = await list.groups({ by: 'client', offset: 10, limit: 7, terms: [] })
    expect(all.total).toBe(55)
    expect(page).toEqual({ total: 55, groups: all.groups.slice(10, 17) })
  })

  it('are none of an empty case, and none where nothing matches', async () => {
    const list = new ConnectionList(emptyCase(), () => false)
    expect(await list.groups({ by: 'cause', offset: 0, limit: 9, terms: [] })).toEqual({ total: 0, groups: [] })
    const full = new ConnectionList(manyNames(), () => false)
    expect(await full.groups({ by: 'cause', offset: 0, limit: 9, terms: terms('sni:nobody') })).toEqual({
      total: 0,
      groups: [],
    })
  })

  it('that are too many to be told apart are one at the end', async () => {
    const index = manyNames()
    const none = (): Promise<Uint32Array> => Promise.resolve(new Uint32Array())
    const found = await groupsOf(index, 'serverName', [], none, undefined, 10)
    expect(found).toHaveLength(11)
    const rest = found.find(({ member }) => member === undefined)
    expect(found.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count)).toBe(COUNT)
    expect(rest?.start).toBe(0)
    const list = new ConnectionList(index, () => false)
    const { ids } = await list.page({ order: 'serverName', descending: true, offset: 0, limit: COUNT, terms: [] })
    const borders = await groupsOf(
      index,
      'serverName',
      terms('messages<99'),
      () => Promise.resolve(Uint32Array.from(ids)),
      undefined,
      10,
    )
    expect(borders).toHaveLength(11)
    expect(borders.flatMap(({ counts }) => counts).reduce((sum, count) => sum + count)).toBe(COUNT)
  })

  it('are counted anew when connections were written', async () => {
    const index = emptyCase()
    const list = new ConnectionList(index, () => false)
    const ask = { by: 'cause', offset: 0, limit: 9, terms: [] } as const
    expect((await list.groups(ask)).total).toBe(0)
    putConnections(index, aConnection({ id: 1 }))
    expect((await list.groups(ask)).total).toBe(0)
    list.changed()
    expect((await list.groups(ask)).total).toBe(1)
  })
})
