import type { NoteList } from '../../../preload/contract/note.ts'
import type { Answers } from '../answer.ts'
import type { CaseHolder } from './connection.ts'

/** `note.*`: what people wrote. Each change answers with all notes as they are then. */
export function noteAnswers(engine: CaseHolder) {
  const changed = (change: () => void): Promise<NoteList> => {
    change()
    engine.case.notesChanged()
    return engine.case.notes.list()
  }
  return {
    'note.list': (_request, signal) => engine.case.notes.list(signal),
    'note.make': ({ subject, text }) => changed(() => engine.case.notes.make(subject, text)),
    'note.edit': ({ id, text }) => changed(() => engine.case.notes.edit(id, text)),
    'note.delete': ({ id }) => changed(() => engine.case.notes.remove(id)),
    'note.undo': async () => {
      if (engine.case.notes.undo()) await engine.case.placeNotes()
      return changed(() => undefined)
    },
    'note.redo': async () => {
      if (engine.case.notes.redo()) await engine.case.placeNotes()
      return changed(() => undefined)
    },
  } satisfies Partial<Answers>
}
