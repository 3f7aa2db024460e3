import type { Workspace } from '../workspace.svelte.ts'

export const COMMAND_GROUPS = ['Go to', 'Case', 'Connection', 'Show', 'Compare', 'Copy', 'Help'] as const

export interface Command {
  readonly id: string
  readonly title: string
  readonly group: (typeof COMMAND_GROUPS)[number]
  /** Keys in the spelling of KeyboardEvent.key, `Mod` for Ctrl or the Mac's command key; with `Alt` they start so; `Shift` is only shown, the key itself is another with it. */
  readonly keys?: readonly string[]
  /** A text field that is typed in keeps the keys for itself. */
  readonly yields?: boolean
  readonly enabled: (workspace: Workspace) => boolean
  /** Why it cannot be done now, where one would expect that it can: said to who presses its key. */
  readonly whyNot?: (workspace: Workspace) => string | undefined
  readonly run: (workspace: Workspace) => void
}

export const always = (): boolean => true
export const withCase = (workspace: Workspace): boolean => workspace.case.state?.open ?? false
export const withConnection = (workspace: Workspace): boolean => workspace.handshake.connection !== undefined
/** Somebody may be faster than the first connection is chosen, or have the overview before them. */
export const noConnection = (workspace: Workspace): string | undefined =>
  withCase(workspace) ? 'No connection is chosen yet: choose one in the list first.' : undefined
