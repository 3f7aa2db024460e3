import type { WritableCase } from '../../db/open.ts'
import { prepareLegsAfter } from '../../db/query/leg-list.ts'
import { prepareMessagesOfLeg } from '../../db/query/message-list.ts'
import { prepareNoteList } from '../../db/query/note-list.ts'
import { prepareSourceList } from '../../db/query/source-list.ts'
import { prepareNoteWriter } from '../../db/write/note-row.ts'
import type { TlsMessage } from '../tls/message.ts'
import { contentMark } from './leg-mark.ts'
import { findMessage, readNoteMark, type NoteMark } from './note-mark.ts'

/** Legs read at a time. */
const AT_ONCE = 2_000
/** Messages of a leg that a note is looked for among: as many as are shown. */
const MAX_MESSAGES = 2_000
/** Legs that show the same, as a file that is opened under two names has them. */
const MAX_ALIKE = 16

export interface FoundLeg {
  readonly id: number
  readonly source: number
  readonly stream: number
  readonly sha256: string | null
}

/** Finds what notes are about that have no place in the case: they came from another case, or their source was read anew. */
export function placeNotes(index: WritableCase, aborted: () => boolean): void {
  const lost = prepareNoteList(index)().flatMap(({ id, leg, mark: text }) => {
    const mark = leg === null ? readNoteMark(text) : undefined
    return mark && mark.legs.length > 0 ? [{ id, mark }] : []
  })
  if (lost.length === 0) return
  const found = findLegs(index, new Set(lost.flatMap(({ mark }) => mark.legs.map(({ leg }) => leg))), aborted)
  const messagesOf = prepareMessagesOfLeg(index)
  const writer = prepareNoteWriter(index)
  for (const { id, mark } of lost) {
    const place = placeOf(mark, found, (leg) => messagesOf(leg, MAX_MESSAGES))
    if (place) writer.place(id, place.leg, place.message)
  }
}

/** The first leg that shows it, one of the very same file before others. A message that is nowhere leaves its note with the connection. */
export function placeOf(
  { on, legs }: NoteMark,
  found: ReadonlyMap<string, readonly Pick<FoundLeg, 'id' | 'sha256'>[]>,
  messagesOf: (leg: number) => readonly TlsMessage[],
): { readonly leg: number; readonly message: number | null } | undefined {
  const candidates = legs.flatMap((marked) => (found.get(marked.leg) ?? []).map((leg) => ({ leg, marked })))
  candidates.sort((a, b) => Number(isSame(b)) - Number(isSame(a)))
  if (on === 'message' || on === 'bytes')
    for (const { leg, marked } of candidates) {
      const message = marked.message && findMessage(marked.message, messagesOf(leg.id))
      if (message !== undefined) return { leg: leg.id, message }
    }
  const [first] = candidates
  return first && { leg: first.leg.id, message: null }
}

function isSame({ leg, marked }: { leg: Pick<FoundLeg, 'sha256'>; marked: NoteMark['legs'][number] }): boolean {
  return marked.sha256 !== undefined && leg.sha256 === marked.sha256
}

/** All legs that show what is wanted, by their `contentMark`. A walk over the table. */
export function findLegs(
  index: WritableCase,
  wanted: ReadonlySet<string>,
  aborted: () => boolean,
): Map<string, FoundLeg[]> {
  const after = prepareLegsAfter(index)
  const hashes = new Map(prepareSourceList(index)().map(({ id, sha256 }) => [id, sha256]))
  const found = new Map<string, FoundLeg[]>()
  for (let last = 0; !aborted();) {
    const legs = after(last, AT_ONCE)
    for (const leg of legs) {
      last = leg.id
      const content = contentMark(leg)
      if (!wanted.has(content)) continue
      const alike = found.get(content) ?? []
      found.set(content, alike)
      if (alike.length < MAX_ALIKE)
        alike.push({ id: leg.id, source: leg.source, stream: leg.stream, sha256: hashes.get(leg.source) ?? null })
    }
    if (legs.length < AT_ONCE) break
  }
  return found
}
