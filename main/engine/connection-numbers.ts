import { breathe } from './breathe.ts'
import type { OpenCase } from './open-case.ts'

/** Ids read at a time. */
const AT_ONCE = 20_000

/** Places of connections in order of start, from 1: what `analyze` calls them. */
export async function numbersOf(
  open: OpenCase,
  wanted: ReadonlySet<number>,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, number>> {
  const numbers = new Map<number, number>()
  for (let offset = 0; numbers.size < wanted.size; offset += AT_ONCE) {
    const { ids } = await open.list.page(
      { terms: [], order: 'start', descending: false, offset, limit: AT_ONCE },
      signal,
    )
    ids.forEach((id, at) => {
      if (wanted.has(id)) numbers.set(id, offset + at + 1)
    })
    if (ids.length < AT_ONCE) break
    await breathe(signal)
  }
  return numbers
}
