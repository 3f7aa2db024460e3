import { onTestFinished } from 'vitest'
import { Engine } from '../../main/engine/engine.ts'
import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { CaseState } from '../../preload/contract/case.ts'
import type { Channel } from '../../preload/contract/channel.ts'
import type { Reply, Request } from '../../preload/contract/index.ts'
import { temporaryFolder } from './case-fixture.ts'
import { directClient } from './direct-client.ts'
import { EXAMPLE } from './fixture-files.ts'

interface Opened {
  readonly engine: Engine
  readonly client: EngineClient
  ask<C extends Channel>(channel: C, request: Request<C>): Promise<Reply<C>>
  open(...paths: string[]): Promise<CaseState>
}

/** An engine that ends with the test, its replies checked, and what asks it. */
export function anEngine(home = temporaryFolder()): Opened {
  const engine = new Engine({ home, version: '1.2.3', exampleFolder: EXAMPLE.folder, checkReplies: true })
  onTestFinished(() => engine.close())
  const client = directClient(engine)
  const ask: Opened['ask'] = async (channel, request) => {
    const result = await client.request(channel, request)
    if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
    return result.value
  }
  return {
    engine,
    client,
    ask,
    async open(...paths) {
      await ask('case.open', { paths })
      await engine.idle()
      return ask('case.state', {})
    },
  }
}

/** The first connections, whatever they are. */
export const page = { filter: '', sort: 'start', descending: false, offset: 0, limit: 100 } as const
