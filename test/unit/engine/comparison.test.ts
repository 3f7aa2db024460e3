import { expect, it, onTestFinished } from 'vitest'
import { directClient } from '../../support/direct-client.ts'
import { Engine } from '../../../main/engine/engine.ts'
import type { EngineClient } from '../../../preload/contract/carrier.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

/** The example, which holds two good and two failed handshakes with one server. */
async function opened(): Promise<EngineClient> {
  const engine = new Engine({
    home: temporaryFolder(),
    version: '1',
    exampleFolder: EXAMPLE.folder,
    checkReplies: true,
  })
  onTestFinished(() => engine.close())
  const client = directClient(engine)
  await client.request('case.openExample', {})
  await engine.idle()
  return client
}

async function firstFailed(client: EngineClient): Promise<number> {
  const page = await client.request('connection.page', {
    filter: 'outcome:failed',
    sort: 'start',
    descending: false,
    offset: 0,
    limit: 1,
  })
  const id = page.ok ? page.value.rows[0]?.id : undefined
  if (id === undefined) throw new Error('the example has a failed connection')
  return id
}

it('compares two connections of the case, and finds the nearest good one', async () => {
  const client = await opened()
  const bad = await firstFailed(client)

  const near = await client.request('compare.nearest', { connection: bad, within: null })
  const good = near.ok ? near.value.connection : null
  if (good === null) throw new Error('the example has a good one')
  const pair = await client.request('compare.pair', { a: bad, b: good })
  const mirror = await client.request('compare.pair', { a: good, b: bad })
  if (!pair.ok || !mirror.ok) throw new Error('they compare')
  expect(pair.value.first).toBe(0)
  expect(pair.value.summary).toBe("The bad client offers only RSA suites; the server's certificate is EC.")
  expect(pair.value.differences[0]?.weight).toBe('cause')
  expect(pair.value.aligned[0]).toMatchObject({ a: 1, b: 1, state: 'same', differs: true })
  // Rows of A alone stand before rows of B alone, whoever is A.
  const pairs = (rows: (number | null)[][]): string[] => rows.map((row) => row.join()).sort()
  expect(pairs(mirror.value.aligned.map(({ a, b }) => [b, a]))).toEqual(
    pairs(pair.value.aligned.map(({ a, b }) => [a, b])),
  )

  expect(await client.request('compare.pair', { a: bad, b: bad })).toMatchObject({ ok: true, value: { first: null } })
  expect(await client.request('compare.pair', { a: bad, b: 999 })).toMatchObject({ ok: false, code: 'not-found' })
  expect(await client.request('compare.nearest', { connection: 999, within: null })).toMatchObject({
    ok: false,
    code: 'not-found',
  })
})

it('shows several beside each other, and what tells them apart', async () => {
  const client = await opened()
  const page = await client.request('connection.page', {
    filter: '',
    sort: 'start',
    descending: false,
    offset: 0,
    limit: 4,
  })
  const ids = page.ok ? page.value.rows.map(({ id }) => id) : []
  const several = await client.request('compare.several', { connections: ids })
  if (!several.ok) throw new Error(several.message)
  expect(several.value.handshakes.map(({ row }) => row.id)).toEqual(ids)
  const suites = several.value.facts.find(({ path }) => path === 'client_hello.cipherSuites')
  expect(suites).toMatchObject({ group: 'client_hello', name: 'cipher suites', differs: true })
  expect(suites?.values.every((members) => members.every((member) => member.startsWith('TLS_')))).toBe(true)
  expect(suites?.kinds[1]).toBe(suites?.kinds[2])
  expect(several.value.facts.find(({ path }) => path === 'client_hello.serverName')?.differs).toBe(false)
  expect(await client.request('compare.several', { connections: [ids[0] ?? 0, 999] })).toMatchObject({
    ok: false,
    code: 'not-found',
  })
  // One is no comparison.
  expect(await client.request('compare.several', { connections: [1] })).toMatchObject({ ok: false })
})

it('knows a connection by the number it had before it was joined to another one', async () => {
  const client = await opened()
  const now = await firstFailed(client)
  const detail = await client.request('connection.detail', { id: now })
  // Each leg was a connection of its own while the files were read.
  const before = detail.ok ? detail.value.legs.find(({ id }) => id !== now)?.id : undefined
  if (before === undefined) throw new Error('a trace and a capture show it')
  const nearest = (connection: number): unknown => client.request('compare.nearest', { connection, within: null })
  expect(await nearest(before)).toEqual(await nearest(now))
  expect(await nearest(before)).toMatchObject({ ok: true })
  expect(await client.request('connection.detail', { id: before })).toMatchObject({ value: { row: { id: now } } })
  expect(await client.request('compare.pair', { a: before, b: now })).toMatchObject({
    ok: true,
    value: { first: null },
  })
  expect(await client.request('compare.several', { connections: [before, now] })).toMatchObject({
    value: { handshakes: [{ row: { id: now } }, { row: { id: now } }] },
  })
})
