import { plural } from '../../main/presentation/format.ts'
import type { Workspace } from './workspace.svelte.ts'

/** Which connections leave: the one that is shown, those that are marked, what the filter leaves, all of the case. */
export type Scope = 'shown' | 'marked' | 'filtered' | 'all'

/** A choice that there is now, and what it is to the engine. */
export interface ScopeChoice {
  readonly scope: Scope
  readonly title: string
  readonly connections: readonly number[]
  readonly filter: string
}

/** What can be chosen here and now; all of the case comes last and is always there. */
export function scopeChoices({ handshake, joining, list, case: open }: Workspace): readonly ScopeChoice[] {
  const { connection } = handshake
  const marked = [...joining.marked]
  const filter = list.query.filter.trim()
  return [
    ...(connection === undefined
      ? []
      : [{ scope: 'shown' as const, title: 'The connection that is shown', connections: [connection], filter: '' }]),
    ...(marked.length === 0
      ? []
      : [
          {
            scope: 'marked' as const,
            title: plural(marked.length, 'marked connection'),
            connections: marked,
            filter: '',
          },
        ]),
    ...(filter === ''
      ? []
      : [{ scope: 'filtered' as const, title: `What the filter leaves: ${filter}`, connections: [], filter }]),
    {
      scope: 'all' as const,
      title: `All of the case: ${plural(open.state?.connections ?? 0, 'connection')}`,
      connections: [],
      filter: '',
    },
  ]
}
