import { expect, it, vi } from 'vitest'
import type { EngineClient } from '../../../../preload/contract/carrier.ts'
import { CaseOverview } from '../../../../renderer/state/overview.svelte.ts'

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

it('counts a case that grows only while somebody looks', async () => {
  const request = vi.fn(() => Promise.resolve({ ok: true, value: {} }))
  const overview = new CaseOverview({ request } as unknown as EngineClient)
  overview.changed('')
  await settle()
  expect(request).not.toHaveBeenCalled()
  const stop = overview.watch()
  await overview.ask('')
  overview.changed('')
  await vi.waitFor(() => {
    expect(request).toHaveBeenCalledTimes(2)
  })
  await settle()
  overview.changed('')
  stop()
  await settle()
  expect(request).toHaveBeenCalledTimes(2)
  overview.forget()
  expect(overview.value).toBeUndefined()
})

it('asks once where two ask at the same time, and behind what else is asked for then', async () => {
  const request = vi.fn(() => Promise.resolve({ ok: true, value: {} }))
  const overview = new CaseOverview({ request } as unknown as EngineClient)
  const both = [overview.ask(''), overview.ask('outcome:failed')]
  expect(overview.asking).toBe(true)
  expect(request).not.toHaveBeenCalled()
  await Promise.all(both)
  expect(request).toHaveBeenCalledExactlyOnceWith(
    'case.overview',
    { filter: 'outcome:failed' },
    expect.any(AbortSignal),
  )
  expect(overview.filter).toBe('outcome:failed')
})
