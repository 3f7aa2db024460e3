import { expect, it } from 'vitest'
import { connect, type EnginePort } from '../../../main/engine/port-client.ts'
import type { FromEngine } from '../../../preload/contract/carrier.ts'
import type { Result } from '../../../preload/contract/carrier.ts'

function connected() {
  const heard: FromEngine[] = []
  const asked: { channel: string; signal: AbortSignal | undefined; answer: (result: Result<unknown>) => void }[] = []
  const listeners = new Map<string, (payload: never) => void>()
  let send: (frame: unknown) => void = () => {}
  const port: EnginePort = { post: (frame) => void heard.push(frame), onMessage: (listener) => (send = listener) }
  const end = connect(
    {
      request: (channel, _payload, signal) => new Promise((answer) => asked.push({ channel, signal, answer })),
      on: (name, listener) => {
        listeners.set(name, listener)
        return () => void listeners.delete(name)
      },
    },
    port,
  )
  return { heard, asked, listeners, send: (frame: unknown) => send(frame), end }
}

const frame = (id: number) => ({ kind: 'request', id, channel: 'case.state', payload: {} })

it('answers requests, tells events, and takes requests back', async () => {
  const { heard, asked, listeners, send, end } = connected()
  send(frame(1))
  send({ kind: 'abort', id: 1 })
  expect(asked[0]?.signal?.aborted).toBe(true)
  asked[0]?.answer({ ok: false, code: 'aborted', message: 'x' })
  await expect
    .poll(() => heard)
    .toStrictEqual([{ kind: 'reply', id: 1, result: { ok: false, code: 'aborted', message: 'x' } }])
  listeners.get('engine.restarted')?.({ message: 'm' } as never)
  expect(heard.at(-1)).toStrictEqual({ kind: 'event', name: 'engine.restarted', payload: { message: 'm' } })
  send(frame(2))
  end()
  expect(asked[1]?.signal?.aborted).toBe(true)
  expect(listeners.size).toBe(0)
  asked[1]?.answer({ ok: true, value: 1 })
  await Promise.resolve()
  expect(heard).toHaveLength(2)
})

it('lets nothing in that is no request, no number twice, and no flood', () => {
  const { heard, asked, send } = connected()
  for (const bad of [
    undefined,
    'x',
    { kind: 'request', id: 1, channel: 'toString', payload: {} },
    { kind: 'request', id: 'x', channel: 'case.state' },
  ])
    send(bad)
  expect(asked).toHaveLength(0)
  send(frame(1))
  send(frame(1))
  expect(heard).toMatchObject([{ id: 1, result: { ok: false, code: 'refused' } }])
  for (let id = 2; id < 1_000; id++) send(frame(id))
  expect(asked.length).toBeLessThan(300)
})
