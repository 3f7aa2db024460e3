import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge, FromEngine, Result, ToEngine } from './contract/carrier.ts'
import { CHANNELS, EVENTS, type EventName } from './contract/channel.ts'
import { ASKS, TELLS } from './contract/shell-channel.ts'

/**
 * The one object that a sandboxed window gets from outside, `window.gskope`. It imports names and types only, so that the bundle holds no
 * library; requests are checked by the engine, which trusts nothing that comes from here.
 *
 * contextBridge copies what passes. An AbortSignal arrives as an empty object, so the window hands over `{ aborted, addEventListener }`
 * with its own functions, which do pass.
 */

type Answer = (result: Result<unknown>) => void
type Listener = (payload: never) => void

const GONE: Result<never> = { ok: false, code: 'disconnected', message: 'The connection to the engine was lost.' }
const channels: ReadonlySet<string> = new Set(CHANNELS)

let port: MessagePort | undefined
let nextId = 1
/** Asked before there was a first port, and sent when it comes; later on, no port means that the engine is gone. */
let early: ToEngine[] | undefined = []
const answers = new Map<number, Answer>()
const listeners = new Map<EventName, Set<Listener>>(EVENTS.map((name) => [name, new Set()]))
const linkListeners = new Set<(state: 'up' | 'down') => void>()

function emit(name: EventName, payload: unknown): void {
  for (const listener of listeners.get(name) ?? []) listener(payload as never)
}

function hear(frame: FromEngine): void {
  if (frame.kind === 'event') return emit(frame.name, frame.payload)
  const answer = answers.get(frame.id)
  answers.delete(frame.id)
  answer?.(frame.result)
}

/** Whatever was asked of an engine that is gone is answered: nobody waits for ever. */
function disconnect(): void {
  const wasUp = port !== undefined
  if (port) {
    port.onmessage = null
    port.close()
    port = undefined
  }
  const left = [...answers.values()]
  answers.clear()
  early = undefined
  for (const answer of left) answer(GONE)
  if (wasUp) for (const listener of linkListeners) listener('down')
}

function connect(next: MessagePort): void {
  if (port) disconnect()
  port = next
  for (const frame of early ?? []) port.postMessage(frame)
  early = undefined
  for (const listener of linkListeners) listener('up')
  port.onmessage = (event: MessageEvent<FromEngine>) => hear(event.data)
}

/** Keeps what comes before the window listens, and hands it over then. */
function mailbox<T>(): { put: (item: T) => void; listen: (listener: (item: T) => void) => () => void } {
  const listening = new Set<(item: T) => void>()
  let kept: T[] = []
  return {
    put(item) {
      if (listening.size === 0) kept.push(item)
      else for (const listener of listening) listener(item)
    },
    listen(listener) {
      listening.add(listener)
      const items = kept
      kept = []
      for (const item of items) listener(item)
      return () => listening.delete(listener)
    },
  }
}

const openPaths = mailbox<string[]>()
const commands = mailbox<string>()

ipcRenderer.on(TELLS.port, (event) => {
  const [next] = event.ports
  if (next) connect(next)
})
ipcRenderer.on(TELLS.down, disconnect)
ipcRenderer.on(TELLS.openPaths, (_event, paths: string[]) => openPaths.put(paths))
ipcRenderer.on(TELLS.command, (_event, command: string) => commands.put(command))

const bridge: Bridge = {
  engine: {
    request(channel, payload, signal) {
      const send = (frame: ToEngine): unknown => (port ? port.postMessage(frame) : early?.push(frame))
      if (!channels.has(channel))
        return Promise.resolve({ ok: false, code: 'refused', message: `no such channel: ${channel}` })
      if (signal?.aborted) return Promise.resolve({ ok: false, code: 'aborted', message: 'aborted' })
      if (!port && !early) return Promise.resolve(GONE)
      const id = nextId++
      return new Promise((resolve) => {
        answers.set(id, resolve as Answer)
        send({ kind: 'request', id, channel, payload })
        if (typeof signal?.addEventListener === 'function') {
          signal.addEventListener('abort', () => answers.has(id) && send({ kind: 'abort', id }), { once: true })
        }
      })
    },
    on(name, listener) {
      const group = listeners.get(name)
      group?.add(listener)
      return () => group?.delete(listener)
    },
  },
  shell: {
    kind: 'electron',
    platform: process.platform,
    pickFiles: () => ipcRenderer.invoke(ASKS.pickFiles, {}),
    pickTarget: (name) => ipcRenderer.invoke(ASKS.pickTarget, { name }),
    reveal: (path) => void ipcRenderer.invoke(ASKS.reveal, { path }),
    async pathsOf(files) {
      const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '')
      if (paths.length > 0) await ipcRenderer.invoke(ASKS.remember, { paths })
      return paths
    },
    onOpenPaths: openPaths.listen,
    onCommand: commands.listen,
    onLink(listener) {
      linkListeners.add(listener)
      return () => linkListeners.delete(listener)
    },
  },
}

contextBridge.exposeInMainWorld('gskope', bridge)
// Refused or failed: there will be no engine, and whoever asked is told so.
ipcRenderer.invoke(ASKS.connect, {}).catch(disconnect)
