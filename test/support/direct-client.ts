import type { EngineClient, Result } from '../../preload/contract/carrier.ts'
import type { Channel } from '../../preload/contract/channel.ts'
import type { Reply } from '../../preload/contract/index.ts'
import type { Engine } from '../../main/engine/engine.ts'

/** The engine in one's own process, in the form that every client has: without a carrier between. */
export function directClient(engine: Engine): EngineClient {
  return {
    // Each channel's answer is typed where it is given (Answers); the door between has no types of its own.
    request: <C extends Channel>(channel: C, payload: unknown, signal?: AbortSignal) =>
      engine.request(channel, payload, signal) as Promise<Result<Reply<C>>>,
    on: (name, listener) => engine.on(name, listener),
  }
}
