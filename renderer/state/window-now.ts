import type { Workspace } from './workspace.svelte.ts'
import type { WindowMemory } from './window-memory.ts'

/** How the window is, for the case to keep. Reads what it is made of, so that an effect knows of each change. */
export function windowNow({ list, handshake, tab, lines, panes, file }: Workspace): WindowMemory {
  const { filter, sort, descending } = list.query
  return {
    filter,
    sort,
    descending,
    firstRow: list.firstRow,
    connection: handshake.connection,
    message: handshake.messageNumber,
    tab,
    source: lines.source,
    line: lines.chosen,
    panes: panes.all,
    saved: file.copy,
  }
}

/** The window as it was when the case was last open. */
export function restoreWindow(workspace: Workspace, memory: WindowMemory): void {
  const { panes, list, case: open, handshake } = workspace
  panes.restore(memory.panes)
  list.startAt = memory.firstRow
  list.ask({ filter: memory.filter, sort: memory.sort, descending: memory.descending })
  workspace.tab = memory.tab
  if (memory.source !== undefined && open.sources.some(({ id }) => id === memory.source))
    workspace.showSource(memory.source, memory.line)
  if (memory.connection === undefined) workspace.overviewChosen = memory.tab === 'ladder'
  else {
    handshake.show(memory.connection, memory.message)
    void ifGone(workspace, memory.connection)
  }
}

/** Its files may have been read anew since: then the first connection is shown in its place. */
async function ifGone(workspace: Workspace, connection: number): Promise<void> {
  const there = await workspace.engine.request('connection.detail', { id: connection })
  if (there.ok || there.code !== 'not-found' || workspace.handshake.connection !== connection) return
  workspace.handshake.show(undefined)
  void workspace.selectFirst()
}
