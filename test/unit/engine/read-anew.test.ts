/** A source that is read anew has its legs under new numbers: what somebody knows by an old one stays what it was. */
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { Engine } from '../../../main/engine/engine.ts'
import type { EngineClient, Result } from '../../../preload/contract/carrier.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { directClient } from '../../support/direct-client.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

function anEngine(): { engine: Engine; client: EngineClient } {
  const engine = new Engine({ home: temporaryFolder(), version: '0', checkReplies: true })
  onTestFinished(() => engine.close())
  return { engine, client: directClient(engine) }
}

async function ids(client: EngineClient): Promise<number[]> {
  const request = { filter: '', sort: 'start', descending: false, offset: 0, limit: 100 } as const
  return value(await client.request('connection.page', request)).rows.map(({ id }) => id)
}

async function readAgain(engine: Engine, client: EngineClient): Promise<void> {
  for (const { id } of value(await client.request('case.state', {})).sources)
    value(await client.request('case.retry', { source: id }))
  await engine.idle()
}

it('gives no leg a number that another one had, in a case that was closed meanwhile either', async () => {
  const { engine, client } = anEngine()
  const file = join(temporaryFolder(), 'kept.gskope')
  const capture = join(EXAMPLE.folder, 'tn3270-after-key-rollover.pcap')
  await engine.openAs(file, [capture])
  await engine.idle()
  const before = await ids(client)
  expect(before.length).toBeGreaterThan(1)
  await readAgain(engine, client)
  const after = await ids(client)
  expect(after).toHaveLength(before.length)
  expect(after.filter((id) => before.includes(id))).toEqual([])
  const { sources } = value(await client.request('case.state', {}))
  value(await client.request('case.remove', { source: sources[0]?.id ?? 0 }))
  await engine.idle()
  await engine.openAs(file, [])
  value(await client.request('case.open', { paths: [capture] }))
  await engine.idle()
  const last = await ids(client)
  expect(last.filter((id) => before.includes(id) || after.includes(id))).toEqual([])
})
