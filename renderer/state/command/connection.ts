import { noConnection, withCase, withConnection, type Command } from './command.ts'

const BUSY = 'The last join or split is still being made.'

/** What is done with the connection that is shown, or with those that are marked. */
export const CONNECTION_COMMANDS: readonly Command[] = [
  {
    id: 'mark',
    title: 'Mark the connection to join it',
    group: 'Connection',
    keys: ['m'],
    enabled: withConnection,
    whyNot: noConnection,
    run: (w) => w.handshake.connection !== undefined && w.joining.toggle(w.handshake.connection),
  },
  {
    id: 'join',
    title: 'Join the marked connections',
    group: 'Connection',
    keys: ['+'],
    enabled: (w) => w.joining.marked.size > 1 && !w.joining.busy,
    whyNot: (w) =>
      w.joining.busy
        ? BUSY
        : withCase(w)
          ? 'Mark the connections to join first: two at least, with the key m.'
          : undefined,
    run: (w) => void w.joining.join(),
  },
  {
    id: 'split',
    title: 'Split the connection by source',
    group: 'Connection',
    keys: ['-'],
    enabled: (w) => (w.handshake.detail?.legs.length ?? 0) > 1 && !w.handshake.stale && !w.joining.busy,
    whyNot: (w) => {
      if (w.handshake.connection === undefined) return noConnection(w)
      if (w.joining.busy) return BUSY
      return w.handshake.stale
        ? 'The connection is still on its way: press the key again when it is shown.'
        : 'One source alone shows this connection: there is nothing to split.'
    },
    run: (w) => w.handshake.connection !== undefined && void w.joining.split(w.handshake.connection),
  },
]
