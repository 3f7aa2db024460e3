import { withConnection, type Command } from './command.ts'

/** What is done with the connection that is shown, or with those that are marked. */
export const CONNECTION_COMMANDS: readonly Command[] = [
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
]
