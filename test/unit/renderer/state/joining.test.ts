import { expect, it, vi } from 'vitest'
import type { EngineClient, Result } from '../../../../preload/contract/carrier.ts'
import { Joining } from '../../../../renderer/state/joining.svelte.ts'

const settle = (): Promise<void> => new Promise((done) => void setTimeout(done))

/** An engine that answers when the test says so. */
function joining() {
  const asked: { readonly request: unknown; answer(result: Result<unknown>): Promise<void> }[] = []
  const engine = {
    request: (_: string, request: unknown) =>
      new Promise<Result<unknown>>((resolve) => {
        asked.push({
          request,
          answer: (result) => {
            resolve(result)
            return settle()
          },
        })
      }),
  } as unknown as EngineClient
  const failed = vi.fn<(message: string) => void>()
  const place = { shown: () => undefined, select: () => undefined, failed, did: () => undefined }
  return { joining: new Joining(engine, place), asked, failed }
}

it('keeps marks on the connections that theirs were joined to, and none on what left', async () => {
  const { joining: one, asked } = joining()
  for (const id of [2, 5, 7, 9]) one.toggle(id)
  void one.refresh()
  expect(asked.at(-1)?.request).toEqual({ connections: [2, 5, 7, 9] })
  const of = (id: number) => ({ id, legs: [id] })
  await asked.at(-1)?.answer({ ok: true, value: { standing: [of(2), of(2), null, of(8)] } })
  expect([...one.marked]).toEqual([2, 8])
})

it('does not take back a mark that was made while it asked', async () => {
  const { joining: one, asked } = joining()
  one.toggle(2)
  void one.refresh()
  one.toggle(3)
  await asked[0]?.answer({ ok: true, value: { standing: [null] } })
  expect([...one.marked]).toEqual([2, 3])
})

it('asks nothing where nothing is marked', () => {
  const { joining: one, asked } = joining()
  void one.refresh()
  expect(asked).toEqual([])
})

it('says so where the engine stops while connections are joined', async () => {
  const { joining: one, asked, failed } = joining()
  void one.join([1, 2])
  await asked[0]?.answer({ ok: false, code: 'disconnected', message: 'The engine stopped in the middle.' })
  expect(failed).toHaveBeenCalledWith('The engine stopped in the middle.')
})
