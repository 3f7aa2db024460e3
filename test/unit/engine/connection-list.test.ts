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
})
