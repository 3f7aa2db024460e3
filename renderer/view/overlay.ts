import type { Component } from 'svelte'
import CollectDialog from './collect/CollectDialog.svelte'
import ColumnsDialog from './connections/ColumnsDialog.svelte'
import CommandPalette from './top/CommandPalette.svelte'
import ExportDialog from './export/ExportDialog.svelte'
import LeaveDialog from './case-file/LeaveDialog.svelte'
import LinkDialog from './top/LinkDialog.svelte'
import NoteEditor from './notes/NoteEditor.svelte'
import ReportDialog from './report/ReportDialog.svelte'
import SaveDialog from './case-file/SaveDialog.svelte'
import SavedFiltersDialog from './filter/SavedFiltersDialog.svelte'
import ShortcutSheet from './top/ShortcutSheet.svelte'
import type { Workspace } from '../state/workspace.svelte.ts'

/** What lies over the whole window and takes its keys while it is open. */
export interface Overlay {
  readonly isOpen: (workspace: Workspace) => boolean
  readonly Shape: Component
}

export const OVERLAYS: readonly Overlay[] = [
  { isOpen: ({ paletteOpen }) => paletteOpen, Shape: CommandPalette },
  { isOpen: ({ shortcutsOpen }) => shortcutsOpen, Shape: ShortcutSheet },
  { isOpen: ({ notes }) => notes.draft !== undefined, Shape: NoteEditor },
  { isOpen: ({ collecting }) => collecting.open, Shape: CollectDialog },
  { isOpen: ({ exporting }) => exporting.open, Shape: ExportDialog },
  { isOpen: ({ reporting }) => reporting.open, Shape: ReportDialog },
  { isOpen: ({ file }) => file.saveAsOpen !== undefined, Shape: SaveDialog },
  { isOpen: ({ links }) => links.asking, Shape: LinkDialog },
  { isOpen: ({ savedFilters }) => savedFilters.open, Shape: SavedFiltersDialog },
  { isOpen: ({ columns }) => columns.choosing, Shape: ColumnsDialog },
  { isOpen: ({ door }) => door.leaving.asked !== undefined, Shape: LeaveDialog },
]

/** Something takes the window's keys. */
export function isCovered(workspace: Workspace): boolean {
  return OVERLAYS.some(({ isOpen }) => isOpen(workspace))
}
