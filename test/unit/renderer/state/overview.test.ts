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
