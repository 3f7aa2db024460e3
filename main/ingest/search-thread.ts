import { parentPort } from 'node:worker_threads'
import type { TextQuery } from './line-matcher.ts'
import { searchText } from './text-search.ts'

const SEARCH_ROLE = 'search'

/** A search, as the thread is given it. `line`: the thread writes there which line it is at, so that one that never ends is noticed. */
export interface SearchJob {
  readonly role: typeof SEARCH_ROLE
  readonly path: string
  readonly query: TextQuery
  readonly line: Float64Array
}

export type FromSearch =
  | { readonly kind: 'started' }
  | { readonly kind: 'hits'; readonly hits: readonly number[] }
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'done'; readonly more: boolean }
  | { readonly kind: 'failed'; readonly message: string }

export function searchJob(path: string, query: TextQuery): SearchJob {
  return { role: SEARCH_ROLE, path, query, line: new Float64Array(new SharedArrayBuffer(8)) }
}

export function isSearchJob(given: unknown): given is SearchJob {
  return typeof given === 'object' && given !== null && 'role' in given && given.role === SEARCH_ROLE
}

/** One search, then the thread ends. */
export function serveAsSearcher({ path, query, line }: SearchJob): void {
  const tell = (message: FromSearch): void => parentPort?.postMessage(message)
  tell({ kind: 'started' })
  searchText(path, query, {
    hits: (hits) => tell({ kind: 'hits', hits }),
    progress: (bytes) => tell({ kind: 'progress', bytes }),
    line: (number) => void (line[0] = number),
  })
    .then(({ more }) => tell({ kind: 'done', more }))
    .catch((error: unknown) =>
      tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    )
}
