import { expect, it } from 'vitest'
import type { Result } from '../../../../preload/contract/carrier.ts'
import { SourceSearch } from '../../../../renderer/state/source-search.svelte.ts'

it('says that it was stopped, not that there is nothing', async () => {
  const search = new SourceSearch({
    request: (_channel: string, _request: unknown, signal: AbortSignal) =>
      new Promise<Result<never>>((resolve) => {
        signal.addEventListener('abort', () => {
          resolve({ ok: false, code: 'aborted', message: 'Stopped.' })
        })
      }),
    on: () => () => undefined,
  })
  const run = search.run(1, { text: 'x', regex: false, matchCase: false })
  search.stop()
  await run
  expect(search).toMatchObject({ running: false, stopped: true, failure: undefined })
  search.clear()
  expect(search.stopped).toBe(false)
})
