import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CLOSE_WRONG_TOKEN, decodeRequestFrame, encodeFrame } from '../../../../preload/contract/wire.ts'
import type { FromEngine } from '../../../../preload/contract/carrier.ts'
import { backOffMs } from '../../../../renderer/state/back-off.ts'
import { WebSocketEngine } from '../../../../renderer/state/carrier-websocket.ts'

class Socket {
  readyState = 0
  readonly sent: string[] = []
  onopen?: () => void
  onmessage?: (event: { data: unknown }) => void
  onclose?: (event: { code: number }) => void
  send(text: string): void {
    this.sent.push(text)
  }
  close(): void {
    this.end(1006)
  }
  open(): void {
    this.readyState = WebSocket.OPEN
    this.onopen?.()
  }
  end(code: number): void {
    this.readyState = WebSocket.CLOSED
    this.onclose?.({ code })
  }
  say(frame: FromEngine | string): void {
    this.onmessage?.({ data: typeof frame === 'string' ? frame : encodeFrame(frame) })
  }
}

let sockets: Socket[] = []
const connect = (): WebSocketEngine =>
  new WebSocketEngine('ws://x', () => {
    const socket = new Socket()
    sockets.push(socket)
    return socket as unknown as WebSocket
  })

beforeEach(() => {
  sockets = []
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

describe('WebSocketEngine', () => {
  it('keeps requests made before the link is up and answers each by its id', async () => {
    const engine = connect()
    const first = engine.request('case.state', {})
    const second = engine.request('recent.list', {})
    expect(sockets[0]!.sent).toEqual([])
    sockets[0]!.open()
    expect(sockets[0]!.sent.map((text) => decodeRequestFrame(text))).toMatchObject([
      { id: 1, channel: 'case.state' },
      { id: 2, channel: 'recent.list' },
    ])
    sockets[0]!.say({ kind: 'reply', id: 2, result: { ok: true, value: [] } })
    sockets[0]!.say({ kind: 'reply', id: 1, result: { ok: false, code: 'failed', message: 'no' } })
    expect(await second).toEqual({ ok: true, value: [] })
    expect(await first).toMatchObject({ code: 'failed' })
  })

  it('says disconnected for what was under way, comes back by itself and tells so', async () => {
    const engine = connect()
    const states: string[] = []
    engine.onLink((state) => states.push(state))
    sockets[0]!.open()
    const lost = engine.request('case.state', {})
    sockets[0]!.end(1006)
    expect(await lost).toMatchObject({ ok: false, code: 'disconnected' })
    const later = engine.request('case.state', {})
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sockets).toHaveLength(2)
    sockets[1]!.open()
    expect(sockets[1]!.sent).toHaveLength(1)
    sockets[1]!.say({ kind: 'reply', id: 2, result: { ok: true, value: 1 } })
    expect(await later).toEqual({ ok: true, value: 1 })
    expect(states).toEqual(['up', 'down', 'up'])
  })

  it('does not knock again with a wrong token', async () => {
    const engine = connect()
    const states: string[] = []
    engine.onLink((state) => states.push(state))
    const asked = engine.request('case.state', {})
    sockets[0]!.end(CLOSE_WRONG_TOKEN)
    expect(await asked).toMatchObject({ code: 'disconnected' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sockets).toHaveLength(1)
    expect(states).toEqual(['refused'])
    expect(await engine.request('case.state', {})).toMatchObject({ code: 'disconnected' })
  })

  it('tells the engine when a request is taken back, once', async () => {
    const engine = connect()
    sockets[0]!.open()
    const abort = new AbortController()
    const asked = engine.request('case.state', {}, abort.signal)
    abort.abort()
    expect(await asked).toMatchObject({ code: 'aborted' })
    expect(decodeRequestFrame(sockets[0]!.sent[1]!)).toEqual({ kind: 'abort', id: 1 })
    sockets[0]!.say({ kind: 'reply', id: 1, result: { ok: true, value: 1 } })
  })

  it('hands events to their listeners until they stop', () => {
    const engine = connect()
    sockets[0]!.open()
    const heard: unknown[] = []
    const stop = engine.on('engine.restarted', (payload) => heard.push(payload))
    sockets[0]!.say({ kind: 'event', name: 'engine.restarted', payload: { message: 'a' } })
    stop()
    sockets[0]!.say({ kind: 'event', name: 'engine.restarted', payload: { message: 'b' } })
    expect(heard).toEqual([{ message: 'a' }])
  })

  it('begins again after a frame that breaks the rules', async () => {
    connect()
    sockets[0]!.open()
    sockets[0]!.say('{')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sockets).toHaveLength(2)
  })
})

describe('backOffMs', () => {
  it('doubles up to a limit, with a spread', () => {
    expect([0, 1, 2, 3, 20].map((attempt) => backOffMs(attempt, () => 0.5))).toEqual([200, 400, 800, 1_600, 5_000])
    expect(backOffMs(0, () => 0)).toBe(150)
    expect(backOffMs(0, () => 1)).toBe(250)
  })
})
