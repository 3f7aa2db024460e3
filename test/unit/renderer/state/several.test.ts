import { expect, it } from 'vitest'
import type { EngineClient } from '../../../../preload/contract/carrier.ts'
import { Several } from '../../../../renderer/state/several.svelte.ts'

const settle = (): Promise<void> => new Promise((done) => void setTimeout(done))

/** A case whose connections are joined by the test: the id of each that was asked for, to the one that speaks for it. */
function several() {
  const joined = new Map<number, number>()
  const now = (id: number): number => joined.get(id) ?? id
  const legs = (id: number): number[] => [id, ...[...joined].filter(([, to]) => to === id).map(([from]) => from)]
  const asked: string[] = []
  const request = (channel: string, { connections }: { readonly connections: readonly number[] }): Promise<unknown> => {
    asked.push(channel)
    return Promise.resolve({
      ok: true,
      value:
        channel === 'connection.standing'
          ? { standing: connections.map((id) => ({ id: now(id), legs: legs(now(id)) })) }
          : { handshakes: connections.map((id) => ({ row: { id: now(id) } })), facts: [] },
    })
  }
  return { several: new Several({ request } as unknown as EngineClient), joined, asked }
}

it('are asked for again when one of them was joined to another connection, and only then', async () => {
  const { several: one, joined, asked } = several()
  const compared = (): number => asked.filter((channel) => channel === 'compare.several').length
  one.show([3, 5, 7])
  await settle()
  await one.refresh()
  expect(compared()).toBe(1)
  joined.set(5, 2)
  await one.refresh()
  expect(compared()).toBe(2)
  expect(one.connections).toEqual([3, 2, 7])
  // One more leg numbers its messages anew.
  joined.set(9, 7)
  await one.refresh()
  expect(compared()).toBe(3)
  await one.refresh()
  expect(compared()).toBe(3)
})
