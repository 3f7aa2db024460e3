import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { MenuItemConstructorOptions, OpenDialogReturnValue, SaveDialogReturnValue } from 'electron'
import type { Bridge } from '../../preload/contract/carrier.ts'
import { crossContext } from './context-bridge-copy.ts'
import { PortMain } from './electron-port.ts'
import type { ToUtility } from './electron-utility-process.ts'

/**
 * As much of the Electron API as gskope's main process and preload use, so that the built bundles can be loaded and driven where Electron's
 * binary is missing. Pages are not rendered: loading one runs its preload and keeps what that exposed. Utility processes are worker
 * threads; message ports are real ones. Everything the application tells Electron is kept in `told` and in the objects themselves.
 */

type PageRequest = (request: Request) => Promise<Response>
type AskHandler = (event: { sender: unknown; senderFrame: unknown }, payload: unknown) => unknown

/** Set by a test before it loads the application. */
export const settings = {
  userData: '',
  isPackaged: false,
  holdsLock: true,
  dark: true,
  picked: { canceled: true, filePaths: [] } as OpenDialogReturnValue,
  target: { canceled: true, filePath: '' } as SaveDialogReturnValue,
}

export const told = {
  schemes: [] as { scheme: string; privileges?: object }[],
  recent: [] as string[],
  boxes: [] as string[],
  proposed: [] as string[],
  revealed: [] as string[],
  /** Pages that became PDF, and what of some addresses might have been fetched then. */
  printed: [] as { url: string; options: object; html: string; fetched: string[] }[],
  menu: [] as MenuItemConstructorOptions[],
  lockData: undefined as unknown,
  quit: 0,
  spellChecker: undefined as boolean | undefined,
  pages: new Map<string, PageRequest>(),
  asks: new Map<string, AskHandler>(),
  windows: [] as BrowserWindow[],
  engines: [] as UtilityProcess[],
  permission: { request: undefined as unknown, check: undefined as unknown, device: undefined as unknown },
  beforeRequest: undefined as
    ((details: { url: string }, answer: (response: { cancel: boolean }) => void) => void) | undefined,
}

class App extends EventEmitter {
  readonly #ready = new Promise<void>((resolve) =>
    setImmediate(() => {
      this.#isReady = true
      resolve()
    }),
  )
  #isReady = false
  get isPackaged(): boolean {
    return settings.isPackaged
  }
  whenReady(): Promise<void> {
    return this.#ready
  }
  isReady(): boolean {
    return this.#isReady
  }
  requestSingleInstanceLock(data: unknown): boolean {
    told.lockData = data
    return settings.holdsLock
  }
  getPath(): string {
    return settings.userData
  }
  getVersion(): string {
    return '0.0.0-test'
  }
  addRecentDocument(path: string): void {
    told.recent.push(path)
  }
  setAboutPanelOptions(): void {
    return
  }
  enableSandbox(): void {
    sandboxed = true
  }
  quit(): void {
    told.quit += 1
  }
  exit(): void {
    told.quit += 1
  }
}
export let sandboxed = false
export const app = new App()

export const protocol = {
  registerSchemesAsPrivileged(schemes: typeof told.schemes): void {
    told.schemes.push(...schemes)
  },
  handle(scheme: string, answer: PageRequest): void {
    told.pages.set(scheme, answer)
  },
}

type BeforeRequest = (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void

/** Of the partition that pages are printed in. */
let beforePrinting: BeforeRequest | undefined

export const session = {
  fromPartition: () => ({
    webRequest: {
      onBeforeRequest(listener: BeforeRequest): void {
        beforePrinting = listener
      },
    },
  }),
  defaultSession: {
    setPermissionRequestHandler(handler: unknown): void {
      told.permission.request = handler
    },
    setPermissionCheckHandler(handler: unknown): void {
      told.permission.check = handler
    },
    setDevicePermissionHandler(handler: unknown): void {
      told.permission.device = handler
    },
    setSpellCheckerEnabled(enabled: boolean): void {
      told.spellChecker = enabled
    },
    webRequest: {
      onBeforeRequest(listener: typeof told.beforeRequest): void {
        told.beforeRequest = listener
      },
    },
  },
}

export const shell = {
  showItemInFolder(path: string): void {
    told.revealed.push(path)
  },
}

export const Menu = {
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
  setApplicationMenu(menu: MenuItemConstructorOptions[]): void {
    told.menu = menu
  },
}

export const dialog = {
  showSaveDialog: (_window: unknown, options: { defaultPath: string }) => {
    told.proposed.push(options.defaultPath)
    return Promise.resolve(settings.target)
  },
  showOpenDialog: () => Promise.resolve(settings.picked),
  showErrorBox(title: string, text: string): void {
    told.boxes.push(`${title}: ${text}`)
  },
  showMessageBox(_window: unknown, options: { message: string }): Promise<void> {
    told.boxes.push(options.message)
    return Promise.resolve()
  },
}

export const nativeTheme = {
  get shouldUseDarkColors(): boolean {
    return settings.dark
  },
}
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }

export const ipcMain = {
  handle(channel: string, handler: AskHandler): void {
    told.asks.set(channel, handler)
  },
}

export class MessageChannelMain {
  readonly port1: PortMain
  readonly port2: PortMain
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new PortMain(port1)
    this.port2 = new PortMain(port2)
  }
}

