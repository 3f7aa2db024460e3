import { expect, it, vi } from 'vitest'
import type { EngineClient } from '../../../../preload/contract/carrier.ts'
import { Handshake } from '../../../../renderer/state/handshake.svelte.ts'

interface Asked {
  readonly id: number
  reply(): void
}

function handshake(): { readonly handshake: Handshake; readonly asked: Asked[] } {
  const asked: Asked[] = []
  const request = (_: string, { id }: { readonly id: number }, signal: AbortSignal): Promise<unknown> =>
    new Promise((resolve) => {
      signal.onabort = () => resolve({ ok: false, code: 'aborted', message: '' })
      asked.push({ id, reply: () => resolve({ ok: true, value: { row: { id } } }) })
    })
  return { handshake: new Handshake({ request } as unknown as EngineClient), asked }
}

it('is waited for also where it is asked for again meanwhile', async () => {
  const { handshake: one, asked } = handshake()
  one.show(1)
  const shown = one.shown()
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  void one.refresh()
  expect(asked).toHaveLength(2)
  asked[1]?.reply()
  expect((await shown)?.row.id).toBe(1)
})

it('is not told to who waited for the one of before', async () => {
  const { handshake: one, asked } = handshake()
  one.show(1)
  const told = vi.fn()
  void one.shown().then(told)
  one.show(2)
  await vi.waitFor(() => expect(asked.map(({ id }) => id)).toEqual([2]))
  asked[0]?.reply()
  expect((await one.shown())?.row.id).toBe(2)
  expect(told).not.toHaveBeenCalled()
})
