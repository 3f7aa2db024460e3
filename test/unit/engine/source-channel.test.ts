import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { directClient } from '../../support/direct-client.ts'
import { Engine } from '../../../main/engine/engine.ts'
import type { EngineClient } from '../../../preload/contract/carrier.ts'
import type { Channel } from '../../../preload/contract/channel.ts'
import type { Reply, Request } from '../../../preload/contract/index.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

interface Asked {
  readonly client: EngineClient
  ask<C extends Channel>(channel: C, request: Request<C>): Promise<Reply<C>>
  readonly listing: number
  readonly capture: number
}

async function opened(listingPath: string = EXAMPLE.listing): Promise<Asked> {
  const engine = new Engine({ home: temporaryFolder(), version: '0', checkReplies: true })
  onTestFinished(() => engine.close())
  const client = directClient(engine)
  const ask: Asked['ask'] = async (channel, request) => {
    const result = await client.request(channel, request)
    if (!result.ok) throw new Error(`${result.code}: ${result.message}`)
    return result.value
  }
  await ask('case.open', { paths: [listingPath, EXAMPLE.capture] })
  await engine.idle()
  const { sources } = await ask('case.state', {})
  const id = (format: string): number => sources.find((source) => source.format === format)?.id ?? 0
  return { client, ask, listing: id('gsk-ctrace'), capture: id('pcap') }
}

/** Lines are counted while others are answered. */
async function allLines({ ask, listing }: Asked, first: number, count: number): Promise<Reply<'source.lines'>> {
  for (;;) {
    const lines = await ask('source.lines', { source: listing, first, count })
    if (lines.complete) return lines
  }
}

it('gives the lines of a listing as they stand in it', async () => {
  const asked = await opened()
  const there = readFileSync(EXAMPLE.listing, 'latin1').split(/\r?\n/)
  const { kind, lines, rows } = await allLines(asked, 1, 1_000)
  expect(kind).toBe('text')
  expect(lines).toBeGreaterThan(rows.length > 999 ? 1_000 : 0)
  expect(rows.map(({ text }) => text)).toEqual(there.slice(0, rows.length))
  expect((await allLines(asked, lines, 5)).rows.map(({ text }) => text)).toEqual([there[lines - 1]])
  expect((await allLines(asked, lines + 1, 5)).rows).toEqual([])
})

it('says that a capture has none, and that a file is gone', async () => {
  const copy = join(temporaryFolder(), 'copy.txt')
  writeFileSync(copy, readFileSync(EXAMPLE.listing))
  const asked = await opened(copy)
  expect(await asked.ask('source.lines', { source: asked.capture, first: 1, count: 1 })).toMatchObject({
    kind: 'binary',
  })
  rmSync(copy)
  expect(await asked.ask('source.lines', { source: asked.listing, first: 1, count: 1 })).toMatchObject({
    kind: 'missing',
  })
  expect(await asked.client.request('source.lines', { source: 99, first: 1, count: 1 })).toMatchObject({
    code: 'not-found',
  })
  expect(await asked.client.request('source.lines', { source: asked.listing, first: 0, count: 1 })).toMatchObject({
    code: 'invalid',
  })
})

it('leads from a line to its message and back', async () => {
  const { ask, listing } = await opened()
  const { rows } = await ask('connection.page', { filter: '', sort: 'start', descending: false, offset: 0, limit: 10 })
  let held = 0
  for (const { id } of rows) {
    const { traceNotes, messages } = await ask('connection.detail', { id })
    for (const note of traceNotes.filter(({ source }) => source === listing)) {
      const record = await ask('source.recordAt', { source: listing, line: note.line })
      expect(record).toMatchObject({ first: note.line, source: listing, connection: id })
      if (record?.holds === false) expect(record.message ?? 0).toBe(note.afterMessage)
      // A line inside of the record leads to the same place.
      if (record?.last && record.last > record.first)
        expect(await ask('source.recordAt', { source: listing, line: record.last })).toEqual(record)
    }
    for (const message of messages.filter(({ source }) => source === listing)) {
      const record = await ask('source.recordAt', { source: listing, line: message.line ?? 0 })
      expect(record).toMatchObject({ connection: id, message: message.n, holds: true })
      expect(record?.first).toBeLessThanOrEqual(message.line ?? 0)
      held++
    }
  }
  expect(held).toBeGreaterThan(0)
  expect(await ask('source.recordAt', { source: listing, line: 1 })).toBeNull()
})

it('finds a line by time', async () => {
  const { ask, listing } = await opened()
  const { sources } = await ask('case.state', {})
  const { firstTime, lastTime } = sources.find(({ id }) => id === listing)!
  const at = async (timeNs: bigint): Promise<number> =>
    (await ask('source.lineAtTime', { source: listing, timeNs })).line ?? 0
  const [first, last] = [await at(0n), await at(lastTime!)]
  expect(first).toBeGreaterThan(0)
  expect(last).toBeGreaterThan(await at(firstTime! + 1n))
  expect(await at(lastTime! + 1n)).toBe(last)
})

it('searches, tells what it finds on the way, and refuses a wrong expression', async () => {
  const { client, ask, listing, capture } = await opened()
  const there = readFileSync(EXAMPLE.listing, 'latin1').split(/\r?\n/)
  const found: number[] = []
  client.on('source.found', ({ search, hits }) => search === 5 && found.push(...hits.map(([line]) => line)))
  const query = { source: listing, search: 5, text: 'CLIENT-HELLO', regex: false, matchCase: true }
  expect(await ask('source.search', query)).toEqual({ more: false })
  expect(found.length).toBeGreaterThan(0)
  expect(found).toEqual(there.flatMap((line, i) => (line.includes('CLIENT-HELLO') ? [i + 1] : [])))
  expect(await client.request('source.search', { ...query, text: '(', regex: true })).toMatchObject({ code: 'failed' })
  expect(await client.request('source.search', { ...query, source: capture })).toMatchObject({ code: 'failed' })
})
