import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  copyFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'
import { anEngine } from '../../support/open-engine.ts'

describe('bad input', () => {
  const cases: {
    readonly what: string
    readonly make: (folder: string) => string
    readonly code: string
    readonly says: RegExp
  }[] = [
    { what: 'an empty file', make: (folder) => write(folder, 'empty.pcap', ''), code: 'empty', says: /0 bytes/ },
    {
      what: 'a file that is not there',
      make: (folder) => join(folder, 'gone.pcap'),
      code: 'missing',
      says: /no such file/,
    },
    { what: 'an empty folder', make: (folder) => emptyFolder(folder), code: 'directory', says: /folder/ },
    {
      what: 'a text that is no trace',
      make: (folder) => write(folder, 'notes.txt', 'Dear diary,\n'.repeat(50)),
      code: '',
      says: /\S/,
    },
    { what: 'a sparse file of 2 GB', make: (folder) => sparse(folder, 2 ** 31), code: '', says: /\S/ },
  ]
  it.each(cases)('$what is told with file, reason and next step, and the rest opens', async ({ make, code, says }) => {
    const path = make(temporaryFolder())
    const state = await anEngine().open(path, EXAMPLE.capture)
    const bad = state.sources.find((source) => source.path === path)
    const good = state.sources.find((source) => source.path === EXAMPLE.capture)
    expect(bad?.state).toMatch(/^(failed|refused)$/)
    if (code !== '') expect(bad?.problem?.code).toBe(code)
    expect(bad?.problem?.text).toContain(path)
    expect(bad?.problem?.text).toMatch(says)
    expect(bad?.problem?.nextStep).toMatch(/\.$/)
    expect(good).toMatchObject({ state: 'ready' })
    expect(state.connections).toBe(4)
  })

  it('a capture that was cut is read as far as it goes', async () => {
    const path = write(temporaryFolder(), 'cut.pcap', readFileSync(EXAMPLE.capture).subarray(0, 9_001))
    const state = await anEngine().open(path)
    expect(state.sources[0]).toMatchObject({ state: 'ready', indexedBytes: 9_001 })
    expect(state.sources[0]?.warnings.length).toBeGreaterThan(0)
    expect(state.connections).toBeGreaterThan(0)
  })

  it('a capture without TLS has no connections and no problem', async () => {
    const state = await anEngine().open(
      write(temporaryFolder(), 'plain.pcap', readFileSync(EXAMPLE.capture).subarray(0, 24)),
    )
    expect(state).toMatchObject({ connections: 0, sources: [{ state: 'ready', problem: null, records: 0 }] })
  })

  it.each([
    'a b.pcap',
    `it's "quoted".pcap`,
    '🔑 naïve.pcap',
    '<script>alert(1)<script>.pcap',
    '-rf.pcap',
    '%2e%2e.pcap',
    'new\nline.pcap',
  ])('a file named %j is read like any other', async (name) => {
    const path = write(temporaryFolder(), name, readFileSync(EXAMPLE.capture))
    const state = await anEngine().open(path)
    expect(state.sources[0]).toMatchObject({ name, state: 'ready' })
    expect(state.connections).toBe(4)
  })

  it('a folder means the files in it, hidden ones and case files left out', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'below'))
    copyFileSync(EXAMPLE.capture, join(folder, 'below', 'a.pcap'))
    copyFileSync(EXAMPLE.listing, join(folder, 'b.txt'))
    write(folder, '.hidden', 'x')
    write(folder, 'old.gskope', 'x')
    const state = await anEngine().open(folder)
    expect(state.sources.map((source) => source.name)).toStrictEqual(['b.txt', 'a.pcap'])
  })

  it('a case file that is none is told, and nothing is lost', async () => {
    const { client, open } = anEngine()
    const state = await open(EXAMPLE.capture)
    const path = write(temporaryFolder(), 'bad.gskope', 'not a database, but long enough to look like one '.repeat(30))
    expect(await client.request('case.open', { paths: [path] })).toMatchObject({
      ok: false,
      message: expect.stringContaining('no gskope case') as string,
    })
    expect(await client.request('case.open', { paths: [`${path}.not-there.gskope`] })).toMatchObject({
      ok: false,
      code: 'not-found',
    })
    expect(await client.request('case.open', { paths: [state.file ?? ''] })).toMatchObject({ ok: true })
  })

  it('a damaged index of ours is made anew from its sources', async () => {
    const home = temporaryFolder()
    const first = anEngine(home)
    const { file } = await first.open(EXAMPLE.capture)
    await first.engine.close()
    truncateSync(file ?? '', 8_192)
    expect(await anEngine(home).open(EXAMPLE.capture)).toMatchObject({ connections: 4, failed: 2 })
  })
})

function write(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function emptyFolder(folder: string): string {
  const path = join(folder, 'nothing in it')
  mkdirSync(path)
  return path
}

function sparse(folder: string, bytes: number): string {
  const path = join(folder, 'sparse.bin')
  const file = openSync(path, 'w')
  ftruncateSync(file, bytes)
  closeSync(file)
  return path
}
