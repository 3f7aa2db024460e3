import type { Workspace } from '../workspace.svelte.ts'
import { always, withCase, type Command } from './command.ts'

/** What leaves gskope is of everything that the files hold. */
const whileRead = (what: string) => (workspace: Workspace) =>
  workspace.case.state?.indexing ? `${what} once the files are read.` : undefined
const report = whileRead('A report can be made')

/** The case as a whole: opened, saved, reported, taken back. */
export const CASE_COMMANDS: readonly Command[] = [
  {
    id: 'open',
    title: 'Open files…',
    group: 'Case',
    keys: ['Mod', 'o'],
    enabled: always,
    run: (w) => void w.door.pickFiles(),
  },
  { id: 'example', title: 'Open the example', group: 'Case', enabled: always, run: (w) => void w.door.openExample() },
  { id: 'new', title: 'Close the case', group: 'Case', enabled: withCase, run: (w) => void w.door.close() },
  {
    id: 'save',
    title: 'Save the case',
    group: 'Case',
    keys: ['Mod', 's'],
    enabled: withCase,
    run: (w) => void w.file.save(),
  },
  {
    id: 'save-as',
    title: 'Save the case as…',
    group: 'Case',
    keys: ['Mod', 'Shift', 's'],
    enabled: withCase,
    run: (w) => void w.file.saveAs(),
  },
  {
    id: 'locate',
    title: 'Say where missing files are…',
    group: 'Case',
    enabled: (w) => w.case.sources.some(({ away }) => away !== null),
    run: (w) => void w.file.locate(),
  },
  {
    id: 'report',
    title: 'Report: HTML, PDF, Markdown, JSON…',
    group: 'Case',
    keys: ['r'],
    enabled: (w) => withCase(w) && !(w.case.state?.indexing ?? false) && (w.case.state?.connections ?? 0) > 0,
    whyNot: (w) => report(w) ?? (withCase(w) ? 'There is no connection that a report could tell of.' : undefined),
    run: (w) => w.reporting.show(),
  },
  {
    id: 'export',
    title: 'Export connections: pcapng, table, certificates…',
    group: 'Case',
    keys: ['Shift', 'X'],
    enabled: (w) => withCase(w) && !(w.case.state?.indexing ?? false),
    whyNot: whileRead('Connections can be exported'),
    run: (w) => w.exporting.show(),
  },
  {
    id: 'cancel',
    title: 'Stop indexing',
    group: 'Case',
    enabled: (w) => w.case.state?.indexing ?? false,
    run: (w) => void w.case.cancel(null),
  },
  {
    id: 'undo',
    title: 'Undo the last note, join or split',
    group: 'Case',
    keys: ['Mod', 'z'],
    yields: true,
    enabled: (w) =>
      ((w.case.state?.handDecisions ?? 0) > 0 || w.notes.list.undo !== null) && !w.joining.busy && !w.notes.busy,
    whyNot: (w) =>
      w.joining.busy || w.notes.busy
        ? 'The last change is still being kept: press the key again.'
        : withCase(w)
          ? 'There is nothing to undo.'
          : undefined,
    run: (w) => w.undo(),
  },
  {
    id: 'redo',
    title: 'Redo the note that was undone',
    group: 'Case',
    keys: ['Mod', 'Shift', 'z'],
    yields: true,
    enabled: (w) => w.notes.list.redo !== null && !w.notes.busy,
    whyNot: (w) =>
      w.notes.busy
        ? 'The last change is still being kept: press the key again.'
        : withCase(w)
          ? 'There is nothing to do again.'
          : undefined,
    run: (w) => void w.notes.redo(),
  },
  {
    id: 'note',
    title: 'Write a note',
    group: 'Case',
    keys: ['n'],
    enabled: withCase,
    run: (w) => w.notes.begin(),
  },
]
