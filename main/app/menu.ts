import type { MenuItemConstructorOptions } from 'electron'
import type { Command } from '../../preload/contract/shell-channel.ts'

export interface MenuContext {
  readonly platform: string
  /** Adds what only a developer needs. */
  readonly developing: boolean
  readonly send: (command: Command) => void
}

/** The native menu. What concerns the case is a command to the window, which has the same entry in its own palette. */
export function menuTemplate({ platform, developing, send }: MenuContext): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const command = (id: Command, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => send(id),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        command('new', 'New Case', 'CmdOrCtrl+N'),
        command('open', 'Open…', 'CmdOrCtrl+O'),
        // Windows shows recent documents at the task bar; Linux shells have no such list.
        ...(mac ? [{ role: 'recentDocuments' as const, submenu: [{ role: 'clearRecentDocuments' as const }] }] : []),
        command('save', 'Save Case', 'CmdOrCtrl+S'),
        command('save-as', 'Save Case As…', 'CmdOrCtrl+Shift+S'),
        command('example', 'Open Example', 'CmdOrCtrl+Shift+E'),
        separator,
        command('report', 'Report…', 'CmdOrCtrl+P'),
        command('export', 'Export Connections…', 'CmdOrCtrl+Shift+X'),
        separator,
        mac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        command('copy-table', 'Copy Table', 'CmdOrCtrl+Shift+C'),
        command('copy-ladder-png', 'Copy Ladder', 'CmdOrCtrl+Shift+D'),
        command('copy-finding', 'Copy Finding', 'CmdOrCtrl+Shift+F'),
        separator,
        command('filter', 'Filter Connections', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: '&View',
      submenu: [
        command('theme', 'Change Theme', 'CmdOrCtrl+Shift+L'),
        command('density', 'Change Density'),
        command('back', 'Back', 'Alt+Left'),
        command('forward', 'Forward', 'Alt+Right'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(developing ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
      ],
    },
    { role: 'windowMenu' },
    {
      label: '&Help',
      role: 'help',
      submenu: [command('collect', 'How to Collect a Trace…', 'CmdOrCtrl+Shift+G'), separator, { role: 'about' }],
    },
  ]
}
