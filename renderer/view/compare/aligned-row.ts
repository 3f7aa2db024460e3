import type { AlignedRow } from '../../../preload/contract/comparison.ts'
import type { ConnectionDetail, MessageRow } from '../../../preload/contract/connection.ts'
import { gap } from '../../../main/presentation/format.ts'

/** How a row of two is told apart at a glance, and in words. */
export function signOf({ state, differs }: AlignedRow): { readonly sign: string; readonly says: string } {
  if (state === 'moved') return { sign: '↕', says: 'in another place' }
  if (state !== 'same') return { sign: differs ? '≠' : '·', says: `only in ${state === 'only-a' ? 'A' : 'B'}` }
  return differs ? { sign: '≠', says: 'differs in what matters' } : { sign: '=', says: 'alike in what matters' }
}

/** Since the handshake's first message; empty for that one, and where the source has no times. */
export function since({ messages }: ConnectionDetail, { timeNs }: MessageRow): string {
  const first = messages[0]?.timeNs ?? null
  return timeNs === null || first === null || timeNs === first ? '' : gap(first, timeNs)
}
