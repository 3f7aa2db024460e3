import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { REPORT_SECTIONS } from '../../../preload/contract/report-section.ts'
import type { EngineClient } from '../../../preload/contract/carrier.ts'
import type { Request } from '../../../preload/contract/index.ts'
import { directClient } from '../../support/direct-client.ts'
import { Engine } from '../../../main/engine/engine.ts'
import { NoPdf, type PrintPage } from '../../../main/report/pdf/print-pdf.ts'

const EXAMPLE = join(import.meta.dirname, '../../../build/example/case')
const home = mkdtempSync(join(tmpdir(), 'gskope-report-channel-'))
const folder = join(home, 'reports')
let engine: Engine
let client: EngineClient
const print = vi.fn<PrintPage>()

beforeAll(async () => {
  engine = new Engine({ home, version: '0', exampleFolder: EXAMPLE, checkReplies: true, printPage: print })
  client = directClient(engine)
  await client.request('case.openExample', {})
  await engine.idle()
})
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  print.mockReset()
})
afterAll(async () => {
  await engine.close()
  rmSync(home, { recursive: true, force: true })
})

const wish: Request<'report.make'> = {
  connections: [],
  filter: '',
  comparison: null,
  sections: [...REPORT_SECTIONS],
  title: null,
  author: null,
  redactWith: null,
  as: 'html',
}
const saved = (more: Partial<Request<'report.save'>>) =>
  client.request('report.save', { ...wish, as: 'html', path: join(folder, 'r.html'), replace: false, ...more })

describe('a report', () => {
  it('is made as it is wished, and says how far it is', async () => {
    const heard: (readonly [number, number])[] = []
    const stop = client.on('report.progress', ({ done, total }) => heard.push([done, total]))
    const made = await client.request('report.make', { ...wish, title: 'Mine', sections: ['appendix'] })
    stop()
    if (!made.ok) throw new Error(made.message)
    expect(made.value).toMatchObject({ name: 'gskope-report.html', redacted: null, told: 2, detailsLeftOut: 0 })
    expect(made.value.content).toContain('<h1>Mine</h1>')
    expect(made.value.content).not.toContain('<svg class="ladder"')
    expect(heard.at(-1)).toEqual([2, 2])
  })

  it('as preview is the body alone, with the style beside it', async () => {
    const made = await client.request('report.make', { ...wish, as: 'preview' })
    if (!made.ok) throw new Error(made.message)
    expect(made.value.content).toMatch(/^<header>/)
    expect(made.value.content).not.toMatch(/<(?:style|script|link|meta)|\sstyle=|\son\w+=/)
    expect(made.value.style).toContain('@media print')
  })

  it('is not made for one who does not wait any more', async () => {
    const abort = new AbortController()
    print.mockImplementation((_html, signal) => {
      setImmediate(() => abort.abort())
      return new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('killed')), { once: true }),
      )
    })
    expect(await client.request('report.make', { ...wish, as: 'pdf' }, abort.signal)).toMatchObject({
      ok: false,
      code: 'aborted',
    })
  })

  it('says why there is no PDF', async () => {
    print.mockRejectedValue(new NoPdf('None was found. The HTML report prints the same.'))
    expect(await client.request('report.make', { ...wish, as: 'pdf' })).toEqual({
      ok: false,
      code: 'failed',
      message: 'None was found. The HTML report prints the same.',
    })
  })
})

describe('a saved report', () => {
  it('is a file, and nothing else is beside it', async () => {
    const path = join(folder, 'r.html')
    const reply = await saved({})
    const text = readFileSync(path)
    expect(reply).toEqual({ ok: true, value: { file: path, saved: true, bytes: text.length } })
    expect(text.toString()).toMatch(/^<!doctype html>/)
    expect(readdirSync(folder)).toEqual(['r.html'])
  })

  it('leaves a file that is there alone, unless it is to be replaced', async () => {
    const path = join(folder, 'r.html')
    writeFileSync(path, 'precious')
    expect(await saved({})).toEqual({ ok: true, value: { file: path, saved: false, bytes: 0 } })
    expect(readFileSync(path, 'utf8')).toBe('precious')
    expect(await saved({ replace: true })).toMatchObject({ ok: true, value: { saved: true } })
    expect(readFileSync(path, 'utf8')).toMatch(/^<!doctype html>/)
  })

  it('leaves nothing where the disk is full', async () => {
    const probe = await openFile(join(home, 'probe'), 'w')
    await probe.close()
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' })
    const handles = Object.getPrototypeOf(probe) as { write: () => Promise<unknown> }
    vi.spyOn(handles, 'write').mockRejectedValue(full)
    const reply = await saved({})
    vi.restoreAllMocks()
    expect(reply).toMatchObject({ ok: false, code: 'failed' })
    expect(reply.ok ? '' : reply.message).toMatch(/r\.html was not written: the disk is full/)
    expect(readdirSync(folder)).toEqual([])
  })

  it('that cannot be printed leaves the file that was there', async () => {
    const path = join(folder, 'r.pdf')
    writeFileSync(path, 'precious')
    print.mockRejectedValue(new NoPdf('None was found.'))
    expect(await saved({ as: 'pdf', path, replace: true })).toMatchObject({ ok: false, message: 'None was found.' })
    expect(readFileSync(path, 'utf8')).toBe('precious')
    expect(readdirSync(folder)).toEqual(['r.pdf'])
  })

  it.each([
    ['a path from nowhere', { path: 'r.html' }, 'invalid', 'whole path'],
    ['a folder that is not there', { path: join(folder, 'none', 'r.html') }, 'failed', 'folder does not exist'],
    ['a folder', { path: folder }, 'failed', 'is a folder'],
    ['a path that is none', { path: '' }, 'invalid', 'path'],
    ['a connection that is not there', { connections: [999] }, 'not-found', 'no connection 999'],
    ['a filter that cannot be read', { filter: 'outcome:purple' }, 'invalid', 'outcome: is one of'],
  ])('is refused: %s', async (_, more, code, says) => {
    const reply = await saved(more)
    expect(reply).toMatchObject({ ok: false, code })
    expect(reply.ok ? '' : reply.message).toContain(says)
    expect(readdirSync(folder)).toEqual([])
  })
})
