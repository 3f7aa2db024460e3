/** Connections that a person joins and splits: kept with the case, and known again when its files are read anew. */
import { copyFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { directClient } from '../../support/direct-client.ts'
import { Engine } from '../../../main/engine/engine.ts'
import type { EngineClient, Result } from '../../../preload/contract/carrier.ts'
import type { ConnectionDetail, ConnectionRow } from '../../../preload/contract/connection.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

const CAPTURE = 'tn3270-after-key-rollover.pcap'
const TRACE = 'tn3270-after-key-rollover.gsksrvr.txt'

async function opened(folder: string): Promise<{ readonly engine: Engine; readonly client: EngineClient }> {
  const engine = new Engine({ home: join(folder, 'home'), version: '0', checkReplies: true })
  onTestFinished(() => engine.close())
  const client = directClient(engine)
  value(await client.request('case.open', { paths: [join(folder, CAPTURE), join(folder, TRACE)] }))
  await engine.idle()
  return { engine, client }
}

function folderWithCase(): string {
  const folder = temporaryFolder()
  for (const name of [CAPTURE, TRACE]) copyFileSync(join(EXAMPLE.folder, name), join(folder, name))
  return folder
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

async function rows(client: EngineClient): Promise<readonly ConnectionRow[]> {
  const request = { filter: '', sort: 'start', descending: false, offset: 0, limit: 100 } as const
  return value(await client.request('connection.page', request)).rows
}

const detail = async (client: EngineClient, id: number): Promise<ConnectionDetail> =>
  value(await client.request('connection.detail', { id }))

/** The first connection that capture and trace both show. */
async function joinedRow(client: EngineClient): Promise<ConnectionRow> {
  const row = (await rows(client)).find(({ sources }) => sources.length > 1)
  if (row === undefined) throw new Error('capture and trace share no connection')
  return row
}

it('splits what was joined, says so, and undoes it', async () => {
  const { client } = await opened(folderWithCase())
  const before = await rows(client)
  const { id } = await joinedRow(client)
  const whole = await detail(client, id)
  const { connections } = value(await client.request('connection.split', { connection: id, leg: null }))
  expect(connections).toHaveLength(2)
  expect(await rows(client)).toHaveLength(before.length + 1)
  const [one, other] = await Promise.all(connections.map((connection) => detail(client, connection)))
  expect(one?.legs).toMatchObject([{ joinedBy: null }])
  expect(one?.apart).toMatchObject([{ reason: 'manual', candidates: [other?.row.id] }])
  expect(value(await client.request('case.state', {})).handDecisions).toBe(1)

  expect(value(await client.request('connection.undo', {})).connections).toEqual([id])
  expect(await detail(client, id)).toEqual(whole)
  expect(await rows(client)).toEqual(before)
  expect(await client.request('connection.undo', {})).toMatchObject({ ok: false, code: 'invalid' })
})

it('joins by hand what was split by hand, and keeps it when the case is opened again and a file is read anew', async () => {
  const folder = folderWithCase()
  const { engine, client } = await opened(folder)
  const { id } = await joinedRow(client)
  const [first = 0, second = 0] = value(
    await client.request('connection.split', { connection: id, leg: (await detail(client, id)).legs[1]?.id ?? 0 }),
  ).connections
  expect(value(await client.request('connection.join', { connections: [first, second] })).connections).toEqual([id])
  expect((await detail(client, id)).legs.map(({ joinedBy }) => joinedBy)).toEqual(['manual', 'manual'])
  value(await client.request('connection.split', { connection: id, leg: null }))
  const apart = (await rows(client)).length
  await engine.close()

  utimesSync(join(folder, CAPTURE), new Date(), new Date(Date.now() + 60_000))
  const again = await opened(folder)
  for (const { id: source } of value(await again.client.request('case.state', {})).sources)
    value(await again.client.request('case.retry', { source }))
  await again.engine.idle()
  expect(await rows(again.client)).toHaveLength(apart)
  expect(value(await again.client.request('case.state', {})).handDecisions).toBe(3)
})

it('refuses what cannot be', async () => {
  const { client } = await opened(folderWithCase())
  const all = await rows(client)
  const joined = await joinedRow(client)
  const hello = await Promise.all(all.map(async ({ id }) => ({ id, random: (await detail(client, id)).clientRandom })))
  const different = hello.filter(({ random }) => random !== null).slice(0, 2)
  expect(new Set(different.map(({ random }) => random)).size).toBe(2)
  expect(await client.request('connection.join', { connections: different.map(({ id }) => id) })).toMatchObject({
    ok: false,
    code: 'refused',
  })
  expect(await client.request('connection.join', { connections: [joined.id, joined.id] })).toMatchObject({ ok: false })
  expect(await client.request('connection.join', { connections: [1, 99_999] })).toMatchObject({ code: 'not-found' })
  expect(await client.request('connection.split', { connection: joined.id, leg: 99_999 })).toMatchObject({
    code: 'not-found',
  })
  const alone = all.find(({ sources }) => sources.length === 1)
  if (alone)
    expect(await client.request('connection.split', { connection: alone.id, leg: null })).toMatchObject({
      code: 'invalid',
    })
  expect(await rows(client)).toEqual(all)
})

it('gives every sighting of a message', async () => {
  const { client } = await opened(folderWithCase())
  const { id, sources } = await joinedRow(client)
  const { messages } = await detail(client, id)
  const hello = messages.find(({ name }) => name === 'client_hello')
  expect(hello?.sightings.map(({ source }) => source)).toEqual([...sources])
  expect(hello?.sightings.map(({ frame, line }) => [frame !== null, line !== null])).toEqual([
    [true, false],
    [false, true],
  ])
})
