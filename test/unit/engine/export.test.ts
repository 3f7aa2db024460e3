import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Engine } from '../../../main/engine/engine.ts'
import { exportFile, exportFormOf, type ExportRequest } from '../../../main/engine/export/export-file.ts'
import { pcapng } from '../../../main/format/pcapng.ts'
import type { PacketSink } from '../../../main/format/reader.ts'

const EXAMPLE = join(import.meta.dirname, '../../../build/example/case')
let folder = ''
let engine: Engine

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gskope-export-'))
  engine = new Engine({ home: folder, version: '0' })
  await engine.openAs(
    join(folder, 'case.gskope'),
    readdirSync(EXAMPLE).map((name) => join(EXAMPLE, name)),
  )
  await engine.idle()
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

const request = (name: string, set: Partial<ExportRequest> = {}): ExportRequest => ({
  target: join(folder, name),
  form: exportFormOf(name) ?? 'pcapng',
  ids: undefined,
  secrets: false,
  redactWith: undefined,
  messages: false,
  replace: true,
  version: '0',
  progress: () => undefined,
  signal: undefined,
  ...set,
})

function packetsOf(file: string) {
  const bytes = new Uint8Array(readFileSync(file))
  const found: { packets: string[]; comments: string[]; keyLogs: number } = { packets: [], comments: [], keyLogs: 0 }
  const sink: PacketSink = {
    packet: (from, start, end, _wire, linkType, seconds, nanoseconds) =>
      found.packets.push(
        `${linkType} ${seconds}.${nanoseconds} ${Buffer.from(from.subarray(start, end)).toString('hex')}`,
      ),
    frame: () => undefined,
    unreadable: ({ text }) => found.packets.push(text),
    keyLog: () => found.keyLogs++,
    note: (about, text) => found.comments.push(`${about}: ${text}`),
    warn: ({ text }) => found.packets.push(text),
  }
  pcapng.open(sink).take(bytes, 0, true)
  return found
}

