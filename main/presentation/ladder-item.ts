import type { EventRow, MessageRow, TraceNote } from '../../preload/contract/connection.ts'

/** Notes in a row between two messages that are shown one by one; more are folded. */
const NOTES_UNFOLDED = 4
/** Notes that stay in view at the head of a fold, so that the eye still sees which function was entered. */
const NOTES_AHEAD = 2

export type LadderItem =
  | { readonly kind: 'message'; readonly message: MessageRow }
  | { readonly kind: 'event'; readonly event: EventRow }
  | { readonly kind: 'data'; readonly events: readonly EventRow[] }
  | { readonly kind: 'note'; readonly note: TraceNote }
  | { readonly kind: 'fold'; readonly notes: readonly TraceNote[]; readonly fold: string; readonly open: boolean }

interface Loose {
  readonly afterMessage: number
  readonly timeNs: bigint | null
  readonly item:
    { readonly kind: 'event'; readonly event: EventRow } | { readonly kind: 'note'; readonly note: TraceNote }
}

export interface LadderInput {
  readonly messages: readonly MessageRow[]
  readonly events: readonly EventRow[]
  readonly traceNotes: readonly TraceNote[]
}

/** The folds that are open, by name; `all`: nothing is folded. */
export type OpenFolds = ReadonlySet<string> | 'all'

/** Whether a note must stay in view. */
export type Kept = (note: TraceNote) => boolean

/**
 * Messages, events and notes in one order: by the message they come after, then by time where both have one, else as given. Application
 * data in a row becomes one item; many notes in a row are folded unless `open` holds the fold's name. Neither errors nor what `keep` asks for are folded away.
 */
export function ladderItems(input: LadderInput, open: OpenFolds, keep: Kept = () => false): readonly LadderItem[] {
  const loose: Loose[] = [
    ...input.events.map((event): Loose => ({
      afterMessage: event.afterMessage,
      timeNs: event.timeNs,
      item: { kind: 'event', event },
    })),
    ...input.traceNotes.map((note): Loose => ({
      afterMessage: note.afterMessage,
      timeNs: note.timeNs,
      item: { kind: 'note', note },
    })),
  ]
  loose.sort(
    (a, b) =>
      a.afterMessage - b.afterMessage ||
      (a.timeNs === null || b.timeNs === null ? 0 : a.timeNs < b.timeNs ? -1 : a.timeNs > b.timeNs ? 1 : 0),
  )

  const items: LadderItem[] = []
  let next = 0
  const takeLoose = (upTo: number): void => {
    const from = next
    while (next < loose.length && (loose[next]?.afterMessage ?? Infinity) <= upTo) next++
    foldRuns(loose.slice(from, next), items, open, keep)
  }
  takeLoose(0)
  for (const message of input.messages) {
    items.push({ kind: 'message', message })
    takeLoose(message.n)
  }
  takeLoose(Infinity)
  return items
}

function foldRuns(run: readonly Loose[], into: LadderItem[], open: OpenFolds, keep: Kept): void {
  let at = 0
  while (at < run.length) {
    const first = run[at]
    if (!first) return
    let end = at + 1
    const kind = kindOf(first)
    while (end < run.length && kind !== 'event' && kindOf(run[end]) === kind) end++
    if (kind === 'data')
      into.push({
        kind: 'data',
        events: run.slice(at, end).flatMap(({ item }) => (item.kind === 'event' ? [item.event] : [])),
      })
    else if (kind === 'note')
      foldNotes(
        run.slice(at, end).flatMap(({ item }) => (item.kind === 'note' ? [item.note] : [])),
        into,
        open,
        keep,
      )
    else into.push(first.item)
    at = end
  }
}

function foldNotes(notes: readonly TraceNote[], into: LadderItem[], open: OpenFolds, keep: Kept): void {
  const first = notes[0]
  if (!first) return
  if (notes.length <= NOTES_UNFOLDED || open === 'all') {
    for (const note of notes) into.push({ kind: 'note', note })
    return
  }
  const fold = `${first.source}-${first.line}`
  const isOpen = open.has(fold)
  const kept = (note: TraceNote, i: number): boolean =>
    i < NOTES_AHEAD || i === notes.length - 1 || isError(note) || keep(note)
  const hidden = notes.filter((note, i) => !kept(note, i))
  if (hidden.length < 2) {
    for (const note of notes) into.push({ kind: 'note', note })
    return
  }
  notes.forEach((note, i) => {
    if (i === NOTES_AHEAD) into.push({ kind: 'fold', notes: hidden, fold, open: isOpen })
    if (isOpen || kept(note, i)) into.push({ kind: 'note', note })
  })
}

/** AT-TLS and the Policy Agent report errors with these. */
const LOGGED_ERROR = /^(?:EZD128[67]I|ICH408I|(?:SYS|OBJ|PROT)ERR)$/

export function isError(note: TraceNote): boolean {
  return note.description.includes('ERROR') || LOGGED_ERROR.test(note.description)
}

function kindOf(loose: Loose | undefined): 'data' | 'note' | 'event' {
  return loose?.item.kind === 'note' ? 'note' : loose?.item.event.kind === 'application_data' ? 'data' : 'event'
}
