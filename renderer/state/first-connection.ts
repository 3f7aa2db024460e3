import type { EngineClient } from '../../preload/contract/carrier.ts'

/** The connection that most people came for: the first failed one, or, once all is read, the first one. Undefined where there is none yet. */
export async function firstConnection(engine: EngineClient, indexing: boolean): Promise<number | undefined> {
  // A failed one may still come while files are read.
  for (const filter of indexing ? ['outcome:failed'] : ['outcome:failed', '']) {
    const page = await engine.request('connection.page', {
      filter,
      sort: 'start',
      descending: false,
      offset: 0,
      limit: 1,
    })
    if (!page.ok) return undefined
    const [first] = page.value.rows
    if (first) return first.id
  }
  return undefined
}
