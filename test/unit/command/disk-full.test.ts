/** A disk that takes no more, wherever that happens: nothing is left, the sentence says which file, why and what to do, and the status is 2. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync, closeSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type * as Files from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runProgram } from '../../../main/command/program.ts'
import { Engine } from '../../../main/engine/engine.ts'
import type { Request } from '../../../preload/contract/index.ts'
import { REPORT_SECTIONS } from '../../../preload/contract/report-section.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { directClient } from '../../support/direct-client.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

/** Bytes that the disk of what is written beside its place still takes; undefined: as many as there are. */
const room = vi.hoisted((): { left: number | undefined; code: string } => ({ left: undefined, code: 'ENOSPC' }))

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof Files>()
  const open: typeof Files.open = async (path, flags, mode) => {
    const file = await real.open(path, flags, mode)
    if (!String(path).endsWith('.part')) return file
    const write = file.write.bind(file) as (bytes: Uint8Array, at: number) => Promise<{ bytesWritten: number }>
    const short = async (bytes: Uint8Array, at: number): Promise<{ bytesWritten: number }> => {
      if (room.left === undefined) return write(bytes, at)
      const takes = Math.min(room.left, bytes.length - at)
      room.left -= takes
      // As POSIX has it: what fits is written, and only the next call fails.
      if (takes > 0) return write(bytes.subarray(0, at + takes), at)
      throw Object.assign(new Error(`${room.code}: no words for it`), { code: room.code })
    }
    return Object.assign(file, { write: short })
  }
  return { ...real, open }
})

let folder = ''
let errors = ''
beforeEach(() => {
  folder = temporaryFolder()
  errors = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((errors += String(text)), true))
})
afterEach(() => {
  room.left = undefined
  vi.restoreAllMocks()
})

const gskope = (...args: readonly string[]): Promise<number> => runProgram(['node', 'gskope', ...args])
const { capture } = EXAMPLE

describe.each([
  ['report', (file: string) => ['report', capture, '-o', `${file}.html`], 30_000],
  ['report as JSON', (file: string) => ['report', capture, '-o', `${file}.json`], 1_000],
  ['export', (file: string) => ['export', capture, '-o', `${file}.pcapng`], 200],
  ['export as a table', (file: string) => ['export', capture, '-o', `${file}.csv`], 5],
  ['compare', (file: string) => ['compare', capture, '-o', `${file}.html`], 4_000],
  ['collect', (file: string) => ['collect', '-o', file], 13_000],
])('%s', (_, args, some) => {
  it('leaves nothing', async () => {
    room.left = some
    expect(await gskope(...args(join(folder, 'out')))).toBe(2)
    expect(errors).toMatch(/^gskope: .*out.* was not written: the disk is full: make room or choose another disk\.\n$/)
    expect(readdirSync(folder)).toEqual([])
  })

  it('leaves what was there before as it was', async () => {
    const command = args(join(folder, 'out'))
    expect([0, 1]).toContain(await gskope(...command))
    const before = contentOf(folder)
    room.left = some
    expect(await gskope(...command, '--force')).toBe(2)
    expect(contentOf(folder)).toEqual(before)
    room.left = undefined
    expect(await gskope(...command)).toBe(2)
    expect(errors).toMatch(/is there already: choose another name.*\(--force replaces it\)/)
    expect(contentOf(folder)).toEqual(before)
  })
})

const contentOf = (of: string): readonly string[] =>
  readdirSync(of, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${name} ${readFileSync(join(parentPath, name), 'latin1')}`)
    .sort()

it('a folder of that name takes no comparison, and no report is begun in a folder that is not there', async () => {
  mkdirSync(join(folder, 'a.html'))
  expect(await gskope('compare', capture, '-o', join(folder, 'a.html'))).toBe(2)
  expect(errors).toMatch(/a\.html is a folder: name a file in it/)
  expect(await gskope('compare', capture, '-o', join(folder, 'none/a.html'))).toBe(2)
  expect(errors).toMatch(/its folder does not exist: make it first/)
  expect(await gskope('compare', capture, '-o', join(folder, 'a.docx'))).toBe(2)
  expect(errors).toMatch(/a comparison ends in \.html, \.json or \.txt/)
  writeFileSync(join(folder, 'file'), '')
  expect(await gskope('collect', '-o', join(folder, 'file'))).toBe(2)
  expect(errors).toMatch(/file was not written: .*/)
  expect(readdirSync(folder).sort()).toEqual(['a.html', 'file'])
})

it('a guide of which one file is there already writes none of the others', async () => {
  mkdirSync(join(folder, 'guide'))
  writeFileSync(join(folder, 'guide/IPCSPKT.jcl'), 'mine')
  expect(await gskope('collect', '-o', join(folder, 'guide'))).toBe(2)
  expect(errors).toMatch(/IPCSPKT\.jcl is there already/)
  expect(readdirSync(join(folder, 'guide'))).toEqual(['IPCSPKT.jcl'])
})

describe('the engine', () => {
  const REPORT = {
    connections: [],
    filter: '',
    comparison: null,
    sections: [...REPORT_SECTIONS],
    title: null,
    author: null,
    redactWith: null,
    replace: false,
  } satisfies Partial<Request<'report.save'>>

  it('says it to the window, and leaves nothing of a report or an export', async () => {
    const engine = new Engine({ home: join(folder, 'home'), version: '0.0.0' })
    try {
      await engine.openAs(join(folder, 'case.gskope'), [capture])
      await engine.idle()
      const client = directClient(engine)
      room.left = 10
      const path = join(folder, 'r.json')
      const report = await client.request('report.save', { ...REPORT, as: 'json', path })
      expect(report).toMatchObject({
        ok: false,
        code: 'failed',
        message: expect.stringMatching(/r\.json.*disk is full/) as string,
      })
      const wish = { connections: [], filter: '', messages: false, secrets: false, redactWith: null }
      const made = await client.request('export.make', { ...wish, form: 'csv' })
      expect(made).toMatchObject({
        ok: false,
        code: 'failed',
        message: expect.stringMatching(/the disk is full/) as string,
      })
      expect(readdirSync(folder).filter((name) => /part$|^r\./.test(name))).toEqual([])
      room.left = undefined
      expect(await client.request('report.save', { ...REPORT, as: 'json', path })).toMatchObject({ ok: true })
      expect(existsSync(path)).toBe(true)
    } finally {
      await engine.close()
    }
  })
})

/** A device that is always full (Linux). */
const FULL = '/dev/full'
describe.skipIf(!existsSync(FULL))('standard output that is a full disk', () => {
  const MAIN = join(import.meta.dirname, '../../../main/command/main.ts')
  it.each([
    ['analyze', capture, '--json'],
    ['compare', capture, '--html'],
    ['collect', '--md'],
    ['explain', '402'],
  ])('%s', async (...args) => {
    const full = openSync(FULL, 'w')
    const spawned = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', full, 'pipe'] })
    let told = ''
    spawned.stderr?.setEncoding('utf8').on('data', (text: string) => (told += text))
    const status = await new Promise((resolve) => spawned.on('close', resolve))
    closeSync(full)
    expect(told).toBe('gskope: Standard output was not written: the disk is full: make room or choose another disk.\n')
    expect(status).toBe(2)
  })
})
