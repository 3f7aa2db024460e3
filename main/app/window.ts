import { join } from 'node:path'
import { BrowserWindow, dialog, nativeTheme, screen, type BrowserWindowConstructorOptions } from 'electron'
import { loadWindowState, rememberWindowState, type WindowState } from './window-state.ts'

/** `--bg` of renderer/style/tokens.css: what is seen before the page has painted. */
const BACKGROUND = { light: '#f5f6f8', dark: '#0e1217' }

/** A page that dies this often within a minute would die again. */
const RELOADS_A_MINUTE = 3

function windowOptions(state: WindowState, dark: boolean, preload: string): BrowserWindowConstructorOptions {
  const { x, y, width, height } = state
  return {
    x,
    y,
    width,
    height,
    minWidth: 480,
    minHeight: 360,
    title: 'gskope',
    show: false,
    backgroundColor: dark ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  }
}

export interface WindowSettings {
  readonly url: string
  /** Where size and position are kept. */
  readonly stateFile: string
}

export function openWindow({ url, stateFile }: WindowSettings): BrowserWindow {
  const displays = screen.getAllDisplays().map((display) => display.workArea)
  const state = loadWindowState(stateFile, displays)
  const preload = join(import.meta.dirname, '../preload/bridge.cjs')
  const window = new BrowserWindow(windowOptions(state, nativeTheme.shouldUseDarkColors, preload))
  if (state.maximized) window.maximize()
  rememberWindowState(window, stateFile)
  window.once('ready-to-show', () => window.show())
  reloadAfterCrash(window)
  // A page that cannot be loaded is a broken installation; without a word the user would look at an empty window.
  window.loadURL(url).catch((error: unknown) => {
    window.show()
    dialog.showErrorBox('gskope could not load its window', String(error))
  })
  return window
}

/** The engine and its case outlive the page; a new page asks for a new port and goes on. */
function reloadAfterCrash(window: BrowserWindow): void {
  let crashes: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    const now = Date.now()
    crashes = [...crashes.filter((time) => now - time < 60_000), now]
    if (crashes.length > RELOADS_A_MINUTE) {
      dialog.showErrorBox(
        'gskope stopped',
        `The window stopped ${crashes.length} times within a minute (${reason}). The case is kept.`,
      )
      window.destroy()
      return
    }
    window.webContents.reload()
    void dialog.showMessageBox(window, {
      type: 'warning',
      message: 'The window stopped and was loaded again.',
      detail: `Reason: ${reason}. The case is kept, and indexing went on.`,
    })
  })
}
