import type { ReadableCase } from '../open.ts'
import { MAX_SOURCES } from './source-list.ts'

/** What is to be added to the times of each source, in nanoseconds, by its id. A table of as many rows as the case has files. */
export function prepareClockOffsets({ db }: ReadableCase) {
  const statement = db
    .prepare<[number], { id: bigint; offsetNs: bigint }>(
      'SELECT id, clock_offset_ns AS offsetNs FROM source ORDER BY id LIMIT ?',
    )
    .safeIntegers()
  return (): ReadonlyMap<number, bigint> =>
    new Map(statement.all(MAX_SOURCES).map(({ id, offsetNs }) => [Number(id), offsetNs]))
}
