import type { EngineClient, Result, ToEngine } from '../../preload/contract/carrier.ts'
import type { Channel, EventName } from '../../preload/contract/channel.ts'
import type { EventPayload, Reply, Request } from '../../preload/contract/index.ts'
import { CLOSE_WRONG_TOKEN, decodeFrame, encodeFrame } from '../../preload/contract/wire.ts'
import { backOffMs } from './back-off.ts'

export type LinkState = 'up' | 'down' | 'refused'

interface Waiting {
  readonly resolve: (result: Result<unknown>) => void
}

const DISCONNECTED: Result<never> = {
  ok: false,
  code: 'disconnected',
  message: 'The connection to the engine was lost.',
}

/**
 * The engine behind `gskope serve`. Requests made while the link is down wait for it; those under way when it breaks are answered
 * with `disconnected`, because nobody knows whether the engine saw them.
 */
export class WebSocketEngine implements EngineClient {
  readonly #url: string
  readonly #open: (url: string) => WebSocket
  readonly #waiting = new Map<number, Waiting>()
  readonly #queued = new Map<number, string>()
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>()
  readonly #linkListeners = new Set<(state: LinkState) => void>()
  #socket: WebSocket | undefined
  #attempt = 0
  /** The token is wrong: nothing that is asked will ever be answered. */
  #refused = false
  #nextId = 1

  constructor(url: string, open: (url: string) => WebSocket = (address) => new WebSocket(address)) {
    this.#url = url
    this.#open = open
    this.#connect()
  }

  request<C extends Channel>(channel: C, payload: Request<C>, signal?: AbortSignal): Promise<Result<Reply<C>>> {
    if (signal?.aborted) return Promise.resolve({ ok: false, code: 'aborted', message: 'The request was taken back.' })
    if (this.#refused) return Promise.resolve(DISCONNECTED)
    const id = this.#nextId++
    return new Promise((resolve) => {
      this.#waiting.set(id, { resolve: (result) => resolve(result as Result<Reply<C>>) })
      signal?.addEventListener('abort', () => this.#abort(id), { once: true })
      this.#send(id, encodeFrame({ kind: 'request', id, channel, payload }))
    })
  }

  on<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  onLink(listener: (state: LinkState) => void): () => void {
    this.#linkListeners.add(listener)
    return () => this.#linkListeners.delete(listener)
  }

  #connect(): void {
    const socket = this.#open(this.#url)
    this.#socket = socket
    socket.onopen = () => {
      this.#attempt = 0
      for (const frame of this.#queued.values()) socket.send(frame)
      this.#queued.clear()
      this.#tell('up')
    }
    socket.onmessage = (event) => {
      if (typeof event.data === 'string') this.#take(event.data)
    }
    socket.onclose = (event) => {
      if (this.#socket !== socket) return
      this.#socket = undefined
      for (const [id, { resolve }] of this.#waiting) {
        if (this.#queued.has(id)) continue
        this.#waiting.delete(id)
        resolve(DISCONNECTED)
      }
      if (event.code === CLOSE_WRONG_TOKEN) {
        this.#refuse()
        return
      }
      this.#tell('down')
      setTimeout(() => this.#connect(), backOffMs(this.#attempt++))
    }
  }

  #send(id: number, frame: string): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(frame)
    else this.#queued.set(id, frame)
  }

  #take(text: string): void {
    let frame
    try {
      frame = decodeFrame(text)
    } catch {
      // A frame that breaks the rules means that both sides no longer agree: begin again rather than guess.
      this.#socket?.close()
      return
    }
    if (frame.kind === 'reply') {
      this.#waiting.get(frame.id)?.resolve(frame.result)
      this.#waiting.delete(frame.id)
    } else {
      for (const listener of this.#listeners.get(frame.name) ?? [])
        (listener as (payload: unknown) => void)(frame.payload)
    }
  }

  #abort(id: number): void {
    const waiting = this.#waiting.get(id)
    if (!waiting) return
    this.#waiting.delete(id)
    if (!this.#queued.delete(id) && this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(encodeFrame({ kind: 'abort', id } satisfies ToEngine))
    }
    waiting.resolve({ ok: false, code: 'aborted', message: 'The request was taken back.' })
  }

  #refuse(): void {
    this.#refused = true
    for (const { resolve } of this.#waiting.values()) resolve(DISCONNECTED)
    this.#waiting.clear()
    this.#queued.clear()
    this.#tell('refused')
  }

  #tell(state: LinkState): void {
    for (const listener of this.#linkListeners) listener(state)
  }
}