export class UtilityProcess extends EventEmitter {
  readonly worker: Worker
  readonly modulePath: string
  pid: number | undefined
  constructor(modulePath: string, env: NodeJS.ProcessEnv | undefined) {
    super()
    this.modulePath = modulePath
    this.worker = new Worker(new URL('./electron-utility-process.ts', import.meta.url), {
      workerData: { modulePath },
      env: env ?? process.env,
    })
    this.pid = this.worker.threadId
    this.worker.on('online', () => this.emit('spawn'))
    this.worker.on('message', (message: unknown) => this.emit('message', message))
    this.worker.on('error', (error) => told.boxes.push(`engine: ${String(error)}`))
    this.worker.on('exit', (code) => {
      this.pid = undefined
      this.emit('exit', code)
    })
  }
  postMessage(message: unknown, ports: readonly PortMain[] = []): void {
    const moved = ports.map((each) => each.port)
    this.worker.postMessage({ message, ports: moved } satisfies ToUtility, moved)
  }
  kill(): boolean {
    void this.worker.terminate()
    return true
  }
}

export const utilityProcess = {
  fork(modulePath: string, _args?: string[], options?: { env?: NodeJS.ProcessEnv }): UtilityProcess {
    const engine = new UtilityProcess(modulePath, options?.env)
    told.engines.push(engine)
    return engine
  },
}

/** One frame of a page, and the ipcRenderer of its preload. */
export class Frame {
  readonly ipcRenderer = new EventEmitter()
  readonly contents: WebContents
  readonly parent: Frame | null
  url: string
  constructor(contents: WebContents, url: string, parent: Frame | null) {
    this.contents = contents
    this.url = url
    this.parent = parent
  }
  postMessage(channel: string, message: unknown, ports: readonly PortMain[] = []): void {
    this.ipcRenderer.emit(channel, { ports: ports.map((each) => each.port) }, structuredClone(message))
  }
  send(channel: string, ...args: unknown[]): void {
    this.ipcRenderer.emit(channel, { ports: [] }, ...structuredClone(args))
  }
  /** Asks the main process, as `ipcRenderer.invoke` of a preload in this frame would. */
  async invoke(channel: string, payload: unknown): Promise<unknown> {
    const handler = told.asks.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return structuredClone(await handler({ sender: this.contents, senderFrame: this }, structuredClone(payload)))
  }
}

export class WebContents extends EventEmitter {
  mainFrame = new Frame(this, 'about:blank', null)
  /** `window.gskope` of the page that is loaded. */
  exposed: Bridge | undefined
  windowOpen: ((details: { url: string }) => { action: string }) | undefined
  reloads = 0
  readonly #preload: string | undefined
  constructor(preload: string | undefined) {
    super()
    this.#preload = preload
  }
  setWindowOpenHandler(handler: typeof this.windowOpen): void {
    this.windowOpen = handler
  }
  send(channel: string, ...args: unknown[]): void {
    this.mainFrame.send(channel, ...args)
  }
  reload(): void {
    this.reloads += 1
    this.load(this.mainFrame.url)
  }
  printToPDF(options: object): Promise<Uint8Array> {
    const { url } = this.mainFrame
    const fetches = (other: string): boolean => {
      let fetched = true
      beforePrinting?.({ url: other }, ({ cancel }) => (fetched = !cancel))
      return fetched
    }
    told.printed.push({
      options,
      html: readFileSync(new URL(url), 'utf8'),
      fetched: [url, 'data:font/woff2,x', 'https://elsewhere.example/', 'file:///etc/passwd'].filter(fetches),
      url,
    })
    return Promise.resolve(new TextEncoder().encode('%PDF-stand-in'))
  }
  load(url: string): void {
    this.emit('did-start-loading')
    this.mainFrame = new Frame(this, url, null)
    if (this.#preload) this.exposed = runPreload(this.#preload, this.mainFrame)
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  readonly options: Electron.BrowserWindowConstructorOptions
  shown = false
  focused = 0
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super()
    this.options = options
    this.webContents = new WebContents(options.webPreferences?.preload)
    told.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  async loadURL(url: string): Promise<void> {
    await new Promise(setImmediate)
    this.webContents.load(url)
    this.emit('ready-to-show')
  }
  show(): void {
    this.shown = true
  }
  focus(): void {
    this.focused += 1
  }
  restore(): void {
    return
  }
  maximize(): void {
    return
  }
  isMinimized(): boolean {
    return false
  }
  isMaximized(): boolean {
    return false
  }
  isDestroyed(): boolean {
    return false
  }
  destroy(): void {
    this.emit('closed')
  }
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 10, y: 20, width: 1000, height: 700 }
  }
}

/** Runs a preload as the sandbox does: CommonJS, and `require` knows electron alone. */
function runPreload(file: string, frame: Frame): Bridge | undefined {
  let exposed: Bridge | undefined
  const electron = {
    contextBridge: {
      exposeInMainWorld(name: string, api: unknown): void {
        if (name !== 'gskope' || exposed) throw new Error(`unexpected name in the window: ${name}`)
        exposed = crossContext(api) as Bridge
      },
    },
    ipcRenderer: {
      on: (channel: string, listener: (...args: unknown[]) => void) => frame.ipcRenderer.on(channel, listener),
      invoke: (channel: string, payload: unknown) => frame.invoke(channel, payload),
    },
    webUtils: { getPathForFile: (file: File) => join('/dropped', file.name) },
  }
  const load = (name: string): unknown => {
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`)
    return electron
  }
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the preload is a file of ours, and this is what Electron does with it
  const run = new Function('require', 'module', 'exports', 'process', readFileSync(file, 'utf8')) as (
    ...args: unknown[]
  ) => void
  run(load, { exports: {} }, {}, { platform: process.platform })
  return exposed
}
