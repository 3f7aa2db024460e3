import { describe, expect, it } from 'vitest'
import type { EngineClient, Result } from '../../../../../preload/contract/carrier.ts'
import type { ConnectionPage, ConnectionPageRequest } from '../../../../../preload/contract/connection.ts'
import { ConnectionList, PAGE_ROWS } from '../../../../../renderer/state/connections/connection-list.svelte.ts'
import { standInConnections } from '../../../../support/stand-in-case.ts'

const model = standInConnections()[0]!.detail.row
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** An engine whose answers come when the test says so. */
class SlowEngine {
  readonly asked: {
    readonly request: ConnectionPageRequest
    readonly signal: AbortSignal | undefined
    answer: (total: number, counted?: boolean) => void
  }[] = []
  readonly counts: { readonly signal: AbortSignal | undefined; readonly answer: (total: number) => void }[] = []
  readonly client = {
    request: (channel: string, request: ConnectionPageRequest, signal?: AbortSignal) =>
      new Promise<Result<ConnectionPage | { total: number }>>((resolve) => {
        if (channel === 'connection.count') {
          this.counts.push({ signal, answer: (total) => resolve({ ok: true, value: { total } }) })
          return
        }
        this.asked.push({
          request,
          signal,
          answer: (total, counted = true) =>
            resolve({
              ok: true,
              value: {
                total,
                counted,
                offset: request.offset,
                filterProblem: null,
                rows: Array.from({ length: Math.min(request.limit, total - request.offset) }, (_, i) => ({
                  ...model,
                  id: request.offset + i + 1,
                })),
              },
            }),
        })
      }),
    on: () => () => undefined,
  } as unknown as EngineClient
}

describe('ConnectionList', () => {
  it('asks again for what a query is answered with, where the case changes while no row is in view', async () => {
    const engine = new SlowEngine()
    const list = new ConnectionList(engine.client)
    list.ask({ sort: 'cause' })
    list.show([])
    list.refresh()
    expect(engine.asked[0]!.signal?.aborted).toBe(true)
    expect(engine.asked.map(({ request }) => request.offset)).toEqual([0, 0])
    engine.asked[1]!.answer(7)
    await settle()
    expect(list.waiting).toBe(false)
    expect(list.begun).toBe(1)
  })

  it('drops the reply to a query that is no longer asked', async () => {
    const engine = new SlowEngine()
    const list = new ConnectionList(engine.client)
    list.ask({ filter: 'old' })
    list.ask({ filter: 'new' })
    engine.asked[1]!.answer(7)
    await settle()
    engine.asked[0]!.answer(99)
    await settle()
    expect(list.total).toBe(7)
    expect(engine.asked[0]!.signal?.aborted).toBe(true)
  })

  it('asks for the pages in view only, once', async () => {
    const engine = new SlowEngine()
    const list = new ConnectionList(engine.client)
    list.ask({})
    engine.asked[0]!.answer(1_000_000)
    await settle()
    list.show([[499_950, 500_010]])
    list.show([[499_951, 500_011]])
    expect(engine.asked.slice(1).map(({ request }) => request.offset)).toEqual([499_900, 500_000])
    for (const { answer } of engine.asked.slice(1)) answer(1_000_000)
    await settle()
    expect(list.row(499_999)?.id).toBe(500_000)
    expect(list.row(700_000)).toBeUndefined()
    expect(list.indexOf(500_000)).toBe(499_999)
  })

  it('asks for the page ahead of slow steps, either way, and for none behind the end', async () => {
    const engine = new SlowEngine()
    const list = new ConnectionList(engine.client)
    list.ask({})
    engine.asked[0]!.answer(1_030)
    await settle()
    const asked = (first: number): number[] => {
      const before = engine.asked.length
      list.show([[first, first + 15]])
      return engine.asked.slice(before).map(({ request }) => request.offset)
    }
    expect([asked(20), asked(40), asked(700), asked(640), asked(1_014)]).toStrictEqual([
      [],
      [100],
      [700],
      [500, 600],
      [1_000],
    ])
    expect(asked(1_015)).toStrictEqual([])
  })

  it('takes back what scrolled out of view before it came, and asks again when it is back', async () => {
    const engine = new SlowEngine()
    const list = new ConnectionList(engine.client)
    list.ask({})
    engine.asked[0]!.answer(1_000_000)
    await settle()
    list.show([[5_000, 5_020]])
    list.show([[9_000, 9_020]])
    expect(engine.asked[1]!.signal?.aborted).toBe(true)
    list.show([[5_000, 5_020]])
    engine.asked[3]!.answer(1_000_000)
    await settle()
    expect(list.row(5_000)?.id).toBe(5_001)
  })

  it('holds a bounded number of pages', async () => {
    const engine = new SlowEngine()
    const list = new ConnectionList(engine.client)
    list.ask({})
    engine.asked[0]!.answer(1_000_000)
    await settle()
    for (let page = 1; page < 120; page++) {
      list.show([[page * PAGE_ROWS, page * PAGE_ROWS]])
      engine.asked.at(-1)!.answer(1_000_000)
      await settle()
    }
    const held = Array.from({ length: 120 }, (_, page) => list.row(page * PAGE_ROWS)).filter(Boolean)
    expect(held.length).toBeLessThanOrEqual(40)
    expect(list.row(119 * PAGE_ROWS)).toBeDefined()
  })

  it('shows the first rows before all are counted, and becomes no shorter while they are counted again', async () => {
    const engine = new SlowEngine()
    const list = new ConnectionList(engine.client)
    list.ask({ filter: 'outcome:failed' })
    engine.asked[0]!.answer(250, false)
    await settle()
    expect([list.row(0)?.id, list.total, list.counting, engine.counts.length]).toStrictEqual([1, 250, true, 1])
    engine.counts[0]!.answer(200_000)
    await settle()
    expect([list.total, list.counting]).toStrictEqual([200_000, false])
    list.refresh()
    engine.asked[1]!.answer(250, false)
    await settle()
    expect([list.total, list.counting]).toStrictEqual([200_000, false])
    engine.counts[1]!.answer(200_007)
    await settle()
    expect(list.total).toBe(200_007)
  })

  it('takes the count back with the query, or when a page brings it', async () => {
    const engine = new SlowEngine()
    const list = new ConnectionList(engine.client)
    list.ask({ filter: 'a' })
    engine.asked[0]!.answer(250, false)
    await settle()
    list.ask({ filter: 'ab' })
    expect(engine.counts[0]!.signal?.aborted).toBe(true)
    engine.asked[1]!.answer(150, false)
    await settle()
    list.show([[100, 120]])
    engine.asked[2]!.answer(7_000)
    await settle()
    expect([list.total, list.counting, engine.counts[1]!.signal?.aborted]).toStrictEqual([7_000, false, true])
  })

  it('keeps the rows on the screen while it asks again', async () => {
    const engine = new SlowEngine()
    const list = new ConnectionList(engine.client)
    list.ask({})
    engine.asked[0]!.answer(3)
    await settle()
    list.refresh()
    expect(list.row(0)).toBeDefined()
    engine.asked[1]!.answer(4)
    await settle()
    expect(list.total).toBe(4)
  })
})
