import { app, MessageChannelMain, utilityProcess, type MessagePortMain, type WebFrameMain } from 'electron'
import { TELLS } from '../../preload/contract/shell-channel.ts'
import { exampleFolder } from '../engine/example-folder.ts'
import { gskopeHome } from '../engine/home.ts'
import type { FromProcess } from '../engine/process-message.ts'
import { engineEntry, type EngineProcess, EngineSupervisor } from '../engine/supervisor.ts'
import { printPage } from './print-page.ts'

export interface EngineLinkOptions {
  /** The page that talks to the engine, while there is one. */
  readonly frame: () => WebFrameMain | undefined
  readonly onGivenUp: (message: string) => void
  /** Replies are checked against their schemas, too. */
  readonly developing: boolean
}

/** The engine as a utility process, and the ports between it and the page: what they say to each other does not pass through here. */
export class EngineLink {
  readonly #options: EngineLinkOptions
  readonly #supervisor: EngineSupervisor

  /** Electron must be ready. */
  constructor(options: EngineLinkOptions) {
    this.#options = options
    this.#supervisor = new EngineSupervisor({
      spawn: () => this.#spawn(),
      engine: {
        home: gskopeHome(),
        version: app.getVersion(),
        exampleFolder: exampleFolder(),
        checkReplies: options.developing,
      },
      onStarted: (restarted) => {
        const frame = options.frame()
        // The first engine waits for a page to ask.
        if (restarted !== undefined && frame) this.#handOver(frame, restarted)
      },
      onGivenUp: options.onGivenUp,
      print: printPage,
    })
  }

  /** Gives the page a port to the engine that runs; while none does, the next one brings its own. */
  connect(frame: WebFrameMain): void {
    this.#handOver(frame, undefined)
  }

  /** Resolves when the engine has closed its case and ended. */
  stop(): Promise<void> {
    return this.#supervisor.stop()
  }

  #handOver(frame: WebFrameMain, restarted: string | undefined): void {
    const { port1, port2 } = new MessageChannelMain()
    this.#supervisor.handOver(port1, restarted)
    frame.postMessage(TELLS.port, null, [port2])
  }

  #spawn(): EngineProcess {
    const child = utilityProcess.fork(engineEntry(), [], { serviceName: 'gskope engine' })
    child.once('exit', () => this.#options.frame()?.send(TELLS.down))
    return {
      post: (message, ports = []) => child.postMessage(message, ports as MessagePortMain[]),
      onMessage: (listener) => child.on('message', (message: FromProcess) => listener(message)),
      onExit: (listener) => child.once('exit', (code) => listener(`exit code ${code}`)),
      kill: () => child.kill(),
    }
  }
}
