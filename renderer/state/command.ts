import { MOST_COMPARED } from './address-bar.ts'
import { toggledTerms } from './filter-terms.ts'
import { comparableSources } from './settings-comparison.svelte.ts'
import type { Workspace } from './workspace.svelte.ts'

export interface Command {
  readonly id: string
  readonly title: string
  readonly group: 'Case' | 'Connection' | 'Go to' | 'Show' | 'Compare' | 'Copy' | 'Help'
  /** Keys in the spelling of KeyboardEvent.key, `Mod` for Ctrl or the Mac's command key; with `Alt` they start so; `Shift` is only shown, the key itself is another with it. */
  readonly keys?: readonly string[]
  /** A text field that is typed in keeps the keys for itself. */
  readonly yields?: boolean
  readonly enabled: (workspace: Workspace) => boolean
  readonly run: (workspace: Workspace) => void
}

const always = (): boolean => true
const withCase = (workspace: Workspace): boolean => workspace.case.state?.open ?? false
const withConnection = (workspace: Workspace): boolean => workspace.handshake.connection !== undefined

const withEvidence = (workspace: Workspace): boolean =>
  workspace.handshake.detail?.findings.some(({ evidence }) => evidence.length > 0) ?? false

const focus = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus()

/** Everything that can be done from the palette, a shortcut or the shell's menu; one list, so that the three agree. */
export const COMMANDS: readonly Command[] = [
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
    id: 'copy-table',
    title: 'Copy the table in view: for a spreadsheet',
    group: 'Copy',
    keys: ['t'],
    enabled: (w) => w.copying.tables.length > 0,
    run: (w) => void w.copying.tablesAs('tsv'),
  },
  {
    id: 'copy-table-markdown',
    title: 'Copy the table in view: as Markdown',
    group: 'Copy',
    keys: ['Shift', 'T'],
    enabled: (w) => w.copying.tables.length > 0,
    run: (w) => void w.copying.tablesAs('markdown'),
  },
  {
    id: 'copy-connections',
    title: 'Copy the list of connections: for a spreadsheet',
    group: 'Copy',
    keys: ['y'],
    enabled: (w) => (w.case.state?.connections ?? 0) > 0,
    run: (w) => void w.copying.connections(),
  },
  {
    id: 'copy-finding',
    title: 'Copy the finding as text',
    group: 'Copy',
    keys: ['w'],
    enabled: (w) => (w.handshake.detail?.findings.length ?? 0) > 0,
    run: (w) => void w.copying.finding(),
  },
  {
    id: 'copy-ladder-svg',
    title: 'Copy the ladder as SVG',
    group: 'Copy',
    keys: ['l'],
    enabled: withConnection,
    run: (w) => void w.copying.ladder('svg'),
  },
  {
    id: 'copy-ladder-png',
    title: 'Copy the ladder as a picture (PNG)',
    group: 'Copy',
    keys: ['Shift', 'L'],
    enabled: withConnection,
    run: (w) => void w.copying.ladder('png'),
  },
  {
    id: 'report',
    title: 'Report: HTML, PDF, Markdown, JSON…',
    group: 'Case',
    keys: ['r'],
    enabled: (w) => withCase(w) && !(w.case.state?.indexing ?? false) && (w.case.state?.connections ?? 0) > 0,
    run: (w) => w.reporting.show(),
  },
  {
    id: 'export',
    title: 'Export connections: pcapng, table, certificates…',
    group: 'Case',
    keys: ['Shift', 'X'],
    enabled: (w) => withCase(w) && !(w.case.state?.indexing ?? false),
    run: (w) => w.exporting.show(),
  },
  {
    id: 'collect',
    title: 'How to collect a trace on z/OS…',
    group: 'Help',
    keys: ['g'],
    enabled: always,
    run: (w) => w.collecting.show(),
  },
  {
    id: 'cancel',
    title: 'Stop indexing',
    group: 'Case',
    enabled: (w) => w.case.state?.indexing ?? false,
    run: (w) => void w.case.cancel(null),
  },
  {
    id: 'back',
    title: 'Back to the last place',
    group: 'Go to',
    keys: ['Alt', 'ArrowLeft'],
    enabled: (w) => w.places.canGoBack,
    run: (w) => w.places.back(),
  },
  {
    id: 'forward',
    title: 'Forward again',
    group: 'Go to',
    keys: ['Alt', 'ArrowRight'],
    enabled: (w) => w.places.canGoForward,
    run: (w) => w.places.forward(),
  },
  {
    id: 'filter',
    title: 'Filter connections',
    group: 'Go to',
    keys: ['/'],
    enabled: withCase,
    run: () => focus('#filter'),
  },
  {
    id: 'overview',
    title: 'Overview of the case',
    group: 'Go to',
    keys: ['0'],
    enabled: withCase,
    run: (w) => w.showOverview(),
  },
  {
    id: 'list',
    title: 'Connections list',
    group: 'Go to',
    keys: ['1'],
    enabled: withCase,
    run: () => focus('[data-focus="connections"]'),
  },
  {
    id: 'ladder',
    title: 'Ladder',
    group: 'Go to',
    keys: ['2'],
    enabled: withConnection,
    run: (w) => w.openTab('ladder'),
  },
  {
    id: 'negotiation',
    title: 'Negotiation: offered and accepted',
    group: 'Go to',
    keys: ['3'],
    enabled: withConnection,
    run: (w) => w.openTab('negotiation'),
  },
  {
    id: 'certificates',
    title: 'Certificates',
    group: 'Go to',
    keys: ['4'],
    enabled: withConnection,
    run: (w) => w.openTab('certificates'),
  },
  {
    id: 'table',
    title: 'Messages as a table',
    group: 'Go to',
    keys: ['5'],
    enabled: withConnection,
    run: (w) => w.openTab('table'),
  },
  {
    id: 'source',
    title: 'Source: its text, line by line',
    group: 'Go to',
    keys: ['6'],
    enabled: withCase,
    run: (w) => w.openTab('source'),
  },
  {
    id: 'notes',
    title: 'Notes',
    group: 'Go to',
    keys: ['7'],
    enabled: withCase,
    run: (w) => w.openTab('notes'),
  },
  {
    id: 'codes',
    title: 'Codes: what return codes, messages and names mean',
    group: 'Go to',
    keys: ['x'],
    enabled: always,
    run: (w) => w.openCodes(),
  },
  {
    id: 'find',
    title: 'Find in the source',
    group: 'Go to',
    keys: ['Mod', 'f'],
    enabled: withCase,
    run: (w) => {
      w.openTab('source')
      // The tab may not be there yet.
      requestAnimationFrame(() => focus('#find'))
    },
  },
  {
    id: 'evidence',
    title: 'Next piece of evidence',
    group: 'Go to',
    keys: ['e'],
    enabled: withEvidence,
    run: (w) => w.followNext(1),
  },
  {
    id: 'evidence-back',
    title: 'Previous piece of evidence',
    group: 'Go to',
    keys: ['Shift', 'E'],
    enabled: withEvidence,
    run: (w) => w.followNext(-1),
  },
  {
    id: 'mark',
    title: 'Mark the connection to join it',
    group: 'Connection',
    keys: ['m'],
    enabled: withConnection,
    run: (w) => w.handshake.connection !== undefined && w.joining.toggle(w.handshake.connection),
  },
  {
    id: 'join',
    title: 'Join the marked connections',
    group: 'Connection',
    keys: ['+'],
    enabled: (w) => w.joining.marked.size > 1 && !w.joining.busy,
    run: (w) => void w.joining.join(),
  },
  {
    id: 'split',
    title: 'Split the connection by source',
    group: 'Connection',
    keys: ['-'],
    enabled: (w) => (w.handshake.detail?.legs.length ?? 0) > 1 && !w.handshake.stale && !w.joining.busy,
    run: (w) => w.handshake.connection !== undefined && void w.joining.split(w.handshake.connection),
  },
  {
    id: 'undo',
    title: 'Undo the last note, join or split',
    group: 'Case',
    keys: ['Mod', 'z'],
    yields: true,
    enabled: (w) =>
      ((w.case.state?.handDecisions ?? 0) > 0 || w.notes.list.undo !== null) && !w.joining.busy && !w.notes.busy,
    run: (w) => w.undo(),
  },
  {
    id: 'redo',
    title: 'Redo the note that was undone',
    group: 'Case',
    keys: ['Mod', 'Shift', 'z'],
    yields: true,
    enabled: (w) => w.notes.list.redo !== null && !w.notes.busy,
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
  {
    id: 'failed',
    title: 'Show failed connections only',
    group: 'Show',
    keys: ['f'],
    enabled: withCase,
    run: (w) => toggleFilter(w, 'outcome:failed'),
  },
  {
    id: 'compare-nearest',
    title: 'Compare with the nearest good one',
    group: 'Compare',
    keys: ['c'],
    enabled: withConnection,
    run: (w) => void w.compareWithNearest(),
  },
  {
    id: 'compare-file',
    title: 'Compare with the nearest good one of another file',
    group: 'Compare',
    keys: ['Shift', 'C'],
    enabled: withConnection,
    run: (w) => void w.compareWithFile(),
  },
  {
    id: 'compare-marked',
    title: 'Compare the marked connections',
    group: 'Compare',
    keys: ['Shift', 'M'],
    enabled: (w) => w.joining.marked.size > 1 && w.joining.marked.size <= MOST_COMPARED,
    run: (w) => w.compareMarked(),
  },
  {
    id: 'compare-settings',
    title: 'Compare settings: two policies or key rings',
    group: 'Compare',
    enabled: (w) => comparableSources(w.case.sources) !== undefined,
    run: (w) => w.compareSettings(),
  },
  {
    id: 'compare-a',
    title: 'Compare: this one as A',
    group: 'Compare',
    keys: ['a'],
    enabled: withConnection,
    run: (w) => w.chooseForComparison('a'),
  },
  {
    id: 'compare-b',
    title: 'Compare: this one as B',
    group: 'Compare',
    keys: ['b'],
    enabled: withConnection,
    run: (w) => w.chooseForComparison('b'),
  },
  {
    id: 'compare-swap',
    title: 'Swap A and B',
    group: 'Compare',
    keys: ['s'],
    enabled: (w) => w.comparing === 'pair' || w.comparing === 'settings',
    run: (w) => w.swapCompared(),
  },
  {
    id: 'compare-leave',
    title: 'Close the comparison',
    group: 'Compare',
    keys: ['Escape'],
    enabled: (w) => w.comparing !== undefined,
    run: (w) => w.leaveComparison(),
  },
  {
    id: 'close-message',
    title: 'Close the message',
    group: 'Show',
    keys: ['Escape'],
    enabled: (w) => w.handshake.messageNumber !== undefined || w.handshake.followed !== undefined,
    run: (w) => w.openMessage(undefined),
  },
  {
    id: 'theme',
    title: 'Switch theme: light, dark, system',
    group: 'Show',
    enabled: always,
    run: (w) => w.theme.turn(),
  },
  {
    id: 'palette',
    title: 'Command palette',
    group: 'Help',
    keys: ['Mod', 'k'],
    enabled: always,
    run: (w) => (w.paletteOpen = true),
  },
  {
    id: 'shortcuts',
    title: 'Keyboard shortcuts',
    group: 'Help',
    keys: ['?'],
    enabled: always,
    run: (w) => (w.shortcutsOpen = true),
  },
]

