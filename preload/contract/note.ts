import { z } from 'zod'
import { NOTE_LENGTH } from './note-length.ts'
import { NumberedBy } from './standing.ts'

/** What a note is written on: the case, a connection, message `n` of it, or bytes `start` to before `end` of that. */
export const NoteSubject = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('case') }),
  z.strictObject({ on: z.literal('connection'), connection: z.int() }),
  z.strictObject({ on: z.literal('message'), connection: z.int(), n: z.int().min(1), legs: NumberedBy }),
  z.strictObject({
    on: z.literal('bytes'),
    connection: z.int(),
    n: z.int().min(1),
    legs: NumberedBy,
    start: z.int().min(0),
    end: z.int().min(1),
  }),
])

export const Note = z.object({
  id: z.int(),
  /** `A` to `Z`, then `AA`: its sign in drawings; it keeps it when others are deleted. */
  letter: z.string(),
  on: z.enum(['case', 'connection', 'message', 'bytes']),
  /** What it is about, as that was called when the note was made. */
  about: z.string(),
  /** Where that is now; null for the case, and where it is not in the case (any more). */
  connection: z.int().nullable(),
  /** Number of the message; null where the note is not on one, or that one is not found. */
  n: z.int().nullable(),
  /** First and end, among the message's bytes. */
  range: z.tuple([z.int(), z.int()]).nullable(),
  text: z.string(),
  madeMs: z.number(),
  changedMs: z.number(),
})

/** All notes of the case, the first made first; and what an undo or a redo would do, in words. */
export const NoteList = z.object({
  notes: z.array(Note),
  undo: z.string().nullable(),
  redo: z.string().nullable(),
})

export const noteText = z.string().trim().min(1).max(NOTE_LENGTH)

export type NoteSubject = z.infer<typeof NoteSubject>
export type Note = z.infer<typeof Note>
export type NoteList = z.infer<typeof NoteList>
