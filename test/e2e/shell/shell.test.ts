import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Bridge } from '../../../preload/contract/carrier.ts'
import { ASKS, COMMANDS } from '../../../preload/contract/shell-channel.ts'
import type * as StandIn from '../../support/electron-stand-in.ts'

/**
 * The built main process and preload, over a stand-in of the Electron API: what they ask Electron for, what they refuse, and that a
 * page's request reaches the real engine bundle and comes back. `npm run build` comes first.
 */

const root = join(import.meta.dirname, '../../..')
const bundle = join(root, 'out/main/app.js')

let folder: string
let standIn: typeof StandIn

beforeEach(async () => {
  if (!existsSync(bundle)) throw new Error('out/main/app.js is missing: npm run build')
  folder = mkdtempSync(join(tmpdir(), 'gskope-shell-'))
  vi.stubEnv('GSKOPE_HOME', join(folder, 'home'))
  vi.resetModules()
  standIn = await import('../../support/electron-stand-in.ts')
  standIn.settings.userData = folder
})
afterEach(async () => {
  for (const engine of standIn.told.engines) await engine.worker.terminate()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the application with these arguments and waits until its window is loaded. */
async function start(
  ...args: string[]
): Promise<{ window: StandIn.BrowserWindow; bridge: Bridge; frame: StandIn.Frame }> {
  const { argv } = process
  process.argv = ['electron', root, ...args]
  try {
    await import(/* @vite-ignore */ bundle)
    await vi.waitFor(() => expect(standIn.told.windows[0]?.shown).toBe(true), { timeout: 5_000 })
  } finally {
    process.argv = argv
  }
  const [window] = standIn.told.windows
  const bridge = window?.webContents.exposed
  if (!window || !bridge) throw new Error('no window, or nothing exposed in it')
  return { window, bridge, frame: window.webContents.mainFrame }
}

async function currentState(bridge: Bridge) {
  const result = await bridge.engine.request('case.state', {})
  if (!result.ok) throw new Error(result.message)
  return result.value
}

describe('the window', () => {
  test('is sandboxed, isolated, dark before it paints, and opens where it was closed', async () => {
    const { window } = await start()
    expect(standIn.sandboxed).toBe(true)
    expect(window.options).toMatchObject({
      show: false,
      backgroundColor: '#0e1217',
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        webSecurity: true,
      },
    })
    expect(window.options.webPreferences?.preload).toBe(join(root, 'out/preload/bridge.cjs'))
    expect(window.webContents.mainFrame.url).toBe('app://gskope/index.html')
    window.emit('close')
    expect(JSON.parse(readFileSync(join(folder, 'window.json'), 'utf8'))).toMatchObject({
      x: 10,
      y: 20,
      width: 1000,
      height: 700,
    })
  })

  test('gets its background from the light theme in a light system', async () => {
    standIn.settings.dark = false
    const tokens = readFileSync(join(root, 'renderer/style/tokens.css'), 'utf8')
    const background = (await start()).window.options.backgroundColor ?? 'none'
    expect(tokens).toContain(`--bg: ${background};`)
  })

  test('has the bridge and nothing else: plain functions, no library in the bundle', async () => {
    const { bridge } = await start()
    expect(Object.keys(bridge)).toEqual(['engine', 'shell'])
    const text = readFileSync(join(root, 'out/preload/bridge.cjs'), 'utf8')
    expect([...text.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron'])
    expect(text.length).toBeLessThan(20_000)
  })

  test('is loaded again when its page crashes, and given up when that goes on', async () => {
    const { window } = await start()
    const crash = (): unknown => window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    crash()
    expect(window.webContents.reloads).toBe(1)
    expect(standIn.told.boxes).toEqual(['The window stopped and was loaded again.'])
    const bridge = window.webContents.exposed
    expect(bridge && (await currentState(bridge)).open).toBe(false)
    for (let n = 0; n < 3; n++) crash()
    expect(window.webContents.reloads).toBe(3)
    expect(standIn.told.boxes.at(-1)).toMatch(/^gskope stopped: .* 4 times/)
  })
})

describe('the page protocol', () => {
  test('serves the built page with its policy, and every file that it names', async () => {
    await start()
    expect(standIn.told.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ])
    const get = (path: string): Promise<Response> | undefined =>
      standIn.told.pages.get('app')?.(new Request(`app://gskope/${path}`))
    const page = await get('index.html')
    expect(page?.status).toBe(200)
    expect(page?.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    )
    const html = (await page?.text()) ?? ''
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|style=/)
    const files = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, file]) => file ?? '')
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) expect((await get(file))?.status).toBe(200)
    expect((await get('..%2fmain/app.js'))?.status).toBe(404)
  })
})

