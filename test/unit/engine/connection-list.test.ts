import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openForWriting, type WritableCase } from '../../../db/open.ts'
import { prepareConnectionWriter } from '../../../db/write/connection-row.ts'
import { Aborted } from '../../../main/engine/breathe.ts'
import { ConnectionList } from '../../../main/engine/connection-list.ts'
import { parseFilter } from '../../../main/engine/filter.ts'
import { aConnection } from '../../support/case-fixture.ts'

const COUNT = 50_000
const folder = mkdtempSync(join(tmpdir(), 'gskope-test-'))
let index: WritableCase

beforeAll(() => {
  index = openForWriting(join(folder, 'list.gskope'))
  const writer = prepareConnectionWriter(index)
  index.db.transaction(() => {
    for (let id = 1; id <= COUNT; id++) {
      writer.put(
        aConnection({
          id,
          startNs: BigInt(COUNT - id),
          outcome: id % 10 === 0 ? 'failed' : 'established',
          serverName: `host${id}.corp`,
        }),
      )
    }
    writer.write()
  })()
})

afterAll(() => {
  index.db.close()
  rmSync(folder, { recursive: true })
})

function terms(text: string) {
  const parsed = parseFilter(text)
  if (!parsed.ok) throw new Error(parsed.problem.text)
  return parsed.terms
}

const first = { order: 'start', descending: false, offset: 0, limit: 3 } as const

describe('the list of connections', () => {
  it('finds by time, and each time anew for another', async () => {
    const list = new ConnectionList(index, () => false)
    const total = async (filter: string): Promise<number> => {
      const { total } = await list.page({
        terms: terms(filter),
        order: 'start',
        descending: false,
        offset: 0,
        limit: 1,
      })
      return total
    }
    expect(await total('before:0:00:00.00001')).toBe(10_000)
    expect(await total('before:0:00:00.00002')).toBe(20_000)
    expect(await total('after:1970-01-01T00:00:00.00004')).toBe(10_000)
  })

  it('pages through all of them without a filter', async () => {
    const list = new ConnectionList(index, () => false)
    expect(await list.page({ ...first, terms: [] })).toStrictEqual({ total: COUNT, ids: [COUNT, COUNT - 1, COUNT - 2] })
    expect(await list.page({ ...first, terms: [], offset: COUNT - 2 })).toStrictEqual({ total: COUNT, ids: [2, 1] })
    expect((await list.page({ ...first, terms: [], offset: COUNT })).ids).toStrictEqual([])
  })

  it('pages through the matching ones in order, in every page the same ones', async () => {
    const list = new ConnectionList(index, () => false)
    const request = { ...first, terms: terms('outcome:failed'), descending: true }
    expect(await list.page(request)).toStrictEqual({ total: COUNT / 10, ids: [10, 20, 30] })
    const ids: number[] = []
    for (let offset = 0; offset < COUNT / 10; offset += 1_000)
      ids.push(...(await list.page({ ...request, offset, limit: 1_000 })).ids)
    expect(ids).toStrictEqual(Array.from({ length: COUNT / 10 }, (_, at) => (at + 1) * 10))
  })

  it('finds one among many, and none', async () => {
    const list = new ConnectionList(index, () => false)
    expect(await list.page({ ...first, terms: terms('sni:host31415.*') })).toStrictEqual({ total: 1, ids: [31_415] })
    expect(await list.page({ ...first, terms: terms('sni:nobody') })).toStrictEqual({ total: 0, ids: [] })
  })

  it('looks again when connections were written', async () => {
    const list = new ConnectionList(index, () => false)
    const request = { ...first, terms: terms('sni:late.corp') }
    expect((await list.page(request)).total).toBe(0)
    const writer = prepareConnectionWriter(index)
    writer.put(aConnection({ id: 5, serverName: 'late.corp' }), true)
    writer.write()
    expect((await list.page(request)).total).toBe(0)
    list.changed()
    expect((await list.page(request)).total).toBe(1)
  })

  it('is given up when nobody waits any more, and can be asked again', async () => {
    const list = new ConnectionList(index, () => false)
    const request = { ...first, terms: terms('sni:host77.*') }
    const controller = new AbortController()
    const page = list.page(request, controller.signal)
    controller.abort()
    await expect(page).rejects.toThrow(Aborted)
    expect((await list.page(request)).total).toBe(1)
  })

  it('has the first matching ones before all are counted, and knows the count when it was asked for', async () => {
    const list = new ConnectionList(index, () => false)
    const request = { ...first, terms: terms('outcome:failed') }
    const early = await list.early(request)
    expect(early).toMatchObject({ counted: false, ids: [COUNT, COUNT - 10, COUNT - 20] })
    expect(early.total).toBeGreaterThanOrEqual(3)
    expect(await list.count(request.terms)).toBe(COUNT / 10)
    expect(await list.early(request)).toStrictEqual({ total: COUNT / 10, counted: true, ids: early.ids })
  })

  it('counts where the first ones are not near the beginning', async () => {
    const list = new ConnectionList(index, () => false)
    expect(await list.early({ ...first, terms: terms('sni:host77.corp') })).toStrictEqual({
      total: 1,
      counted: true,
      ids: [77],
    })
    expect(await list.early({ ...first, terms: [] })).toMatchObject({ total: COUNT, counted: true })
  })

  it('goes on for those who still wait when others gave up', async () => {
    const list = new ConnectionList(index, () => false)
    const request = { ...first, terms: terms('sni:host78.*') }
    const controller = new AbortController()
    const pages = [list.page(request, controller.signal), list.page(request), list.count(request.terms)]
    const groups = [
      list.groups({ ...request, by: 'client' }, controller.signal),
      list.groups({ ...request, by: 'client' }),
    ]
    controller.abort()
    await expect(pages[0]).rejects.toThrow(Aborted)
    await groups[0]?.catch((error: unknown) => expect(error).toBeInstanceOf(Aborted))
    expect(await pages[1]).toStrictEqual({ total: 1, ids: [78] })
    expect(await pages[2]).toBe(1)
    expect((await groups[1])?.total).toBe(1)
  })

  it.each(['start', 'serverName', 'outcome'] as const)(
    'has the same pages however they are come to, by %s',
    async (order) => {
      for (const filter of ['', 'messages>0', 'sni:host1*']) {
        const question = { terms: terms(filter), order, descending: true }
        const whole = await new ConnectionList(index, () => false).page({ ...question, offset: 0, limit: COUNT })
        expect(whole.ids).toHaveLength(whole.total)
        const list = new ConnectionList(index, () => false)
        for (const offset of [
          0,
          100,
          200,
          100,
          0,
          9_000,
          8_900,
          9_000,
          whole.total - 150,
          whole.total - 50,
          whole.total,
        ]) {
          const { ids, total } = await list.page({ ...question, offset, limit: 100 })
          expect([total, ids], `${filter} from ${offset}`).toStrictEqual([
            whole.total,
            whole.ids.slice(offset, offset + 100),
          ])
        }
      }
    },
  )
})
