import type { FromEngine } from '../../preload/contract/carrier.ts'
import { Aborted } from './breathe.ts'
import { Engine } from './engine.ts'
import { NoPdf } from '../report/pdf/print-pdf.ts'
import { connect } from './port-client.ts'
import type { FromProcess, ToProcess } from './process-message.ts'

/**
 * The engine as a process of its own: `child_process.fork` under serve (IPC with serialization 'advanced'), Electron's `utilityProcess`
 * in the application. Whoever started it says what to do in `ToProcess` messages; when that one is gone, the engine ends.
 */

/** What we use of Electron's `process.parentPort` and of the MessagePorts that come through it; in a plain Node there is none. */
interface ParentPort {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly MessagePortMain[] }) => void,
  ): void
  postMessage(message: unknown): void
}
interface MessagePortMain {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
  postMessage(message: unknown): void
  start(): void
}

const { parentPort } = process as { parentPort?: ParentPort }

const tell = (message: FromProcess): void => {
  if (parentPort) parentPort.postMessage(message)
  else if (process.connected) process.send?.(message)
}

let engine: Engine | undefined
/** Clients that share the parent's channel. */
const clients = new Map<number, { readonly receive: (frame: unknown) => void; readonly end: () => void }>()

/** Pages that are being printed, by their numbers. */
const printing = new Map<number, (pdf: Uint8Array | string) => void>()
let nextPage = 1

/** Has a page printed by whoever started us. */
async function printPage(html: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const page = nextPage++
  const pdf = await new Promise<Uint8Array | string>((resolve, reject) => {
    printing.set(page, resolve)
    // The page is printed all the same; nobody waits for it.
    signal?.addEventListener('abort', () => reject(new Aborted('The request was taken back.')), { once: true })
    tell({ kind: 'print', page, html })
  })
  if (typeof pdf === 'string') throw new NoPdf(pdf)
  return pdf
}

function receive(message: ToProcess, ports: readonly MessagePortMain[]): void {
  if (message.kind === 'start') return start(message)
  if (!engine) return
  switch (message.kind) {
    case 'open':
      void engine.request('case.open', { paths: message.paths })
      return
    case 'open-example':
      void engine.request('case.openExample', {})
      return
    case 'port': {
      const [port] = ports
      if (!port) return
      const end = connect(engine, {
        post: (frame) => port.postMessage(frame),
        onMessage: (listener) => port.on('message', (event) => listener(event.data)),
      })
      port.on('close', end)
      port.start()
      if (message.restarted !== undefined) port.postMessage(restartedEvent(message.restarted))
      return
    }
    case 'client': {
      const { client } = message
      let listener: (frame: unknown) => void = () => {}
      const post = (frame: FromEngine): void => tell({ kind: 'frame', client, frame })
      const end = connect(engine, { post, onMessage: (given) => (listener = given) })
      clients.set(client, { receive: (frame) => listener(frame), end })
      if (message.restarted !== undefined) post(restartedEvent(message.restarted))
      return
    }
    case 'client-gone':
      clients.get(message.client)?.end()
      clients.delete(message.client)
      return
    case 'frame':
      clients.get(message.client)?.receive(message.frame)
      return
    case 'printed':
      printing.get(message.page)?.(message.pdf)
      printing.delete(message.page)
      return
    case 'stop':
      void stop()
  }
}

function start({ options, reopen, prints }: Extract<ToProcess, { kind: 'start' }>): void {
  const started = new Engine(prints ? { ...options, printPage } : options)
  engine = started
  let told: string | undefined
  started.on('case.changed', ({ file }) => {
    if (told === (file ?? undefined)) return
    told = file ?? undefined
    tell({ kind: 'case', file: told })
  })
  if (reopen !== undefined) void started.request('case.open', { paths: [reopen] })
}

function restartedEvent(message: string): FromEngine {
  return { kind: 'event', name: 'engine.restarted', payload: { message } }
}

async function stop(): Promise<void> {
  await engine?.close()
  process.exit(0)
}

if (parentPort) parentPort.on('message', ({ data, ports }) => receive(data as ToProcess, ports))
else {
  process.on('message', (message) => receive(message as ToProcess, []))
  process.on('disconnect', () => void stop())
}
// Ctrl-C reaches the whole group of a terminal; whoever started us decides when we end.
process.on('SIGINT', () => {})
