/**
 * What passes between the Electron main process and the preload bridge, beside the engine's port, as plain names. Everything else that the
 * window wants goes over the port to the engine, and the main process sees nothing of it.
 */

/** Asked by the bridge; main/app/handle.ts checks who asks and what. */
export const ASKS = {
  /** The bridge listens: hand over a port to the engine, and then whatever was waiting for a window. */
  connect: 'shell.connect',
  /** Show the system's dialog; answered with the paths that were picked. */
  pickFiles: 'shell.pickFiles',
  /** Show the system's dialog for a file to write; answered with its path, null when cancelled. It has asked before one is replaced. */
  pickTarget: 'shell.pickTarget',
  /** Show a file that was written in the system's file manager; it is not opened. */
  reveal: 'shell.reveal',
  /** Paths were dropped on the window: they belong into the system's list of recent documents. */
  remember: 'shell.remember',
} as const

/** Told to the bridge. */
export const TELLS = {
  /** Carries one MessagePort, whose other end the engine holds. */
  port: 'shell.port',
  /** The engine is gone; a port follows if it can be started again. */
  down: 'shell.down',
  openPaths: 'shell.openPaths',
  command: 'shell.command',
} as const

/** The menu's commands to the window. */
export const COMMANDS = [
  'open',
  'save',
  'save-as',
  'new',
  'example',
  'report',
  'export',
  'collect',
  'copy-table',
  'copy-ladder-png',
  'copy-finding',
  'back',
  'forward',
  'theme',
  'density',
  'filter',
] as const

export type Command = (typeof COMMANDS)[number]
