import { always, type Command } from './command.ts'

/** What helps to find the rest. */
export const HELP_COMMANDS: readonly Command[] = [
  {
    id: 'collect',
    title: 'How to collect a trace on z/OS…',
    group: 'Help',
    keys: ['g'],
    enabled: always,
    run: (w) => w.collecting.show(),
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
