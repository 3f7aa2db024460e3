import { copyFileSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CaseState } from '../../../preload/contract/case.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { dieHolding } from '../../support/die-holding.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'
import { anEngine, page } from '../../support/open-engine.ts'

describe('an engine', () => {
  it('has nothing open at first, and says so', async () => {
    const { client, ask } = anEngine()
    expect(await ask('case.state', {})).toMatchObject({ open: false, sources: [], version: '1.2.3' })
    expect(await client.request('connection.page', page)).toMatchObject({ ok: false, code: 'not-found' })
    expect(await client.request('connection.page', { ...page, limit: 0 })).toMatchObject({
      ok: false,
      code: 'invalid',
      message: expect.stringContaining('limit') as string,
    })
  })

  it('reads a capture and a listing of the same connections and joins them', async () => {
    const { ask, open } = anEngine()
    const state = await open(EXAMPLE.capture, EXAMPLE.listing)
    expect(state).toMatchObject({
      open: true,
      connections: 4,
      established: 2,
      failed: 2,
      incomplete: 0,
      indexing: false,
    })
    expect(state.sources.map((source) => [source.state, source.format, source.problem])).toStrictEqual([
      ['ready', 'pcap', null],
      ['ready', 'gsk-ctrace', null],
    ])
    const { rows, total } = await ask('connection.page', page)
    expect(total).toBe(4)
    expect(rows.map((row) => row.sources)).toStrictEqual([[1, 2], [1, 2], [1, 2], [1]])
    // The legs of the second file began as connections of their own; who asks for one gets what it was joined into.
    expect((await ask('connection.detail', { id: 5 })).row.sources).toStrictEqual([1, 2])
    expect(rows.map(({ id }) => id)).toContain((await ask('connection.detail', { id: 5 })).row.id)
    const failed = await ask('connection.page', { ...page, filter: 'outcome:failed alert:handshake_failure port:2023' })
    expect(failed.total).toBe(2)
    expect(await ask('connection.page', { ...page, filter: 'port:x' })).toMatchObject({
      total: 0,
      rows: [],
      filterProblem: { start: 0, end: 6 },
    })
  })

  it('gives a connection with everything on it, and a message with its fields', async () => {
    const { ask, open, client } = anEngine()
    await open(EXAMPLE.capture, EXAMPLE.listing)
    const [row] = (await ask('connection.page', { ...page, filter: 'outcome:failed' })).rows
    const detail = await ask('connection.detail', { id: row?.id ?? 0 })
    expect(detail.messages.map((message) => [message.n, message.name, message.from])).toStrictEqual([
      [1, 'client_hello', 'client'],
      [2, 'handshake_failure', 'server'],
    ])
    expect(detail.legs.map((leg) => leg.role)).toStrictEqual(['wire', 'server'])
    expect(detail.negotiation.cipherSuites.length).toBeGreaterThan(5)
    expect(detail.traceNotes.length).toBeGreaterThan(0)
    expect(detail.traceNotes.some((note) => note.detail.length > 0)).toBe(true)
    // Trace records stand on the connection's clock: as printed, and moved by what their source is off.
    const note = detail.traceNotes[0]
    const printed = readFileSync(EXAMPLE.listing, 'latin1').split('\n')[(note?.line ?? 0) - 1] ?? ''
    const [, hour, minute, second] = /(\d\d):(\d\d):(\d\d\.\d{6})/.exec(printed) ?? []
    const micros =
      BigInt(Number(hour) * 3_600 + Number(minute) * 60) * 1_000_000n + BigInt(String(second).replace('.', ''))
    const offset = (await ask('case.state', {})).sources.find(({ id }) => id === note?.source)?.clockOffsetNs ?? 0n
    expect(offset).not.toBe(0n)
    expect((note?.timeNs ?? 0n) % 86_400_000_000_000n).toBe(micros * 1_000n + offset)
    const message = await ask('message.detail', { connection: row?.id ?? 0, n: 1 })
    expect(message.bytes[0]).toBe(1)
    expect(message.fields.map((field) => field.name)).toContain('cipher_suites')
    const alert = await ask('message.detail', { connection: row?.id ?? 0, n: 2 })
    expect(alert.fields.map(({ name, value, meaning }) => [name, value, meaning])).toStrictEqual([
      ['level', '02', 'fatal'],
      ['description', '28', 'handshake_failure'],
    ])
    expect(await client.request('message.detail', { connection: row?.id ?? 0, n: 3 })).toMatchObject({
      ok: false,
      code: 'not-found',
    })
    expect(await client.request('connection.detail', { id: 999 })).toMatchObject({ ok: false, code: 'not-found' })
  })

  it('does not read an unchanged file again, and reads a changed one', async () => {
    const home = temporaryFolder()
    const folder = temporaryFolder()
    const [capture, listing] = [join(folder, 'a.pcap'), join(folder, 'b.txt')]
    copyFileSync(EXAMPLE.capture, capture)
    copyFileSync(EXAMPLE.listing, listing)
    const first = anEngine(home)
    const before = await first.open(capture, listing)
    await first.engine.close()

    const second = anEngine(home)
    const again = await second.open(listing, capture)
    expect(again.file).toBe(before.file)
    expect(again.sources.map((source) => source.indexedInMs)).toStrictEqual([0, 0])
    expect(again).toMatchObject({ connections: 4, failed: 2 })
    await second.engine.close()

    truncateSync(capture, 5_000)
    const third = anEngine(home)
    const changed = await third.open(capture, listing)
    expect(changed.sources[1]?.indexedInMs).toBe(0)
    expect(changed.sources[0]).toMatchObject({ bytes: 5_000, state: 'ready' })
    expect(changed.sources[0]?.warnings.map((warning) => warning.code)).not.toStrictEqual([])
    expect(changed.connections).toBeLessThanOrEqual(4)
  })

  it('notices a change of content behind the same size and time', async () => {
    const home = temporaryFolder()
    const file = join(temporaryFolder(), 'a.pcap')
    const bytes = readFileSync(EXAMPLE.capture)
    writeFileSync(file, bytes)
    utimesSync(file, 1_000, 1_000)
    const first = anEngine(home)
    await first.open(file)
    await first.engine.close()
    bytes.fill(0, bytes.length / 2)
    writeFileSync(file, bytes)
    utimesSync(file, 1_000, 1_000)
    const again = await anEngine(home).open(file)
    expect(again.sources[0]?.indexedInMs).not.toBe(0)
  })

  it('leaves a case to the engine that has it open, and takes one over from a process that died', async () => {
    const home = temporaryFolder()
    const first = anEngine(home)
    const one = await first.open(EXAMPLE.capture)
    const second = anEngine(home)
    const two = await second.open(EXAMPLE.capture)
    expect(two.file).not.toBe(one.file)
    expect(two).toMatchObject({ connections: 4 })
    expect(await second.client.request('case.open', { paths: [one.file ?? ''] })).toMatchObject({
      ok: false,
      message: expect.stringContaining('another gskope') as string,
    })
    await first.engine.close()
    await dieHolding(one.file ?? '')
    const third = anEngine(home)
    const again = await third.open(EXAMPLE.capture)
    expect(again.file).toBe(one.file)
    expect(again.sources[0]?.indexedInMs).toBe(0)
  })

  it('shows an indexed case whose source is gone, and says so', async () => {
    const home = temporaryFolder()
    const file = join(temporaryFolder(), 'a.pcap')
    copyFileSync(EXAMPLE.capture, file)
    const first = anEngine(home)
    const { file: caseFile } = await first.open(file)
    await first.engine.close()
    rmSync(file)
    const state = await anEngine(home).open(caseFile ?? '')
    expect(state).toMatchObject({ connections: 4 })
    expect(state.sources[0]?.warnings).toMatchObject([{ code: 'source-missing' }])
  })

  it('remembers cases, forgets them when told, and closes one', async () => {
    const { ask, open, engine } = anEngine()
    const state = await open(EXAMPLE.capture)
    expect(await ask('case.new', {})).toMatchObject({ open: false })
    const recent = await ask('recent.list', {})
    expect(recent).toMatchObject([
      {
        file: state.file,
        title: 'tn3270-after-key-rollover.pcap',
        paths: [EXAMPLE.capture],
        connections: 4,
        failed: 2,
      },
    ])
    expect(await ask('recent.forget', { file: state.file ?? '' })).toStrictEqual([])
    await engine.idle()
  })

  it('opens the example, and other files beside it as a case of their own', async () => {
    const { ask, open, engine } = anEngine()
    await ask('case.openExample', {})
    await engine.idle()
    expect(await ask('case.state', {})).toMatchObject({ example: true, connections: 4 })
    const state = await open(EXAMPLE.capture)
    expect(state).toMatchObject({ example: false })
    expect(state.sources).toHaveLength(1)
  })

  it('takes a source out: what it shared stands alone again', async () => {
    const { ask, open, engine, client } = anEngine()
    const state = await open(EXAMPLE.capture, EXAMPLE.listing)
    await ask('case.remove', { source: state.sources[0]?.id ?? 0 })
    await engine.idle()
    const left = await ask('case.state', {})
    expect(left.sources.map((source) => source.format)).toStrictEqual(['gsk-ctrace'])
    expect(left.connections).toBe(3)
    expect(left.established + left.failed + left.incomplete).toBe(3)
    const { rows } = await ask('connection.page', page)
    expect(rows.map((row) => row.sources)).toStrictEqual([[2], [2], [2]])
    expect(await client.request('case.remove', { source: 77 })).toMatchObject({ ok: false, code: 'not-found' })
  })

  it('adds to the open case, and does not add what is there', async () => {
    const { open } = anEngine()
    await open(EXAMPLE.capture)
    const state = await open(EXAMPLE.listing, EXAMPLE.capture)
    expect(state.sources).toHaveLength(2)
    expect(state.connections).toBe(4)
  })

  it('cancels what waits and reads it when asked again', async () => {
    const { ask, engine } = anEngine()
    await ask('case.open', { paths: [EXAMPLE.capture, EXAMPLE.listing] })
    const cancelled = await ask('case.cancel', { source: null })
    expect(cancelled.sources.some((source) => source.state === 'partial' && source.problem?.code === 'cancelled')).toBe(
      true,
    )
    await engine.idle()
    for (const { id } of cancelled.sources) await ask('case.retry', { source: id })
    await engine.idle()
    const state = await ask('case.state', {})
    expect(state.sources.map((source) => source.state)).toStrictEqual(['ready', 'ready'])
    expect(state.connections).toBe(4)
  })

  it('tells of what changes', async () => {
    const { client, open } = anEngine()
    const heard: CaseState[] = []
    const progress: number[] = []
    client.on('case.changed', (state) => heard.push(state))
    client.on('ingest.progress', ({ source }) => progress.push(source.indexedBytes))
    const state = await open(EXAMPLE.capture)
    await expect.poll(() => heard.at(-1)).toStrictEqual(state)
    expect(progress.at(-1)).toBe(state.sources[0]?.bytes)
  })
})
