import { describe, expect, it, onTestFinished } from 'vitest'
import type { FromEngine, ToEngine } from '../../../preload/contract/carrier.ts'
import type { EnginePort } from '../../../main/engine/port-client.ts'
import type { FromProcess, ToProcess } from '../../../main/engine/process-message.ts'
import { type EngineProcess, EngineSupervisor, forkEngine } from '../../../main/engine/supervisor.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

const options = { home: '/nowhere', version: '1' }

/** A process that does nothing but remember, and die when told. */
class StandInProcess implements EngineProcess {
  readonly heard: ToProcess[] = []
  say: (message: FromProcess) => void = () => {}
  die: (how: string) => void = () => {}
  post(message: ToProcess): void {
    this.heard.push(message)
    if (message.kind === 'stop') queueMicrotask(() => this.die('exit code 0'))
  }
  onMessage(listener: (message: FromProcess) => void): void {
    this.say = listener
  }
  onExit(listener: (how: string) => void): void {
    this.die = listener
  }
  kill(): void {}
}

class StandInClient implements EnginePort {
  readonly heard: FromEngine[] = []
  send: (frame: ToEngine) => void = () => {}
  post(frame: FromEngine): void {
    this.heard.push(frame)
  }
  onMessage(listener: (frame: unknown) => void): void {
    this.send = listener
  }
}

function supervised() {
  const processes: StandInProcess[] = []
  const started: (string | undefined)[] = []
  let givenUp: string | undefined
  const supervisor = new EngineSupervisor({
    engine: options,
    spawn: () => {
      const process = new StandInProcess()
      processes.push(process)
      return process
    },
    onStarted: (restarted) => started.push(restarted),
    onGivenUp: (message) => (givenUp = message),
  })
  onTestFinished(() => supervisor.stop())
  return { supervisor, processes, started, givenUp: () => givenUp, last: () => processes.at(-1)! }
}

const request = (id: number): ToEngine => ({ kind: 'request', id, channel: 'case.state', payload: {} })

describe('a supervisor', () => {
  it('carries frames between clients and the process, each to its own', () => {
    const { supervisor, last } = supervised()
    const [one, two] = [new StandInClient(), new StandInClient()]
    supervisor.connect(one)
    const leave = supervisor.connect(two)
    two.send(request(9))
    expect(last().heard.at(-1)).toStrictEqual({ kind: 'frame', client: 2, frame: request(9) })
    const reply: FromEngine = { kind: 'reply', id: 9, result: { ok: true, value: 1 } }
    last().say({ kind: 'frame', client: 2, frame: reply })
    expect(two.heard).toStrictEqual([reply])
    expect(one.heard).toStrictEqual([])
    leave()
    expect(last().heard.at(-1)).toStrictEqual({ kind: 'client-gone', client: 2 })
  })

  it('prints pages for the process, or says why not', async () => {
    const processes: StandInProcess[] = []
    const supervisor = new EngineSupervisor({
      engine: options,
      spawn: () => processes[processes.push(new StandInProcess()) - 1]!,
      print: (html) => (html === '' ? Promise.reject(new Error('It is empty.')) : Promise.resolve(Uint8Array.of(1))),
    })
    onTestFinished(() => supervisor.stop())
    const [process] = processes
    expect(process?.heard).toMatchObject([{ kind: 'start', prints: true }])
    process?.say({ kind: 'print', page: 1, html: '<p>' })
    process?.say({ kind: 'print', page: 2, html: '' })
    await expect
      .poll(() => process?.heard.slice(1))
      .toStrictEqual([
        { kind: 'printed', page: 1, pdf: Uint8Array.of(1) },
        { kind: 'printed', page: 2, pdf: 'It is empty.' },
      ])
  })

  it('answers what was asked of a process that died, starts another, opens the case again and says so', async () => {
    const { supervisor, processes, started, last } = supervised()
    const client = new StandInClient()
    supervisor.connect(client)
    last().say({ kind: 'case', file: '/data/a.gskope' })
    client.send(request(4))
    last().die('SIGKILL')
    expect(client.heard).toMatchObject([{ kind: 'reply', id: 4, result: { ok: false, code: 'disconnected' } }])
    client.send(request(5))
    expect(client.heard.at(-1)).toMatchObject({ id: 5, result: { code: 'disconnected' } })
    await expect.poll(() => processes.length).toBe(2)
    expect(last().heard).toStrictEqual([
      { kind: 'start', options, reopen: '/data/a.gskope', prints: false },
      { kind: 'client', client: 1, restarted: expect.stringContaining('SIGKILL') as string },
    ])
    expect(started).toStrictEqual([undefined, expect.stringContaining('opened again')])
  })

  it('leaves a case closed that was open at two deaths in a row', async () => {
    const { processes, last } = supervised()
    last().say({ kind: 'case', file: '/data/a.gskope' })
    last().die('exit code 1')
    await expect.poll(() => processes.length).toBe(2)
    last().say({ kind: 'case', file: '/data/a.gskope' })
    last().die('exit code 1')
    await expect.poll(() => processes.length).toBe(3)
    expect(last().heard[0]).toMatchObject({ kind: 'start', reopen: undefined })
  })

  it('gives up when the process dies again and again, and says so', async () => {
    const { supervisor, processes, givenUp, last } = supervised()
    const client = new StandInClient()
    supervisor.connect(client)
    for (let death = 1; death <= 6; death++) {
      last().die('exit code 1')
      if (death < 6) await expect.poll(() => processes.length, { timeout: 5_000 }).toBe(death + 1)
    }
    expect(givenUp()).toContain('6 times')
    client.send(request(1))
    expect(client.heard.at(-1)).toMatchObject({
      id: 1,
      result: { ok: false, message: expect.stringContaining('Restart') as string },
    })
  }, 15_000)

  it('of a real process: the case that was open is open again after it was killed', async () => {
    const spawned: EngineProcess[] = []
    const supervisor = new EngineSupervisor({
      engine: { home: temporaryFolder(), version: '1', exampleFolder: EXAMPLE.folder },
      spawn: () => {
        const process = forkEngine()
        spawned.push(process)
        return process
      },
    })
    onTestFinished(() => supervisor.stop())
    const client = new StandInClient()
    supervisor.connect(client)
    supervisor.open([EXAMPLE.capture])
    const state = (): unknown =>
      client.heard.findLast((frame) => frame.kind === 'event' && frame.name === 'case.changed')
    await expect.poll(state, { timeout: 20_000 }).toMatchObject({ payload: { connections: 4, indexing: false } })
    client.heard.length = 0
    spawned[0]?.kill()
    await expect
      .poll(() => client.heard[0], { timeout: 20_000 })
      .toMatchObject({ kind: 'event', name: 'engine.restarted' })
    await expect.poll(state, { timeout: 20_000 }).toMatchObject({ payload: { connections: 4, indexing: false } })
    client.send(request(1))
    await expect
      .poll(() => client.heard.find((frame) => frame.kind === 'reply'))
      .toMatchObject({
        id: 1,
        result: {
          ok: true,
          value: { connections: 4, sources: [{ indexedInMs: 0, firstTime: expect.any(BigInt) as bigint }] },
        },
      })
  }, 60_000)
})
