import { fork } from 'node:child_process'
import { basename, dirname, join } from 'node:path'
import type { FromEngine, ToEngine } from '../../preload/contract/carrier.ts'
import type { EngineOptions } from './engine.ts'
import type { EnginePort } from './port-client.ts'
import type { FromProcess, ToProcess } from './process-message.ts'

/** A running engine process, whatever started it. */
export interface EngineProcess {
  /** `ports` are MessagePorts that go along (Electron). */
  post(message: ToProcess, ports?: readonly unknown[]): void
  onMessage(listener: (message: FromProcess) => void): void
  /** Called once, with how it ended: `exit code 1`, `SIGKILL`. */
  onExit(listener: (how: string) => void): void
  kill(): void
}

export interface SupervisorOptions {
  readonly spawn: () => EngineProcess
  readonly engine: EngineOptions
  /** An engine process runs; `restarted` is what to tell whoever was connected to the one before. For a shell that hands ports over. */
  readonly onStarted?: (restarted: string | undefined) => void
  /** Prints pages for the engine, which else looks for a browser itself; rejects with a sentence for a person. */
  readonly print?: (html: string) => Promise<Uint8Array>
  /** It died too often: there is no engine any more. `message` is for a person. */
  readonly onGivenUp?: (message: string) => void
}

/** Restarts within a minute before we give up: something kills it each time, and trying on would only burn the machine. */
const MAX_RESTARTS = 5
const MINUTE_MS = 60_000
/** A case that was open at two deaths in a row within this time may be the reason: it is not opened again. */
const SUSPECT_MS = 10_000
const FIRST_WAIT_MS = 100

interface Client {
  readonly port: EnginePort
  readonly waiting: Set<number>
}

/** Keeps an engine running. When the process dies, its clients get their open requests answered, a new process, the case, and a message. */
export class EngineSupervisor {
  readonly #options: SupervisorOptions
  readonly #clients = new Map<number, Client>()
  #process: EngineProcess | undefined
  #caseFile: string | undefined
  #deaths: number[] = []
  #nextClient = 1
  #stopping: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #givenUp = false

  constructor(options: SupervisorOptions) {
    this.#options = options
    this.#start(undefined)
  }

  /** Lets a client talk to whatever engine runs. Returns what ends it. */
  connect(port: EnginePort): () => void {
    const id = this.#nextClient++
    const client: Client = { port, waiting: new Set() }
    this.#clients.set(id, client)
    this.#process?.post({ kind: 'client', client: id, restarted: undefined })
    port.onMessage((frame) => this.#fromClient(id, client, frame as ToEngine))
    return () => {
      this.#clients.delete(id)
      this.#process?.post({ kind: 'client-gone', client: id })
    }
  }

  /** Gives the running engine a MessagePort with a client at its other end (Electron). */
  handOver(port: unknown, restarted: string | undefined): void {
    this.#process?.post({ kind: 'port', restarted }, [port])
  }

  open(paths: readonly string[]): void {
    if (paths.length > 0) this.#process?.post({ kind: 'open', paths })
  }

  openExample(): void {
    this.#process?.post({ kind: 'open-example' })
  }

  /** Ends the engine, after it closed its case; at once when it does not answer. */
  stop(): Promise<void> {
    clearTimeout(this.#timer)
    const running = this.#process
    if (!running) return Promise.resolve()
    return new Promise((done) => {
      const tooLong = setTimeout(() => running.kill(), 3_000)
      this.#stopping = () => {
        clearTimeout(tooLong)
        done()
      }
      running.post({ kind: 'stop' })
    })
  }

  #start(restarted: string | undefined): void {
    const started = this.#options.spawn()
    this.#process = started
    started.onMessage((message) => {
      if (started !== this.#process) return
      if (message.kind === 'case') this.#caseFile = message.file
      else if (message.kind === 'print') void this.#print(started, message.page, message.html)
      else this.#toClient(message.client, message.frame)
    })
    started.onExit((how) => this.#died(started, how))
    started.post({
      kind: 'start',
      options: this.#options.engine,
      reopen: restarted === undefined ? undefined : this.#caseFile,
      prints: this.#options.print !== undefined,
    })
    for (const client of this.#clients.keys()) started.post({ kind: 'client', client, restarted })
    this.#options.onStarted?.(restarted)
  }

  async #print(process: EngineProcess, page: number, html: string): Promise<void> {
    const pdf = await this.#options
      .print?.(html)
      .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
    process.post({ kind: 'printed', page, pdf: pdf ?? 'Nothing prints pages here.' })
  }

  #died(process: EngineProcess, how: string): void {
    if (process !== this.#process) return
    this.#process = undefined
    if (this.#stopping) return this.#stopping()
    for (const { port, waiting } of this.#clients.values()) {
      for (const id of waiting) port.post(disconnected(id, 'The engine stopped in the middle of this request.'))
      waiting.clear()
    }
    const now = Date.now()
    this.#deaths = [...this.#deaths.filter((at) => now - at < MINUTE_MS), now]
    if (this.#deaths.length > MAX_RESTARTS) return this.#giveUp(how)
    const before = this.#deaths.at(-2)
    const suspect = this.#caseFile !== undefined && before !== undefined && now - before < SUSPECT_MS
    const what =
      this.#caseFile === undefined
        ? ''
        : suspect
          ? ` The case ${basename(this.#caseFile)} was open each time and is left closed now.`
          : ' The case was opened again.'
    if (suspect) this.#caseFile = undefined
    const message = `The engine stopped unexpectedly (${how}) and was started again.${what}`
    this.#timer = setTimeout(() => this.#start(message), FIRST_WAIT_MS * 2 ** (this.#deaths.length - 1))
  }

  #giveUp(how: string): void {
    this.#givenUp = true
    const message = `The engine stopped ${this.#deaths.length} times within a minute (${how}) and is not started again. Restart gskope.`
    for (const { port } of this.#clients.values())
      port.post({ kind: 'event', name: 'engine.restarted', payload: { message } })
    this.#options.onGivenUp?.(message)
  }

  #fromClient(id: number, client: Client, frame: ToEngine): void {
    if (!this.#clients.has(id)) return
    if (frame.kind === 'request') {
      if (!this.#process) {
        client.port.post(
          disconnected(
            frame.id,
            this.#givenUp ? 'The engine is gone. Restart gskope.' : 'The engine is being started again.',
          ),
        )
        return
      }
      client.waiting.add(frame.id)
    }
    this.#process?.post({ kind: 'frame', client: id, frame })
  }

  #toClient(id: number, frame: FromEngine): void {
    const client = this.#clients.get(id)
    if (frame.kind === 'reply') client?.waiting.delete(frame.id)
    client?.port.post(frame)
  }
}

function disconnected(id: number, message: string): FromEngine {
  return { kind: 'reply', id, result: { ok: false, code: 'disconnected', message } }
}

/** The engine process's file: in a checkout, or in the one folder of the built bundles. */
export function engineEntry(ownFile = import.meta.filename): string {
  return ownFile.endsWith('.ts') ? join(dirname(ownFile), 'process.ts') : join(dirname(ownFile), 'engine.js')
}

/** Starts an engine process of plain Node; its messages keep big integers and bytes. */
export function forkEngine(): EngineProcess {
  const child = fork(engineEntry(), [], { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return {
    // Without a callback a channel that just broke would raise an error event; its end is told by onExit.
    post: (message) => {
      if (child.connected) child.send(message, () => {})
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromProcess)),
    onExit: (listener) => void child.once('exit', (code, signal) => listener(signal ?? `exit code ${code}`)),
    kill: () => void child.kill('SIGKILL'),
  }
}
