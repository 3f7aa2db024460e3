import type { FromEngine } from '../../preload/contract/carrier.ts'
import { EVENTS } from '../../preload/contract/channel.ts'
import { checkRequestFrame, WireError } from '../../preload/contract/wire.ts'
import type { Engine } from './engine.ts'

/** One end of any channel that carries structures: MessagePort, IPC of a child process, a WebSocket with a codec. */
export interface EnginePort {
  post(frame: FromEngine): void
  onMessage(listener: (frame: unknown) => void): void
}

/** Requests of one client that may wait at once; a window makes a handful. */
const MAX_WAITING = 256

/** Lets a client talk to the engine through `port`. Returns what ends it: its requests are taken back, it hears no more events. */
export function connect(engine: Pick<Engine, 'request' | 'on'>, port: EnginePort): () => void {
  const waiting = new Map<number, AbortController>()
  const listening = EVENTS.map((name) =>
    engine.on(name, (payload: unknown) => port.post({ kind: 'event', name, payload })),
  )
  let open = true
  port.onMessage((raw) => {
    let frame
    try {
      frame = checkRequestFrame(raw)
    } catch (error) {
      // A frame without a number cannot be answered.
      if (error instanceof WireError) return
      throw error
    }
    const { id } = frame
    if (frame.kind === 'abort') return waiting.get(id)?.abort()
    if (waiting.has(id) || waiting.size >= MAX_WAITING) {
      port.post({ kind: 'reply', id, result: { ok: false, code: 'refused', message: 'Too many requests at once.' } })
      return
    }
    const controller = new AbortController()
    waiting.set(id, controller)
    void engine.request(frame.channel, frame.payload, controller.signal).then((result) => {
      waiting.delete(id)
      if (open) port.post({ kind: 'reply', id, result })
    })
  })
  return () => {
    open = false
    for (const stop of listening) stop()
    for (const controller of waiting.values()) controller.abort()
  }
}
