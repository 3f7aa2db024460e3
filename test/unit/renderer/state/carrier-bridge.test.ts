import { expect, test } from 'vitest'
import type { Bridge, EngineClient } from '../../../../preload/contract/carrier.ts'
import { throughBridge } from '../../../../renderer/state/carrier-bridge.svelte.ts'
import { crossContext } from '../../../support/context-bridge-copy.ts'

/** An engine behind Electron's copying: what it was asked, and the signal that came along. */
function behindTheBridge() {
  const asked: { readonly channel: string; readonly payload: unknown }[] = []
  const signals: (AbortSignal | undefined)[] = []
  const request = (channel: string, payload: unknown, signal?: AbortSignal) => {
    // Refuses proxies, as Electron does.
    asked.push({ channel, payload: structuredClone(payload) })
    signals.push(signal)
    return Promise.resolve({ ok: false, code: 'failed', message: 'nothing here' })
  }
  const engine = { request, on: () => () => undefined } as unknown as EngineClient
  const bridge = { engine: crossContext(engine), shell: {} } as Bridge
  return { client: throughBridge(bridge).engine, asked, signals }
}

test('reactive values arrive as plain ones', async () => {
  const { client, asked } = behindTheBridge()
  const paths = new Proxy(['/a.pcap'], {})
  await client.request('case.open', { paths })
  expect(asked).toEqual([{ channel: 'case.open', payload: { paths: ['/a.pcap'] } }])
})

test('a signal arrives as something that can still be listened to', async () => {
  const { client, signals } = behindTheBridge()
  const abort = new AbortController()
  await client.request('case.state', {}, abort.signal)
  const [signal] = signals
  expect(signal?.aborted).toBe(false)
  let aborted = 0
  signal?.addEventListener('abort', () => (aborted += 1))
  abort.abort()
  expect(aborted).toBe(1)
})

test('without a signal none arrives', async () => {
  const { client, signals } = behindTheBridge()
  await client.request('case.state', {})
  expect(signals).toEqual([undefined])
})