describe('refused', () => {
  const navigation = (url: string, more: object = {}) => ({
    url,
    prevented: false,
    preventDefault() {
      this.prevented = true
    },
    ...more,
  })

  test('navigation, redirects, frames, new windows and webviews', async () => {
    const { window } = await start()
    const { webContents } = window
    const tried = (event: string, details: ReturnType<typeof navigation>): boolean => {
      webContents.emit(event, details)
      return details.prevented
    }
    expect(tried('will-navigate', navigation('https://example.com/'))).toBe(true)
    expect(tried('will-navigate', navigation('file:///etc/passwd'))).toBe(true)
    expect(tried('will-navigate', navigation('app://gskope/index.html'))).toBe(false)
    expect(tried('will-redirect', navigation('app://gskope/index.html'))).toBe(true)
    expect(tried('will-frame-navigate', navigation('app://gskope/index.html', { isMainFrame: false }))).toBe(true)
    expect(tried('will-attach-webview', navigation(''))).toBe(true)
    expect(webContents.windowOpen?.({ url: 'app://gskope/index.html' })).toEqual({ action: 'deny' })
  })

  test('every permission but to put a copy on the clipboard', async () => {
    await start()
    const { request, check, device } = standIn.told.permission
    const asked = (name: string): boolean => {
      let answer = true
      const ask = request as (contents: unknown, name: string, answer: (granted: boolean) => void) => void
      ask({}, name, (granted) => (answer = granted))
      return answer
    }
    const checked = check as (contents: unknown, name: string, asker: string) => boolean
    expect(['media', 'clipboard-read', 'clipboard-sanitized-write'].map(asked)).toEqual([false, false, true])
    expect(checked({}, 'clipboard-read', 'app://gskope/')).toBe(false)
    expect(checked({}, 'clipboard-sanitized-write', 'app://gskope/')).toBe(true)
    expect(checked({}, 'clipboard-sanitized-write', 'https://elsewhere.example/')).toBe(false)
    expect((device as () => boolean)()).toBe(false)
    expect(standIn.told.spellChecker).toBe(false)
  })

  test('every request that leaves the machine', async () => {
    await start()
    const cancelled = (url: string): boolean | undefined => {
      let cancel: boolean | undefined
      standIn.told.beforeRequest?.({ url }, (response) => (cancel = response.cancel))
      return cancel
    }
    for (const url of ['https://example.com/', 'http://127.0.0.1/', 'ws://example.com/', 'file:///etc/passwd'])
      expect(cancelled(url)).toBe(true)
    for (const url of ['app://gskope/index.html', 'data:image/png;base64,', 'blob:app://gskope/1'])
      expect(cancelled(url)).toBe(false)
  })

  test('a foreign frame, another window, and a payload that does not fit', async () => {
    const { window, frame } = await start()
    const { Frame, WebContents } = standIn
    const child = new Frame(window.webContents, 'app://gskope/index.html', frame)
    const left = new Frame(window.webContents, 'https://example.com/', null)
    const other = new Frame(new WebContents(undefined), 'app://gskope/index.html', null)
    for (const stranger of [child, left, other]) {
      for (const ask of Object.values(ASKS)) await expect(stranger.invoke(ask, {})).rejects.toThrow('not our window')
    }
    await expect(frame.invoke(ASKS.remember, { paths: [] })).rejects.toThrow('refused')
    await expect(frame.invoke(ASKS.remember, { paths: ['a'], more: 1 })).rejects.toThrow('refused')
    await expect(frame.invoke(ASKS.remember, { paths: ['a'.repeat(5_000)] })).rejects.toThrow('refused')
    await expect(frame.invoke(ASKS.pickFiles, undefined)).rejects.toThrow('refused')
    expect(standIn.told.recent).toEqual([])
  })

  test('a channel that is not in the contract', async () => {
    const { bridge } = await start()
    expect(await bridge.engine.request('shell.exec' as 'case.state', {})).toMatchObject({ ok: false, code: 'refused' })
  })
})

