import { NO_EVIDENCE } from '../handshake.svelte.ts'
import type { Workspace } from '../workspace.svelte.ts'
import { always, noConnection, withCase, withConnection, type Command } from './command.ts'

/** What is not there yet may have some. */
const withEvidence = ({ handshake }: Workspace): boolean =>
  handshake.stale || (handshake.detail?.findings.some(({ evidence }) => evidence.length > 0) ?? false)

const noEvidence = (workspace: Workspace): string | undefined =>
  workspace.handshake.connection === undefined ? noConnection(workspace) : NO_EVIDENCE

const focus = (selector: string): void => document.querySelector<HTMLElement>(selector)?.focus()

/** Places of the window. */
export const GO_TO_COMMANDS: readonly Command[] = [
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
    whyNot: noConnection,
    run: (w) => w.openTab('ladder'),
  },
  {
    id: 'axis',
    title: 'Time axis, or back to the ladder',
    group: 'Go to',
    keys: ['v'],
    enabled: withConnection,
    whyNot: noConnection,
    run: (w) => w.openTab(w.tab === 'axis' ? 'ladder' : 'axis'),
  },
  {
    id: 'negotiation',
    title: 'Negotiation: offered and accepted',
    group: 'Go to',
    keys: ['3'],
    enabled: withConnection,
    whyNot: noConnection,
    run: (w) => w.openTab('negotiation'),
  },
  {
    id: 'certificates',
    title: 'Certificates',
    group: 'Go to',
    keys: ['4'],
    enabled: withConnection,
    whyNot: noConnection,
    run: (w) => w.openTab('certificates'),
  },
  {
    id: 'table',
    title: 'Messages as a table',
    group: 'Go to',
    keys: ['5'],
    enabled: withConnection,
    whyNot: noConnection,
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
    whyNot: noEvidence,
    run: (w) => void w.followNext(1),
  },
  {
    id: 'evidence-back',
    title: 'Previous piece of evidence',
    group: 'Go to',
    keys: ['Shift', 'E'],
    enabled: withEvidence,
    whyNot: noEvidence,
    run: (w) => void w.followNext(-1),
  },
  {
    id: 'link',
    title: 'Go to a link…',
    group: 'Go to',
    keys: ['Shift', 'D'],
    enabled: withCase,
    run: (w) => w.links.ask(),
  },
]
