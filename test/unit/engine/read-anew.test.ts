/** A source that is read anew has its legs under new numbers: what somebody knows by an old one stays what it was. */
import { copyFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { Engine } from '../../../main/engine/engine.ts'
import type { EngineClient, Result } from '../../../preload/contract/carrier.ts'
import type { MessageRow } from '../../../preload/contract/connection.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { directClient } from '../../support/direct-client.ts'
import { captureFixture, EXAMPLE } from '../../support/fixture-files.ts'

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

function anEngine(home = temporaryFolder()): { engine: Engine; client: EngineClient } {
  const engine = new Engine({ home, version: '0', checkReplies: true })
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

/** Frames in which messages of one kind are seen, which no reading of the capture changes. */
const placeOf = ({ from, frame, line }: MessageRow): string => `${from} ${frame ?? ''} ${line ?? ''}`

it('is the same connection and the same message after a key log was added, though there are more now', async () => {
  const { engine, client } = anEngine()
  const capture = captureFixture('recorded-tls13-client-cert.pcap')
  await engine.open([capture])
  await engine.idle()
  const [id = 0] = await ids(client)
  const before = value(await client.request('connection.detail', { id }))
  await engine.open([captureFixture('recorded-tls13-client-cert.pcap.keys')])
  await engine.idle()
  const after = value(await client.request('connection.detail', { id }))
  expect(after.row.id).not.toBe(id)
  expect(after.messages.length).toBeGreaterThan(before.messages.length)
  expect(value(await client.request('connection.standing', { connections: [id] })).standing).toEqual([
    { id: after.row.id, legs: after.legs.map((leg) => leg.id) },
  ])
  const legs = before.legs.map((leg) => leg.id)
  expect(before.messages.length).toBeGreaterThan(1)
  for (const row of before.messages) {
    const now = value(await client.request('message.detail', { connection: id, n: row.n, legs })).row
    expect(placeOf(now)).toBe(placeOf(row))
    if (row.visibility === 'plain') expect(now.name).toBe(row.name)
  }
  const last = before.messages.at(-1)?.n ?? 0
  const subject = { on: 'message', connection: id, n: last, legs } as const
  const made = value(await client.request('note.make', { subject, text: 'begun before' }))
  expect(made.notes.at(-1)).toMatchObject({ connection: after.row.id })
})

it('is found through one reading after the other, each connection as itself', async () => {
  const { engine, client } = anEngine()
  await engine.open([join(EXAMPLE.folder, 'tn3270-after-key-rollover.pcap')])
  await engine.idle()
  const first = await ids(client)
  const randoms = async (connections: readonly number[]): Promise<unknown> =>
    Promise.all(
      connections.map(async (id) => {
        const { row } = value(await client.request('connection.detail', { id }))
        return [row.client, row.startNs, row.signature]
      }),
    )
  const shown = await randoms(first)
  for (let turn = 0; turn < 3; turn++) {
    await readAgain(engine, client)
    expect(await randoms(first)).toEqual(shown)
  }
  const { sources } = value(await client.request('case.state', {}))
  value(await client.request('case.remove', { source: sources[0]?.id ?? 0 }))
  await engine.idle()
  expect(await client.request('connection.detail', { id: first[0] ?? 0 })).toMatchObject({
    ok: false,
    code: 'not-found',
  })
})

it('is said to be on its way while the source is read anew', async () => {
  const { engine, client } = anEngine()
  await engine.open([join(EXAMPLE.folder, 'tn3270-after-key-rollover.pcap')])
  await engine.idle()
  const [id = 0] = await ids(client)
  const { legs } = value(await client.request('connection.detail', { id }))
  let isRead = false
  const read = readAgain(engine, client).finally(() => (isRead = true))
  // Answers are put together while the thread that reads the source removes and writes.
  while (!isRead) {
    const [detail, standing] = await Promise.all([
      client.request('connection.detail', { id }),
      client.request('connection.standing', { connections: [id] }),
    ])
    if (!detail.ok) expect(detail.code).toBe('not-yet')
    const [one] = value(standing).standing
    expect(one).not.toBeNull()
    if (one?.id === id) expect(one.legs).toEqual(legs.map((leg) => leg.id))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await read
  expect(value(await client.request('connection.detail', { id })).row.id).not.toBe(id)
})

it('is what the window showed when the case was closed, though its file changed since', async () => {
  const file = join(temporaryFolder(), 'kept.gskope')
  const capture = join(temporaryFolder(), 'a.pcap')
  copyFileSync(join(EXAMPLE.folder, 'tn3270-after-key-rollover.pcap'), capture)
  const home = temporaryFolder()
  const one = anEngine(home)
  await one.engine.openAs(file, [capture])
  await one.engine.idle()
  const id = (await ids(one.client)).at(-1) ?? 0
  const { row } = value(await one.client.request('connection.detail', { id }))
  value(await one.client.request('case.keepWindow', { window: JSON.stringify({ connection: id }) }))
  await one.engine.close()
  utimesSync(capture, new Date(), new Date(Date.now() + 60_000))
  const other = anEngine(home)
  await other.engine.open([file])
  await other.engine.idle()
  const now = value(await other.client.request('connection.detail', { id })).row
  expect(now.id).not.toBe(id)
  expect([now.client, now.startNs]).toEqual([row.client, row.startNs])
})
