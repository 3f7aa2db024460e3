/** A message is asked for by the number that the window knows: joining and splitting gives messages other numbers. */
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { directClient } from '../../support/direct-client.ts'
import { Engine } from '../../../main/engine/engine.ts'
import type { EngineClient, Result } from '../../../preload/contract/carrier.ts'
import type { ConnectionDetail, MessageRow } from '../../../preload/contract/connection.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

const detailOf = async (client: EngineClient, id: number): Promise<ConnectionDetail> =>
  value(await client.request('connection.detail', { id }))
const legsOf = ({ legs }: ConnectionDetail): number[] => legs.map(({ id }) => id)
/** Where a message stands in each of the sources that show it. */
const seen = ({ sightings }: MessageRow): string[] =>
  sightings.map(({ source, frame, line }) => `${source}: ${frame ?? ''} ${line ?? ''}`)

interface Split {
  readonly client: EngineClient
  readonly engine: Engine
  readonly joined: ConnectionDetail
  readonly parts: readonly ConnectionDetail[]
}

/** A connection as it is joined, and its legs as they are apart: in the case they are apart. */
async function split(): Promise<Split> {
  const engine = new Engine({ home: temporaryFolder(), version: '0', checkReplies: true })
  onTestFinished(() => engine.close())
  const client = directClient(engine)
  const files = ['tn3270-after-key-rollover.pcap', 'tn3270-after-key-rollover.gsksrvr.txt']
  value(await client.request('case.open', { paths: files.map((name) => join(EXAMPLE.folder, name)) }))
  await engine.idle()
  const request = { filter: '', sort: 'start', descending: false, offset: 0, limit: 100 } as const
  const { rows } = value(await client.request('connection.page', request))
  // The one whose capture and trace show the most messages.
  const [row] = rows.filter(({ sources }) => sources.length > 1).sort((a, b) => b.messageCount - a.messageCount)
  const joined = await detailOf(client, row?.id ?? 0)
  const { connections } = value(await client.request('connection.split', { connection: joined.row.id, leg: null }))
  return { client, engine, joined, parts: await Promise.all(connections.map((id) => detailOf(client, id))) }
}

it('is the same one after the connection was joined to another', async () => {
  const { client, joined, parts } = await split()
  value(await client.request('connection.undo', {}))
  let moved = 0
  for (const part of parts)
    for (const { n, ...row } of part.messages) {
      const ask = { connection: part.row.id, n }
      const now = value(await client.request('message.detail', { ...ask, legs: legsOf(part) })).row
      expect(seen(now)).toEqual(expect.arrayContaining(seen({ n, ...row })))
      expect(seen(joined.messages[now.n - 1] ?? now)).toEqual(seen(now))
      if (now.n !== n) moved++
      // A number of a connection that is gone is of its first leg.
      if (part.row.id !== joined.row.id) expect(value(await client.request('message.detail', ask)).row).toEqual(now)
    }
  expect(moved).toBeGreaterThan(0)
})

it('is the same one after the connection was split, or said to be elsewhere', async () => {
  const { client, joined, parts } = await split()
  let elsewhere = 0
  for (const part of parts) {
    const own = new Set(part.messages.flatMap(seen))
    for (const row of joined.messages) {
      const ask = { connection: part.row.id, n: row.n, legs: legsOf(joined) }
      const now = await client.request('message.detail', ask)
      if (seen(row).some((one) => own.has(one))) expect(seen(row)).toEqual(expect.arrayContaining(seen(value(now).row)))
      else {
        elsewhere++
        expect(now).toMatchObject({ ok: false, code: 'not-found' })
      }
    }
  }
  expect(elsewhere).toBeGreaterThan(0)
})

it('gets the note that was begun on it, wherever it is now', async () => {
  const { client, joined, parts } = await split()
  value(await client.request('connection.undo', {}))
  for (const part of parts)
    for (const row of part.messages) {
      const subject = { on: 'message', connection: part.row.id, n: row.n, legs: legsOf(part) } as const
      const note = value(await client.request('note.make', { subject, text: 'this one' })).notes.at(-1)
      expect(note?.connection).toBe(joined.row.id)
      expect(seen(joined.messages[(note?.n ?? 0) - 1] ?? row)).toEqual(expect.arrayContaining(seen(row)))
    }
  value(await client.request('connection.split', { connection: joined.row.id, leg: null }))
  for (const row of joined.messages) {
    const subject = { on: 'message', connection: joined.row.id, n: row.n, legs: legsOf(joined) } as const
    const note = value(await client.request('note.make', { subject, text: 'this one' })).notes.at(-1)
    const shown = parts.find(({ row: { id } }) => id === note?.connection)?.messages[(note?.n ?? 0) - 1]
    expect(seen(row)).toEqual(expect.arrayContaining(shown ? seen(shown) : ['a place']))
  }
  // On a connection that was joined to another one.
  value(await client.request('connection.undo', {}))
  const gone = parts.find(({ row }) => row.id !== joined.row.id)
  const subject = { on: 'connection', connection: gone?.row.id ?? 0 } as const
  expect(value(await client.request('note.make', { subject, text: 'x' })).notes.at(-1)?.connection).toBe(joined.row.id)
})

it('is the same one after the files were read anew, wherever it was seen', async () => {
  const { client, engine, joined } = await split()
  value(await client.request('connection.undo', {}))
  await detailOf(client, joined.row.id)
  const { sources } = value(await client.request('case.state', {}))
  for (const { id } of sources) {
    value(await client.request('case.retry', { source: id }))
    await engine.idle()
    const now = await detailOf(client, joined.row.id)
    expect(now.messages.map(seen)).toEqual(joined.messages.map(seen))
    for (const row of joined.messages) {
      const ask = { connection: joined.row.id, n: row.n, legs: legsOf(joined) }
      expect(seen(value(await client.request('message.detail', ask)).row)).toEqual(seen(row))
    }
  }
  const ask = { connection: joined.row.id, n: 1, legs: [legsOf(joined)[0] ?? 0, 99_999] }
  expect(await client.request('message.detail', ask)).toMatchObject({ ok: false, code: 'not-found' })
})

it('tells which connections speak for others now', async () => {
  const { client, joined, parts } = await split()
  const ids = parts.map(({ row }) => row.id)
  const standing = async (connections: number[]): Promise<unknown> =>
    value(await client.request('connection.standing', { connections })).standing
  expect(await standing(ids)).toEqual(parts.map((part) => ({ id: part.row.id, legs: legsOf(part) })))
  value(await client.request('connection.undo', {}))
  const now = { id: joined.row.id, legs: legsOf(joined) }
  expect(await standing([...ids, 99_999])).toEqual([now, now, null])
})
