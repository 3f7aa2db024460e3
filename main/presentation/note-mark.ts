import type { TraceNote } from '../../preload/contract/connection.ts'
import { count } from './format.ts'
import { isError, type LadderItem } from './ladder-item.ts'
import type { FoldMark, NoteMark } from './ladder-mark.ts'
import { MONO_PX, SANS_PX, wrap } from './ladder-text.ts'

const HEIGHT = { note: 23, noteLine: 15, fold: 30 } as const

/** A trace record or a log message, beside the lanes. */
export function noteMark(note: TraceNote, y: number, time: string, x: number, room: number): NoteMark {
  const error = isError(note)
  const name = wrap(note.functionName ?? note.description, room, MONO_PX, 2)
  const says = wrap(note.detail.join('; '), room, SANS_PX - 0.8, error ? 3 : 2)
  return {
    kind: 'note',
    key: `note-${note.source}-${note.line}`,
    y,
    heightPx: HEIGHT.note + (name.length - 1 + says.length) * HEIGHT.noteLine,
    time,
    note,
    tone: error ? 'bad' : 'ink',
    x,
    name,
    says,
  }
}

/** What opens or closes a run of them. */
export function foldMark(
  { fold, open, notes }: Extract<LadderItem, { readonly kind: 'fold' }>,
  y: number,
  x: number,
): FoldMark {
  return {
    kind: 'fold',
    key: `fold-${fold}`,
    y,
    heightPx: HEIGHT.fold,
    time: '',
    fold,
    open,
    x,
    label: open ? 'Fold again' : `${count(notes.length)} more`,
  }
}
