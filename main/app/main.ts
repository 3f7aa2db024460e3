import { basename, join, resolve } from 'node:path'
import { app, type BrowserWindow, dialog, Menu, protocol, session, shell } from 'electron'
import { TELLS, type Command } from '../../preload/contract/shell-channel.ts'
import { EngineLink } from './engine-link.ts'
import { guardContents, guardSession } from './guard.ts'
import { handle, type Asker } from './handle.ts'
import { menuTemplate } from './menu.ts'
import { startArguments, type StartArguments } from './opened-paths.ts'
import { ORIGIN, pageAddress, SCHEME } from './origin.ts'
import { servePage } from './page-protocol.ts'
import { openWindow } from './window.ts'

/** The Electron main process: one window, one engine process, and what the system tells an application. It reads no trace itself. */

const page = pageAddress(app.isPackaged, process.env['ELECTRON_RENDERER_URL'])
// Started from a checkout, the first argument is the application's folder.
const given = startArguments(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd())

let window: BrowserWindow | undefined
let engine: EngineLink | undefined
/** Given before a window listened. */
const waiting: { paths: string[]; commands: Command[] } = { paths: [], commands: [] }
let listening = false

function open({ paths, example }: StartArguments): void {
  for (const path of paths) app.addRecentDocument(path)
  waiting.paths.push(...paths)
  if (example) waiting.commands.push('example')
  deliver()
}

function command(id: Command): void {
  waiting.commands.push(id)
  if (!window && app.isReady()) showWindow()
  deliver()
}

function deliver(): void {
  if (!listening || !window) return
  const paths = waiting.paths.splice(0)
  if (paths.length > 0) window.webContents.send(TELLS.openPaths, paths)
  for (const id of waiting.commands.splice(0)) window.webContents.send(TELLS.command, id)
}

function showWindow(): void {
  listening = false
  window = openWindow({ url: page.url, stateFile: join(app.getPath('userData'), 'window.json') })
  // A page that is loaded (again) listens when its bridge says so.
  window.webContents.on('did-start-loading', () => (listening = false))
  window.on('closed', () => {
    window = undefined
    listening = false
  })
}

function focusWindow(): void {
  if (!window) return showWindow()
  if (window.isMinimized()) window.restore()
  window.focus()
}

function answerTheBridge(link: EngineLink): void {
  const asker: Asker = { contents: () => window?.webContents, origin: page.origin }
  handle('connect', asker, (_payload, frame) => {
    link.connect(frame)
    listening = true
    deliver()
  })
  handle('pickFiles', asker, async () => {
    if (!window) return []
    const picked = await dialog.showOpenDialog(window, {
      title: 'Open traces and captures',
      // No filter by ending: data sets come off z/OS with any name, and every file is judged by its bytes.
      properties: ['openFile', 'multiSelections'],
    })
    if (picked.canceled) return []
    for (const path of picked.filePaths) app.addRecentDocument(path)
    return picked.filePaths
  })
  handle('pickTarget', asker, async ({ name }) => {
    if (!window) return null
    // The name alone: where the file goes is for the user to say.
    const picked = await dialog.showSaveDialog(window, { defaultPath: basename(name) })
    return picked.canceled || picked.filePath === '' ? null : picked.filePath
  })
  handle('reveal', asker, ({ path }) => shell.showItemInFolder(resolve(path)))
  handle('remember', asker, ({ paths }) => {
    for (const path of paths) app.addRecentDocument(path)
  })
}

async function run(): Promise<void> {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
  app.enableSandbox()
  guardContents(app, page.origin)
  // macOS tells of files before the application is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    open({ paths: [path], example: false })
    if (app.isReady()) focusWindow()
  })
  app.on('second-instance', (_event, _argv, _folder, data) => {
    focusWindow()
    open(data as StartArguments)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => {
    if (app.isReady()) focusWindow()
  })
  app.on('will-quit', (event) => {
    if (!engine) return
    // Once more, when the engine has closed its case.
    event.preventDefault()
    const last = engine
    engine = undefined
    void last.stop().finally(() => app.exit())
  })

  await app.whenReady()
  guardSession(session.defaultSession, page.origin)
  protocol.handle(SCHEME, servePage(join(import.meta.dirname, '../renderer')))
  app.setAboutPanelOptions({
    applicationName: 'gskope',
    applicationVersion: app.getVersion(),
    copyright: 'Apache License 2.0',
    website: 'https://www.apache.org/licenses/LICENSE-2.0',
  })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate({ platform: process.platform, developing: !app.isPackaged, send: command })),
  )
  engine = new EngineLink({
    frame: () => window?.webContents.mainFrame,
    developing: page.origin !== ORIGIN,
    onGivenUp: (reason) => dialog.showErrorBox('gskope cannot go on', reason),
  })
  answerTheBridge(engine)
  open(given)
  showWindow()
}

// Data handed over with the lock reaches the first instance unaltered; Chromium adds switches to a second instance's arguments.
if (app.requestSingleInstanceLock(given)) {
  run().catch((error: unknown) => {
    dialog.showErrorBox('gskope could not start', error instanceof Error ? error.message : String(error))
    app.exit(1)
  })
} else app.quit()
