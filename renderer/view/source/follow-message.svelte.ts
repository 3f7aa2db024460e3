import { untrack } from 'svelte'
import type { SourceLines } from '../../state/source-lines.svelte.ts'

/**
 * Chooses the line of each message that is opened. Who went on to another line while the message was on its way is not pulled back. `opened`
 * reads what tells one message from another; `lineOf` gives its line, undefined where it is not there yet, or stands in another file.
 */
export function followMessage(lines: SourceLines, opened: () => unknown, lineOf: () => number | undefined): void {
  /** The line that was chosen when the message was opened. */
  let before: number | undefined
  $effect(() => {
    opened()
    before = untrack(() => lines.chosen)
  })
  // Another line, and not the same one told again.
  const line = $derived(lineOf())
  $effect(() => {
    if (line === undefined) return
    untrack(() => {
      if (lines.chosen === before) lines.choose(line)
    })
  })
}