describe('as pcapng', () => {
  it('packets are copied, findings stand at the packets that prove them, and nothing is secret', async () => {
    const { summary, told } = await exportFile(engine.case, request('all.pcapng'))
    expect(told).toEqual([])
    const { packets, comments, keyLogs } = packetsOf(join(folder, 'all.pcapng'))
    expect(summary).toBe(`${packets.length} packets of ${engine.state().connections} connections`)
    expect(packets.length).toBeGreaterThan(20)
    expect(keyLogs).toBe(0)
    expect(
      comments.some((text) => text.startsWith('section: Packets of tn3270-after-key-rollover.pcap, SHA-256 ')),
    ).toBe(true)
    expect(comments.filter((text) => text.startsWith('packet: gskope: '))).not.toEqual([])
  })

  it('notes stand at the packets of what they are about, in tables beside it', async () => {
    const { ids } = await engine.case.list.page({ terms: [], order: 'start', descending: false, offset: 0, limit: 9 })
    const connection = ids[0] ?? 0
    for (const [subject, text] of [
      [{ on: 'message', connection, n: 2 }, '=the "second" message'],
      [{ on: 'connection', connection }, 'this one is good'],
      [{ on: 'case' }, 'asked by the bank'],
    ] as const)
      expect(await engine.request('note.make', { subject, text })).toMatchObject({ ok: true })
    await exportFile(engine.case, request('noted.pcapng'))
    const { comments } = packetsOf(join(folder, 'noted.pcapng'))
    const said = comments.filter((text) => text.includes('gskope note'))
    expect(said).toEqual([
      expect.stringMatching(/^section: gskope note C on .*: asked by the bank$/),
      expect.stringMatching(/^packet: gskope note B on .*: this one is good$/),
      expect.stringMatching(/^packet: gskope note A on .*: =the "second" message$/),
    ])
    await exportFile(engine.case, request('noted.csv', { messages: true }))
    expect(readFileSync(join(folder, 'noted.csv'), 'utf8')).toContain(',"A: =the ""second"" message"\r\n')
    await exportFile(engine.case, request('noted.ndjson'))
    const [first = ''] = readFileSync(join(folder, 'noted.ndjson'), 'utf8').split('\n')
    expect((JSON.parse(first) as { notes: { text: string }[] }).notes.map(({ text }) => text)).toEqual([
      '=the "second" message',
      'this one is good',
    ])
    while ((await engine.request('note.undo', {})).ok);
  })

  it('one connection is a part of all of them', async () => {
    const first = (await engine.request('connection.page', {
      filter: 'outcome:failed',
      sort: 'start',
      descending: false,
      offset: 0,
      limit: 1,
    })) as {
      value: { rows: { id: number }[] }
    }
    await exportFile(engine.case, request('one.pcapng', { ids: [first.value.rows[0]?.id ?? 0] }))
    const [all, one] = [packetsOf(join(folder, 'all.pcapng')), packetsOf(join(folder, 'one.pcapng'))]
    expect(one.packets.length).toBeGreaterThan(3)
    expect(one.packets.length).toBeLessThan(all.packets.length)
    for (const packet of one.packets) expect(all.packets).toContain(packet)
  })

  it('a source that is gone is built from its messages, and says so', async () => {
    const home = mkdtempSync(join(tmpdir(), 'gskope-gone-'))
    const capture = join(home, 'here.pcap')
    writeFileSync(capture, readFileSync(join(EXAMPLE, 'tn3270-after-key-rollover.pcap')))
    const other = new Engine({ home, version: '0' })
    try {
      await other.openAs(join(home, 'case.gskope'), [capture])
      await other.idle()
      await other.request('note.make', { subject: { on: 'case' }, text: 'asked by the bank' })
      rmSync(capture)
      const { summary } = await exportFile(other.case, request('gone.pcapng'))
      expect(summary).toMatch(/of them synthetic$/)
      const { comments } = packetsOf(join(folder, 'gone.pcapng'))
      expect(comments.slice(0, 2)).toEqual([
        expect.stringMatching(/^section: gskope note A on .*: asked by the bank$/),
        expect.stringMatching(/^section: SYNTHETIC/),
      ])
    } finally {
      await other.close()
      rmSync(home, { recursive: true, force: true })
    }
  })

  it('whoever takes it back leaves nothing behind', async () => {
    const stop = new AbortController()
    stop.abort()
    await expect(exportFile(engine.case, request('stopped.pcapng', { signal: stop.signal }))).rejects.toThrow(
      /taken back/,
    )
    expect(readdirSync(folder).filter((name) => name.includes('stopped'))).toEqual([])
  })
})

describe('as tables and certificates', () => {
  it('a row for each connection', async () => {
    await exportFile(engine.case, request('all.csv'))
    const lines = readFileSync(join(folder, 'all.csv'), 'utf8').split('\r\n')
    expect(lines[0]).toMatch(/^connection,start,end,client_address,/)
    expect(lines.length).toBe(engine.state().connections + 2)
  })

  it('a line for each message', async () => {
    const { summary } = await exportFile(engine.case, request('all.ndjson', { messages: true }))
    const lines = readFileSync(join(folder, 'all.ndjson'), 'utf8').trimEnd().split('\n')
    expect(summary).toBe(`${lines.length} messages`)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ connection: 1, n: 1, name: 'client_hello' })
  })

  it('each certificate once', async () => {
    const { summary } = await exportFile(engine.case, request('all.pem'))
    const text = readFileSync(join(folder, 'all.pem'), 'utf8')
    const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
    expect(new Set(found).size).toBe(found.length)
    expect(summary).toBe(`${found.length} certificate${found.length === 1 ? '' : 's'}`)
  })

  it('nothing to export is said, and no file is made', async () => {
    await expect(exportFile(engine.case, request('none.csv', { ids: [999_999] }))).rejects.toThrow(/no connection/)
    expect(readdirSync(folder)).not.toContain('none.csv')
  })
})
