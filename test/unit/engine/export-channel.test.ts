import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineClient } from '../../../preload/contract/carrier.ts'
import type { Request } from '../../../preload/contract/index.ts'
import { directClient } from '../../support/direct-client.ts'
import { Engine } from '../../../main/engine/engine.ts'

const EXAMPLE = join(import.meta.dirname, '../../../build/example/case')
let home = ''
let engine: Engine
let client: EngineClient

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'gskope-export-channel-'))
  engine = new Engine({ home, version: '0', exampleFolder: EXAMPLE, checkReplies: true })
  client = directClient(engine)
  await client.request('case.openExample', {})
  await engine.idle()
})
afterAll(async () => {
  await engine.close()
  rmSync(home, { recursive: true, force: true })
})

const all: Request<'export.make'> = {
  form: 'csv',
  connections: [],
  filter: '',
  messages: false,
  secrets: false,
  redactWith: null,
}

async function fetched(number: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for (let offset = 0; ;) {
    const piece = await client.request('export.read', { export: number, offset })
    if (!piece.ok) throw new Error(piece.message)
    if (piece.value.bytes.length === 0) return Buffer.concat(pieces)
    pieces.push(piece.value.bytes)
    offset += piece.value.bytes.length
  }
}

describe('export', () => {
  it('is made, fetched piece by piece, and forgotten', async () => {
    const heard: number[] = []
    const stop = client.on('export.progress', ({ done }) => heard.push(done))
    const made = await client.request('export.make', all)
    stop()
    if (!made.ok) throw new Error(made.message)
    const bytes = await fetched(made.value.export)
    expect(bytes.length).toBe(made.value.bytes)
    expect(Buffer.from(bytes).toString('utf8')).toMatch(/^connection,start/)
    expect(heard.length).toBeGreaterThan(0)
    await client.request('export.forget', { export: made.value.export })
    expect(await client.request('export.read', { export: made.value.export, offset: 0 })).toMatchObject({
      ok: false,
      code: 'not-found',
    })
  })

  it('of what a filter leaves', async () => {
    const made = await client.request('export.make', { ...all, filter: 'outcome:failed' })
    expect(made.ok && made.value.summary).toBe('2 connections')
  })

  it.each([
    ['a filter that cannot be read', { ...all, filter: 'outcome:purple' }, 'invalid'],
    ['a connection that is not there', { ...all, connections: [999] }, 'not-found'],
    ['a form that nobody knows', { ...all, form: 'exe' }, 'invalid'],
    ['a place of its own', { ...all, target: '/etc/passwd' }, 'invalid'],
  ])('refuses %s', async (_, request, code) => {
    expect(await engine.request('export.make', request)).toMatchObject({ ok: false, code })
  })

  it('an offset before the beginning is refused, one behind the end gives nothing', async () => {
    const made = await client.request('export.make', all)
    if (!made.ok) throw new Error(made.message)
    expect(await engine.request('export.read', { export: made.value.export, offset: -1 })).toMatchObject({
      code: 'invalid',
    })
    const behind = await client.request('export.read', { export: made.value.export, offset: 1e12 })
    expect(behind.ok && behind.value.bytes.length).toBe(0)
  })
})

describe('collect', () => {
  const typed = { jobs: ['tn3270'], ports: ['2023'], peer: '', stack: '', prefix: '', release: '', gsktrace: false }

  it('gives the guide', async () => {
    const made = await client.request('collect.guide', typed)
    expect(made.ok && made.value.guide?.madeFor).toContain('Jobs: TN3270')
    expect(made.ok && made.value.guide?.asText).toContain('TRACE CT,ON,COMP=GSKSRVR')
  })

  it('says at each field what z/OS would not take', async () => {
    const made = await client.request('collect.guide', { ...typed, jobs: ['TOOLONGNAME'], peer: '1.2.3' })
    expect(made.ok && made.value.guide).toBeNull()
    expect(made.ok && made.value.refusals.map(({ field }) => field)).toEqual(['jobs', 'peer'])
  })

  it('refuses a request of another shape', async () => {
    expect(await engine.request('collect.guide', { ...typed, jobs: 'TN3270' })).toMatchObject({
      ok: false,
      code: 'invalid',
    })
    expect(await engine.request('collect.guide', { ...typed, peer: 'x'.repeat(10_000) })).toMatchObject({
      code: 'invalid',
    })
  })
})
