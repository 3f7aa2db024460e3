import { expect, it, vi } from 'vitest'
import type { EngineClient } from '../../../../preload/contract/carrier.ts'
import { SourceLines } from '../../../../renderer/state/source-lines.svelte.ts'

it('asks what a line belongs to once one rests on it, or at once where somebody waits for that', async () => {
  const asked: number[] = []
  const lines = new SourceLines({
    request: (channel: string, request: { readonly line?: number }) => {
      if (channel === 'source.recordAt') asked.push(request.line ?? 0)
      return Promise.resolve(
        channel === 'source.recordAt'
          ? { ok: true, value: null }
          : { ok: true, value: { kind: 'text', lines: 9, complete: true, rows: [] } },
      )
    },
    on: () => () => undefined,
  } as unknown as EngineClient)
  lines.show(1)
  for (const line of [1, 2, 3]) lines.choose(line)
  expect(asked).toEqual([])
  await vi.waitFor(() => {
    expect(asked).toEqual([3])
  })
  lines.choose(4)
  expect(await lines.recordHere()).toBeNull()
  expect(asked).toEqual([3, 4])
})
