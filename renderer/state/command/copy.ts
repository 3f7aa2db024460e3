import { withConnection, type Command } from './command.ts'

/** What goes to the clipboard. */
export const COPY_COMMANDS: readonly Command[] = [
  {
    id: 'copy-table',
    title: 'Copy the table in view: for a spreadsheet',
    group: 'Copy',
    keys: ['t'],
    enabled: (w) => w.copying.hasTables,
    run: (w) => void w.copying.tablesAs('tsv'),
  },
  {
    id: 'copy-table-markdown',
    title: 'Copy the table in view: as Markdown',
    group: 'Copy',
    keys: ['Shift', 'T'],
    enabled: (w) => w.copying.hasTables,
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
    enabled: (w) => w.copying.hasFinding,
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
    id: 'copy-link',
    title: 'Copy a link to this place of the case',
    group: 'Copy',
    keys: ['d'],
    enabled: (w) => w.case.state?.open ?? false,
    run: (w) => void w.links.copy(),
  },
]
