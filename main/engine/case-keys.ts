import type { StoredSource } from '../../db/query/source-list.ts'
import { keyLog } from '../format/key-log.ts'
import { readers } from '../format/registry.ts'
import type { KeyUse } from '../ingest/key-logs.ts'

const CAPTURES: ReadonlySet<string> = new Set(readers.filter(({ kind }) => kind === 'packets').map(({ id }) => id))

/** What captures are read with: the key logs among the sources that were readable. */
export function keysAmong(sources: readonly StoredSource[], embedded: boolean): KeyUse {
  const keyLogs = sources.filter(({ format, state }) => format === keyLog.id && state !== 'refused')
  return { keyLogs: keyLogs.map(({ path }) => path), embedded }
}

/** Those that other secrets may open more of, or less. */
export function readCaptures(sources: readonly StoredSource[]): readonly StoredSource[] {
  return sources.filter(
    ({ format, state }) => format !== null && CAPTURES.has(format) && (state === 'ready' || state === 'partial'),
  )
}
