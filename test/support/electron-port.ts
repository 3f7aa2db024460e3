import { EventEmitter } from 'node:events'
import type { MessagePort } from 'node:worker_threads'

/** Electron's MessagePortMain over Node's MessagePort: silent until started, and its messages are events with `data`. */
export class PortMain extends EventEmitter {
  readonly port: MessagePort

  constructor(port: MessagePort) {
    super()
    this.port = port
    port.on('close', () => this.emit('close'))
  }

  start(): void {
    this.port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }))
  }

  postMessage(message: unknown): void {
    this.port.postMessage(message)
  }

  close(): void {
    this.port.close()
  }
}