describe('the engine', () => {
  test('answers over a port that the main process does not read', async () => {
    const { bridge } = await start()
    expect(await currentState(bridge)).toMatchObject({ open: false, sources: [], version: '0.0.0-test' })
    expect(await bridge.engine.request('connection.detail', { id: 'x' } as never)).toMatchObject({
      ok: false,
      code: 'invalid',
    })
    // The main process holds neither a reader nor the database.
    expect(readFileSync(bundle, 'utf8')).not.toContain('better-sqlite3')
  })

  test('opens the bundled example and tells of it', async () => {
    const { bridge } = await start()
    const finished = new Promise<number>((done) => {
      bridge.engine.on('case.changed', (state) => !state.indexing && state.failed > 0 && done(state.failed))
    })
    expect(await bridge.engine.request('case.openExample', {})).toMatchObject({
      ok: true,
      value: { open: true, example: true },
    })
    expect(await finished).toBeGreaterThan(0)
    const page = { filter: '', sort: 'start', descending: false, offset: 0, limit: 100 } as const
    const answer = await bridge.engine.request('connection.page', page)
    if (!answer.ok) throw new Error(answer.message)
    expect(answer.value.rows.length).toBeGreaterThan(0)
    // Nanoseconds come through as what they are.
    expect(answer.value.rows.some((row) => typeof row.startNs === 'bigint')).toBe(true)
  })

  test('takes a request back', async () => {
    const { bridge } = await start()
    const abort = new AbortController()
    abort.abort()
    // A signal cannot cross the bridge; the window hands over its parts.
    const signal = { aborted: abort.signal.aborted, addEventListener: () => undefined } as unknown as AbortSignal
    expect(await bridge.engine.request('case.state', {}, signal)).toMatchObject({ ok: false, code: 'aborted' })
  })

  test('is started again when it dies: open questions are answered, a new port comes, the window hears why', async () => {
    const { bridge } = await start()
    await bridge.engine.request('case.openExample', {})
    const link: string[] = []
    bridge.shell.onLink((state) => link.push(state))
    const heard = new Promise<string>((done) => bridge.engine.on('engine.restarted', ({ message }) => done(message)))
    const [first] = standIn.told.engines
    const lost = bridge.engine.request('connection.page', {
      filter: '',
      sort: 'start',
      descending: false,
      offset: 0,
      limit: 1,
    })
    first?.kill()
    // Told at once, not only with the next port.
    await vi.waitFor(() => expect(link).toEqual(['down']), { interval: 5 })
    expect(await bridge.engine.request('case.state', {})).toMatchObject({ ok: false, code: 'disconnected' })
    expect(['disconnected', undefined]).toContain(((await lost) as { code?: string }).code)
    expect(await heard).toMatch(/stopped unexpectedly .* started again/)
    expect(link).toEqual(['down', 'up'])
    expect(standIn.told.engines).toHaveLength(2)
    expect(await currentState(bridge)).toMatchObject({ open: true })
  })

  test('closes its case before the application ends', async () => {
    const { bridge } = await start()
    await bridge.engine.request('case.openExample', {})
    let prevented = 0
    standIn.app.emit('will-quit', { preventDefault: () => (prevented += 1) })
    await vi.waitFor(() => expect(standIn.told.quit).toBe(1), { timeout: 5_000 })
    expect(prevented).toBe(1)
    expect(standIn.told.engines[0]?.pid).toBeUndefined()
    standIn.app.emit('will-quit', { preventDefault: () => (prevented += 1) })
    expect(prevented).toBe(1)
  })
})

