import type { Workspace } from '../workspace.svelte.ts'
import type { Command } from './command.ts'
import { COMMANDS } from './commands.ts'

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
  return meant(event, workspace).find(({ enabled }) => enabled(workspace))
}

/** Why the command of a key press cannot be done now; undefined where there is none, or where it says nothing. */
export function whyNotFor(event: KeyboardEvent, workspace: Workspace): string | undefined {
  for (const { enabled, whyNot } of meant(event, workspace)) {
    const why = enabled(workspace) ? undefined : whyNot?.(workspace)
    if (why !== undefined) return why
  }
  return undefined
}

/** The commands that have the keys that are pressed, whether they can be done or not. */
function meant(event: KeyboardEvent, workspace: Workspace): readonly Command[] {
  const target = event.target instanceof HTMLElement ? event.target : undefined
  if (target?.closest('[role="menu"]')) return []
  const typing = target !== undefined && (target.matches('input, textarea, select') || target.isContentEditable)
  const mod = workspace.shell.platform === 'darwin' ? event.metaKey : event.ctrlKey
  return COMMANDS.filter(({ keys, yields }) => {
    if (!keys) return false
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
