import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData, type MessagePort } from 'node:worker_threads'
import { PortMain } from './electron-port.ts'

/** The inside of a stand-in utility process: gives the module that it runs a `process.parentPort`, as Electron does. */

export interface ToUtility {
  readonly message: unknown
  readonly ports: readonly MessagePort[]
}

/** Nothing is lost before somebody listens: the port is started by its first listener. */
class ParentPort extends EventEmitter {
  constructor() {
    super()
    this.once('newListener', () => {
      parentPort?.on('message', ({ message, ports }: ToUtility) => {
        this.emit('message', { data: message, ports: ports.map((each) => new PortMain(each)) })
      })
    })
  }
  postMessage(message: unknown): void {
    parentPort?.postMessage(message)
  }
}

Object.defineProperty(process, 'parentPort', { value: new ParentPort() })
await import(pathToFileURL((workerData as { modulePath: string }).modulePath).href)
