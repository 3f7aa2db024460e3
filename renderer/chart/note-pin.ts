import type { Mark } from '../../main/presentation/ladder-mark.ts'
import type { Note } from '../../preload/contract/note.ts'

const PIN = { heightPx: 15, charPx: 7, paddingPx: 8, leftPx: 8, topPx: 4 } as const
/** More letters than these are shortened to the first ones and how many more. */
const MOST_LETTERS = 3

/** The letters of the notes that stand in one place of a drawing. */
export interface NotePin {
  readonly key: string
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly text: string
  readonly notes: readonly Note[]
}

/** `A`, `A B`, `A B +5`. */
export function lettersText(notes: readonly Note[]): string {
  const letters = notes
    .slice(0, notes.length > MOST_LETTERS ? MOST_LETTERS - 1 : MOST_LETTERS)
    .map(({ letter }) => letter)
  const more = notes.length - letters.length
  return [...letters, ...(more > 0 ? [`+${more}`] : [])].join(' ')
}

export function pinWidth(text: string): number {
  return Math.max(PIN.heightPx, text.length * PIN.charPx + PIN.paddingPx)
}

/** One pin for each message of the ladder that somebody wrote on, at the left of its row. */
export function ladderPins(marks: readonly Mark[], notes: readonly Note[]): readonly NotePin[] {
  const byMessage = Map.groupBy(notes, ({ n }) => n)
  return marks.flatMap((mark): NotePin[] => {
    const here = mark.kind === 'message' ? byMessage.get(mark.message.n) : undefined
    if (!here) return []
    const text = lettersText(here)
    return [{ key: mark.key, x: PIN.leftPx, y: mark.y + PIN.topPx, widthPx: pinWidth(text), text, notes: here }]
  })
}

/** The pin of notes on a connection as a whole, in the head of its ladder; none without such notes. */
export function connectionPin(notes: readonly Note[]): readonly NotePin[] {
  if (notes.length === 0) return []
  const text = lettersText(notes)
  return [{ key: 'connection', x: PIN.leftPx, y: 2 * PIN.topPx, widthPx: pinWidth(text), text, notes }]
}

/** Bytes with the letters of the notes that begin there; drawn under and above them. */
export interface NotedBytes {
  readonly start: number
  readonly end: number
  readonly letter: string
  readonly id: number
}

/** The noted ranges of a message, the first in it first. */
export function notedBytes(notes: readonly Note[], message: number): readonly NotedBytes[] {
  return notes
    .flatMap(({ n, range, letter, id }) =>
      n === message && range ? [{ start: range[0], end: range[1], letter, id }] : [],
    )
    .sort((a, b) => a.start - b.start || a.id - b.id)
}
