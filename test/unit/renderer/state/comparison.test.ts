import { describe, expect, it } from 'vitest'
import type { EngineClient, Result } from '../../../../preload/contract/carrier.ts'
import { Comparison } from '../../../../renderer/state/comparison.svelte.ts'
import { standInConnections } from '../../../support/stand-in-case.ts'
import { standInComparison } from '../../../support/stand-in-comparison.ts'

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
const connections = standInConnections()
const gone: Result<never> = { ok: false, code: 'disconnected', message: 'The engine is gone.' }

/** An engine whose answers come when the test says so, in any order. */
class SlowEngine {
  readonly asked: {
    readonly channel: string
    readonly id: number
    readonly answer: (result: Result<unknown>) => void
  }[] = []
  readonly client = {
    request: (channel: string, { id = 0 }: { readonly id?: number }) =>
      new Promise<Result<unknown>>((answer) => {
        this.asked.push({ channel, id, answer })
      }),
    on: () => () => undefined,
  } as unknown as EngineClient

  /** Answers what waits on a channel. */
  async answer(channel: string, value: unknown): Promise<void> {
    for (const one of this.asked.filter((asked) => asked.channel === channel)) one.answer({ ok: true, value })
    await settle()
  }

  /** Answers with the connections that were asked for, or with those that they were joined to. */
  async tell(joinedInto: ReadonlyMap<number, number> = new Map()): Promise<void> {
    for (const { channel, id, answer } of this.asked) {
      const now = joinedInto.get(id) ?? id
      const detail = connections.find(({ detail: one }) => one.row.id === now)?.detail
      if (channel === 'connection.detail' && detail) answer({ ok: true, value: detail })
    }
    await settle()
  }

  async fail(channel: string, result: Result<never>): Promise<void> {
    for (const one of this.asked.filter((asked) => asked.channel === channel)) one.answer(result)
    await settle()
  }
}

const pair = { a: connections[0]!.detail.row.id, b: connections[1]!.detail.row.id }
const reply = standInComparison(pair, (id) => connections.find(({ detail }) => detail.row.id === id))

async function shown(engine: SlowEngine, comparison: Comparison): Promise<void> {
  comparison.show(pair.a, pair.b)
  await engine.tell()
  await engine.answer('compare.pair', reply)
}

describe('two handshakes beside each other', () => {
  it('keep what is on its way while a partner is looked for in vain', async () => {
    const engine = new SlowEngine()
    const comparison = new Comparison(engine.client)
    comparison.show(pair.a, pair.b)
    const nearest = comparison.withNearest(pair.a)
    await engine.answer('compare.nearest', { connection: null })
    expect(await nearest).toBe(false)
    await engine.tell()
    await engine.answer('compare.pair', reply)
    expect(comparison.value).toBe(reply)
  })

  it('are asked for again after the engine was gone', async () => {
    const engine = new SlowEngine()
    const comparison = new Comparison(engine.client)
    comparison.show(pair.a, pair.b)
    await engine.fail('connection.detail', gone)
    await engine.fail('compare.pair', gone)
    expect(comparison.value).toBeUndefined()
    void comparison.refresh()
    await engine.tell()
    await engine.answer('compare.pair', reply)
    expect(comparison.value).toBe(reply)
  })

  it('go by the numbers that they have since they were joined to others', async () => {
    const engine = new SlowEngine()
    const comparison = new Comparison(engine.client)
    comparison.show(901, pair.b)
    await engine.tell(new Map([[901, pair.a]]))
    await engine.answer('compare.pair', reply)
    expect([comparison.a, comparison.b]).toEqual([pair.a, pair.b])
    expect(comparison.value).toBe(reply)
  })

  it('say that a message could not be read, not that there is none', async () => {
    const engine = new SlowEngine()
    const comparison = new Comparison(engine.client)
    await shown(engine, comparison)
    await engine.fail('message.detail', { ok: false, code: 'not-found', message: 'Its bytes are gone.' })
    expect(comparison.messageFailures.a).toMatch(/could not be read.*Its bytes are gone/)
    void comparison.refresh()
    expect(comparison.messageFailures.a).toBeUndefined()
  })

  it('are asked for again when one of them was joined or split since, and only then', async () => {
    const engine = new SlowEngine()
    const comparison = new Comparison(engine.client)
    await shown(engine, comparison)
    const of = (id: number) => ({ id, legs: connections.find(({ detail }) => detail.row.id === id)?.detail.legs ?? [] })
    const standing = [pair.a, pair.b].map((id) => ({ id, legs: of(id).legs.map((leg) => leg.id) }))
    void comparison.refresh()
    await engine.answer('connection.standing', { standing })
    expect(comparison.value).toBe(reply)
    void comparison.refresh()
    const [a, b] = standing
    await engine.answer('connection.standing', { standing: [a && { ...a, legs: [...a.legs, 77] }, b] })
    expect(comparison.value).toBeUndefined()
    expect(engine.asked.at(-3)).toMatchObject({ channel: 'compare.pair' })
  })

  it('forget the one that waits for another when its source has left', async () => {
    const engine = new SlowEngine()
    const comparison = new Comparison(engine.client)
    comparison.choose('a', 901)
    void comparison.refresh()
    await engine.answer('connection.standing', { standing: [{ id: pair.a, legs: [pair.a, 901] }] })
    expect(comparison.a).toBe(pair.a)
    void comparison.refresh()
    await engine.answer('connection.standing', { standing: [null] })
    expect(comparison.a).toBeUndefined()
  })

  it('say so where they are one connection since', async () => {
    const engine = new SlowEngine()
    const comparison = new Comparison(engine.client)
    comparison.show(901, pair.a)
    await engine.tell(new Map([[901, pair.a]]))
    await engine.answer('compare.pair', reply)
    expect(comparison.value).toBeUndefined()
    expect(comparison.failure).toMatch(/one connection since/)
  })
})