/** Adds terms to the filter in place of others of their names, or takes them out when they are all there. */
export function toggleFilter({ list }: Workspace, ...terms: readonly string[]): void {
  list.ask({ filter: toggledTerms(list.query.filter, ...terms) })
}

/** `⌘ K` on a Mac, `Ctrl K` elsewhere. */
export function keyLabels(keys: readonly string[], platform: string): readonly string[] {
  const mac = platform === 'darwin'
  const labels: Readonly<Record<string, string>> = {
    Mod: mac ? '⌘' : 'Ctrl',
    Alt: mac ? '⌥' : 'Alt',
    Escape: 'Esc',
    ArrowLeft: '←',
    ArrowRight: '→',
  }
  return keys.map((key) => labels[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}

/** The command that a key press means here and now; letters alone mean nothing while somebody types, and an open menu takes all keys for itself. */
export function commandFor(event: KeyboardEvent, workspace: Workspace): Command | undefined {
  const target = event.target instanceof HTMLElement ? event.target : undefined
  if (target?.closest('[role="menu"]')) return undefined
  const typing = target !== undefined && (target.matches('input, textarea, select') || target.isContentEditable)
  const mod = workspace.shell.platform === 'darwin' ? event.metaKey : event.ctrlKey
  return COMMANDS.find(({ keys, yields, enabled }) => {
    if (!keys || !enabled(workspace)) return false
    if (keys[0] === 'Mod')
      return (
        mod &&
        !(yields && typing) &&
        !event.altKey &&
        event.shiftKey === keys.includes('Shift') &&
        event.key.toLowerCase() === keys.at(-1)
      )
    if (keys[0] === 'Alt') return event.altKey && !typing && !mod && event.key === keys.at(-1)
    return !typing && !event.ctrlKey && !event.metaKey && !event.altKey && event.key === keys.at(-1)
  })
}
