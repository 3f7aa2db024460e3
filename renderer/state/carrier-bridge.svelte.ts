import type { Bridge } from '../../preload/contract/carrier.ts'

/**
 * The preload's bridge as the window may use it. Electron copies what passes between the two: it refuses Svelte's reactive proxies, and an
 * AbortSignal arrives as an empty object. So requests go over as plain values, and a signal as its parts.
 */
export function throughBridge({ engine, shell }: Bridge): Bridge {
  return {
    engine: {
      request: (channel, payload, signal) =>
        engine.request(channel, $state.snapshot<unknown>(payload) as typeof payload, signal && partsOf(signal)),
      on: (name, listener) => engine.on(name, listener),
    },
    shell,
  }
}

/** What preload/bridge.ts uses of a signal. Functions do pass. */
function partsOf(signal: AbortSignal): AbortSignal {
  const parts: Pick<AbortSignal, 'aborted'> & { addEventListener: (type: 'abort', listener: () => void) => void } = {
    aborted: signal.aborted,
    addEventListener: (type, listener) => signal.addEventListener(type, () => listener(), { once: true }),
  }
  return parts as AbortSignal
}
