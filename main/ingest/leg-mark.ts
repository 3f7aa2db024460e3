import type { StoredLeg } from '../../db/query/leg-list.ts'

/** What of a leg tells it from others, whatever number it has. */
type MarkedLeg = Pick<
  StoredLeg,
  | 'role'
  | 'transport'
  | 'clientRandom'
  | 'client'
  | 'server'
  | 'startNs'
  | 'job'
  | 'process'
  | 'thread'
  | 'connectionId'
  | 'handle'
>

/**
 * A leg by what it shows, and the path of its source: so it is known again when its source was read again, and when the file was moved, by what it
 * shows alone.
 */
export function legMark(leg: MarkedLeg, path: string): string {
  return JSON.stringify([contentMark(leg), path])
}

export function contentMark(leg: MarkedLeg): string {
  const { role, transport, clientRandom, client, server, startNs, job, process, thread, connectionId, handle } = leg
  const ends = [client, server].map((end) => (end === undefined ? null : `${end.address} ${end.port}`))
  return JSON.stringify([
    role,
    transport,
    clientRandom ?? null,
    ...ends,
    startNs?.toString() ?? null,
    ...[job, process, thread, connectionId, handle].map((text) => text ?? null),
  ])
}

/** The two parts of a mark; undefined for what is none, as a case file may come from anybody. */
export function partsOf(mark: string): { readonly content: string; readonly path: string } | undefined {
  try {
    const parsed: unknown = JSON.parse(mark)
    if (!Array.isArray(parsed)) return undefined
    const [content, path] = parsed as unknown[]
    return typeof content === 'string' && typeof path === 'string' ? { content, path } : undefined
  } catch {
    return undefined
  }
}
