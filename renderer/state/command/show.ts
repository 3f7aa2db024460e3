import { always, withCase, type Command } from './command.ts'

/** What is in view, and how it looks. */
export const SHOW_COMMANDS: readonly Command[] = [
  {
    id: 'failed',
    title: 'Show failed connections only',
    group: 'Show',
    keys: ['f'],
    enabled: withCase,
    run: (w) => w.list.toggleTerms('outcome:failed'),
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
    id: 'density',
    title: 'Switch density: compact, comfortable',
    group: 'Show',
    enabled: always,
    run: (w) => w.density.turn(),
  },
  {
    id: 'saved-filters',
    title: 'Saved filters: save this one, take, rename, delete…',
    group: 'Show',
    keys: ['Shift', 'F'],
    enabled: withCase,
    run: (w) => w.savedFilters.show(),
  },
  {
    id: 'columns',
    title: 'Choose the columns of the list…',
    group: 'Show',
    keys: ['o'],
    enabled: withCase,
    run: (w) => w.columns.choose(),
  },
  {
    id: 'rows',
    title: 'List of connections: two lines or columns',
    group: 'Show',
    keys: ['Shift', 'O'],
    enabled: withCase,
    run: (w) => w.columns.lay(w.columns.form === 'lines' ? 'columns' : 'lines'),
  },
  {
    id: 'group',
    title: 'Group the list: by cause, client, server, server name, not at all',
    group: 'Show',
    keys: ['Shift', 'G'],
    enabled: withCase,
    run: (w) => w.groups.turn(),
  },
]
