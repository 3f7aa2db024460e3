import type { ReadableCase } from './open.ts'

/**
 * What `read` returns, read from the case as it is at one moment: ingest writes in another thread, also between two statements that belong together.
 * `read` runs to its end at once, and sees nothing that is written meanwhile, by itself neither (https://www.sqlite.org/isolation.html).
 */
export function atOneMoment<T>({ db }: ReadableCase, read: () => T): T {
  return db.inTransaction ? read() : db.transaction(read).deferred()
}