describe('what the system tells', () => {
  const opened = (bridge: Bridge): string[] => {
    const paths: string[] = []
    bridge.shell.onOpenPaths((given) => paths.push(...given))
    return paths
  }

  test('files of the command line wait for the window', async () => {
    const { bridge } = await start('a.pcap', '--no-sandbox', resolve('/traces/b c.txt'))
    await vi.waitFor(() => expect(opened(bridge)).toEqual([resolve('a.pcap'), resolve('/traces/b c.txt')]))
    expect(standIn.told.recent).toEqual([resolve('a.pcap'), resolve('/traces/b c.txt')])
  })

  test('a second start hands its files to the first and brings it forward', async () => {
    const { bridge, window } = await start()
    const paths = opened(bridge)
    standIn.app.emit('second-instance', {}, [], '', { paths: ['/other/c.pcapng'], example: false })
    expect(paths).toEqual(['/other/c.pcapng'])
    expect(window.focused).toBe(1)
  })

  test('the second start itself shows nothing and ends', async () => {
    standIn.settings.holdsLock = false
    process.argv.push('d.pcap')
    await import(/* @vite-ignore */ bundle)
    process.argv.pop()
    expect(standIn.told.quit).toBe(1)
    expect(standIn.told.windows).toEqual([])
    expect(standIn.told.engines).toEqual([])
  })

  test('files from the desktop, even before the application is ready', async () => {
    const prevented: string[] = []
    setImmediate(() => standIn.app.emit('open-file', { preventDefault: () => prevented.push('early') }, '/early.pcap'))
    const { bridge } = await start()
    const paths = opened(bridge)
    standIn.app.emit('open-file', { preventDefault: () => prevented.push('late') }, '/late.pcap')
    expect(paths).toEqual(['/early.pcap', '/late.pcap'])
    expect(prevented).toEqual(['early', 'late'])
  })

  test('files that are picked or dropped are remembered', async () => {
    standIn.settings.picked = { canceled: false, filePaths: ['/picked.txt'] }
    const { bridge } = await start()
    expect(await bridge.shell.pickFiles()).toEqual(['/picked.txt'])
    expect(await bridge.shell.pathsOf([new File([''], 'x.pcap')])).toEqual([join('/dropped', 'x.pcap')])
    expect(standIn.told.recent).toEqual(['/picked.txt', join('/dropped', 'x.pcap')])
    standIn.settings.picked = { canceled: true, filePaths: [] }
    expect(await bridge.shell.pickFiles()).toEqual([])
  })

  test('a report is printed by Electron in a window of its own, which reaches nothing', async () => {
    const { bridge } = await start()
    await bridge.engine.request('case.openExample', {})
    await vi.waitFor(async () => expect((await currentState(bridge)).connections).toBe(4), { timeout: 20_000 })
    await vi.waitFor(async () => expect((await currentState(bridge)).indexing).toBe(false), { timeout: 20_000 })
    const wish = { connections: [], filter: '', comparison: null, sections: [], author: null, redactWith: null }
    const made = await bridge.engine.request('report.make', { ...wish, title: 'On <paper>', as: 'pdf' })
    if (!made.ok) throw new Error(made.message)
    expect(Buffer.from(made.value.content).toString()).toBe('%PDF-stand-in')
    const [printed] = standIn.told.printed
    expect(printed?.html).toContain('On &lt;paper&gt;')
    expect(printed?.fetched).toEqual([printed?.url, 'data:font/woff2,x'])
    expect(printed?.options).toMatchObject({ preferCSSPageSize: true, printBackground: true })
    const [, hidden] = standIn.told.windows
    expect(hidden?.options).toMatchObject({ show: false, webPreferences: { sandbox: true, javascript: false } })
    expect(hidden?.options.webPreferences?.preload).toBeUndefined()
    await vi.waitFor(() => expect(existsSync(new URL(printed?.url ?? ''))).toBe(false))
  })

  test('a place for a file is asked for by its name alone, and a file is shown, not opened', async () => {
    standIn.settings.target = { canceled: false, filePath: '/picked/report.pdf' }
    const { bridge } = await start()
    expect(await bridge.shell.pickTarget?.('../../report.pdf')).toBe('/picked/report.pdf')
    expect(standIn.told.proposed).toEqual(['report.pdf'])
    bridge.shell.reveal?.('/picked/report.pdf')
    await vi.waitFor(() => expect(standIn.told.revealed).toEqual(['/picked/report.pdf']))
    standIn.settings.target = { canceled: true, filePath: '' }
    expect(await bridge.shell.pickTarget?.('report.pdf')).toBeNull()
  })

  test('the menu sends its commands to the window; --example is one', async () => {
    const { bridge } = await start('--example')
    const heard: string[] = []
    bridge.shell.onCommand((command) => heard.push(command))
    expect(heard).toEqual(['example'])
    for (const { submenu } of standIn.told.menu) {
      for (const item of Array.isArray(submenu) ? submenu : []) (item.click as (() => void) | undefined)?.()
    }
    expect(heard.slice(1).toSorted()).toEqual([...COMMANDS].toSorted())
  })

  test('the last window closes the application, except on a Mac', async () => {
    await start()
    standIn.app.emit('window-all-closed')
    expect(standIn.told.quit).toBe(process.platform === 'darwin' ? 0 : 1)
  })
})
