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
  readonly asked: { readonly channel: string; readonly answer: (result: Result<unknown>) => void }[] = []
  readonly client = {
    request: (channel: string) =>
      new Promise<Result<unknown>>((answer) => {
        this.asked.push({ channel, answer })
      }),
    on: () => () => undefined,
  } as unknown as EngineClient

  /** Answers what waits on a channel. */
  async answer(channel: string, value: unknown): Promise<void> {
    for (const one of this.asked.filter((asked) => asked.channel === channel)) one.answer({ ok: true, value })
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
  await engine.answer('connection.detail', connections[0]!.detail)
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
    await engine.answer('connection.detail', connections[0]!.detail)
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
    comparison.refresh()
    await engine.answer('connection.detail', connections[0]!.detail)
    await engine.answer('compare.pair', reply)
    expect(comparison.value).toBe(reply)
  })

  it('say that a message could not be read, not that there is none', async () => {
    const engine = new SlowEngine()
    const comparison = new Comparison(engine.client)
    await shown(engine, comparison)
    await engine.fail('message.detail', { ok: false, code: 'not-found', message: 'Its bytes are gone.' })
    expect(comparison.messageFailures.a).toMatch(/could not be read.*Its bytes are gone/)
    comparison.refresh()
    expect(comparison.messageFailures.a).toBeUndefined()
  })
})
