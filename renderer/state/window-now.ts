import type { EngineClient } from '../../preload/contract/carrier.ts'
import { isDrawing, type Tab } from './address-bar.ts'
import type { OpenCase } from './case.svelte.ts'
import type { CaseFile } from './case-file.svelte.ts'
import type { Columns } from './connections/columns.svelte.ts'
import type { ConnectionGroups } from './connections/groups.svelte.ts'
import type { ConnectionList } from './connections/connection-list.svelte.ts'
import type { Handshake } from './handshake.svelte.ts'
import type { PaneSizes } from './pane-sizes.svelte.ts'
import type { SourceLines } from './source-lines.svelte.ts'
import type { WindowMemory } from './window-memory.ts'

/** What of the window is kept. */
interface Kept {
  readonly engine: EngineClient
  readonly case: OpenCase
  readonly file: Pick<CaseFile, 'copy'>
  readonly list: ConnectionList
  readonly handshake: Handshake
  readonly lines: SourceLines
  readonly columns: Columns
  readonly groups: ConnectionGroups
  readonly panes: PaneSizes
  tab: Tab
  overviewChosen: boolean
  showSource(source: number, line?: number): void
  selectFirst(): Promise<void>
}

/** How the window is, for the case to keep. Reads what it is made of, so that an effect knows of each change. */
export function windowNow({ list, handshake, tab, lines, columns, groups, panes, file }: Kept): WindowMemory {
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
    columns: columns.text,
    rows: columns.form,
    group: groups.by,
    panes: panes.chosen,
    saved: file.copy,
  }
}

/** The window as it was when the case was last open. */
export function restoreWindow(window: Kept, memory: WindowMemory): void {
  const { panes, list, case: open, handshake } = window
  panes.restore(memory.panes)
  window.columns.restore(memory.columns, memory.rows)
  list.startAt = memory.firstRow
  list.ask({ filter: memory.filter, sort: memory.sort, descending: memory.descending })
  window.groups.group(memory.group)
  window.tab = memory.tab
  if (memory.source !== undefined && open.sources.some(({ id }) => id === memory.source))
    window.showSource(memory.source, memory.line)
  if (memory.connection === undefined) window.overviewChosen = isDrawing(memory.tab)
  else {
    handshake.show(memory.connection, memory.message)
    void ifGone(window, memory.connection)
  }
}

/** Its files may have been read anew since: then the first connection is shown in its place. */
async function ifGone(window: Kept, connection: number): Promise<void> {
  const there = await window.engine.request('connection.detail', { id: connection })
  if (there.ok || there.code !== 'not-found' || window.handshake.connection !== connection) return
  window.handshake.show(undefined)
  void window.selectFirst()
}
