/** Cases that are saved, sent, and opened again; and files that only call themselves cases. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { directClient } from '../../support/direct-client.ts'
import { Engine } from '../../../main/engine/engine.ts'
import type { EngineClient, Result } from '../../../preload/contract/carrier.ts'
import type { CaseState } from '../../../preload/contract/case.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

const CAPTURE = 'tn3270-after-key-rollover.pcap'
const TRACE = 'tn3270-after-key-rollover.gsksrvr.txt'

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

async function opened(home: string, ...paths: readonly string[]): Promise<{ engine: Engine; client: EngineClient }> {
  const engine = new Engine({ home, version: '0', checkReplies: true })
  onTestFinished(() => engine.close())
  const client = directClient(engine)
  value(await client.request('case.open', { paths: [...paths] }))
  await engine.idle()
  return { engine, client }
}

function filesIn(folder: string): [string, string] {
  mkdirSync(folder, { recursive: true })
  for (const name of [CAPTURE, TRACE]) copyFileSync(join(EXAMPLE.folder, name), join(folder, name))
  return [join(folder, CAPTURE), join(folder, TRACE)]
}

const stateOf = async (client: EngineClient): Promise<CaseState> => value(await client.request('case.state', {}))
const away = async (client: EngineClient): Promise<unknown[]> => (await stateOf(client)).sources.map((one) => one.away)

/** A case of both files with a note, saved as `sent.gskope`; closed. */
async function saved(folder: string): Promise<string> {
  const { engine, client } = await opened(join(folder, 'home'), ...filesIn(join(folder, 'incident')))
  value(await client.request('note.make', { subject: { on: 'case' }, text: 'for you' }))
  value(await client.request('case.keepWindow', { window: '{"tab":"notes"}' }))
  const file = join(folder, 'sent.gskope')
  expect(value(await client.request('case.save', { path: join(folder, 'sent'), replace: false }))).toEqual({
    file,
    saved: true,
  })
  await engine.close()
  return file
}

describe('a saved case', () => {
  it('is one file with everything in it, among the recent ones, and opens without reading again', async () => {
    const folder = temporaryFolder()
    const file = await saved(folder)
    expect(readdirSync(folder).sort()).toEqual(['home', 'incident', 'sent.gskope'])
    const { client } = await opened(join(folder, 'home'), file)
    const state = await stateOf(client)
    expect(state).toMatchObject({ file, named: true, connections: 4, notes: 1, window: '{"tab":"notes"}' })
    expect(state.sources.map(({ indexedInMs }) => indexedInMs)).toEqual([0, 0])
    expect(value(await client.request('recent.list', {}))[0]).toMatchObject({ file })
  })

  it('replaces no file unasked, none that is no case, and not itself', async () => {
    const folder = temporaryFolder()
    const file = await saved(folder)
    const { client } = await opened(join(folder, 'home'), ...filesIn(join(folder, 'incident')))
    const save = (path: string, replace: boolean) => client.request('case.save', { path, replace })
    const before = readFileSync(file)
    expect(value(await save(file, false))).toEqual({ file, saved: false })
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(value(await save(file, true))).toEqual({ file, saved: true })

    const text = join(folder, 'letter.gskope')
    writeFileSync(text, 'dear reader')
    expect(await save(text, true)).toMatchObject({ ok: false, code: 'refused' })
    expect(readFileSync(text, 'utf8')).toBe('dear reader')
    expect(await save((await stateOf(client)).file ?? '', true)).toMatchObject({ ok: false, code: 'invalid' })
    expect(await save('here.gskope', false)).toMatchObject({ ok: false, code: 'invalid' })
    expect(await save(join(folder, 'no', 'x.gskope'), false)).toMatchObject({ ok: false, code: 'not-found' })
  })

  it('says which file is missing, and knows it again where it lies now', async () => {
    const folder = temporaryFolder()
    const file = await saved(folder)
    const moved = join(folder, 'moved.bin')
    renameSync(join(folder, 'incident', CAPTURE), moved)
    const { engine, client } = await opened(join(folder, 'home'), file)
    expect(await away(client)).toEqual(['missing', null])
    expect(value(await client.request('case.locate', { paths: [join(folder, 'incident', TRACE)] }))).toEqual({
      located: [],
      strangers: [TRACE],
    })
    expect(value(await client.request('case.locate', { paths: [moved] }))).toEqual({
      located: [CAPTURE],
      strangers: [],
    })
    await engine.idle()
    expect(await away(client)).toEqual([null, null])
    expect((await stateOf(client)).sources[0]).toMatchObject({ path: moved, indexedInMs: 0 })
  })

  it('says which file is another one now', async () => {
    const folder = temporaryFolder()
    const file = await saved(folder)
    writeFileSync(join(folder, 'incident', TRACE), 'no trace any more\n'.repeat(20))
    const { client } = await opened(join(folder, 'home'), file)
    const { sources } = await stateOf(client)
    expect(sources.map(({ changed, state }) => [changed, state])).toEqual([
      [false, 'ready'],
      [true, 'refused'],
    ])
  })
})

describe('a case from elsewhere', () => {
  it('names files that are not looked at before the user says so', async () => {
    const folder = temporaryFolder()
    const file = await saved(folder)
    // What lies at the path now is not what was indexed: reading it would replace what was sent.
    writeFileSync(join(folder, 'incident', TRACE), 'something private of the one who opens it\n')
    const { engine, client } = await opened(join(folder, 'other-home'), file)
    expect(await away(client)).toEqual(['foreign', 'foreign'])
    const [, trace] = (await stateOf(client)).sources
    expect(trace?.path).toBe(join(folder, 'incident', TRACE))
    const lines = { source: trace?.id ?? 0, first: 1, count: 10 }
    expect(value(await client.request('source.lines', lines))).toMatchObject({ kind: 'missing', rows: [] })
    expect(await client.request('case.retry', { source: trace?.id ?? 0 })).toMatchObject({ code: 'refused' })
    expect(await stateOf(client)).toMatchObject({ connections: 4, notes: 1 })

    const [capture] = filesIn(join(folder, 'mine'))
    expect(value(await client.request('case.locate', { paths: [capture] })).located).toEqual([CAPTURE])
    expect(await away(client)).toEqual([null, 'foreign'])
    await engine.close()

    const again = await opened(join(folder, 'other-home'), file)
    expect(await away(again.client)).toEqual(['foreign', 'foreign'])
    value(await again.client.request('case.trust', {}))
    await again.engine.idle()
    expect(await away(again.client)).toEqual([null, null])
    expect(value(await again.client.request('source.lines', lines))).not.toMatchObject({ kind: 'missing' })
  })
})

describe('a file that is no case to be opened', () => {
  async function refusal(file: string): Promise<string> {
    const client = directClient(new Engine({ home: temporaryFolder(), version: '0' }))
    const result = await client.request('case.open', { paths: [file] })
    if (result.ok) throw new Error(`${basename(file)} was opened`)
    return result.message
  }

  it.each<[string, string, RegExp]>([
    ['a trigger', 'CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM note; END', /trigger t/],
    ['a view', 'CREATE VIEW v AS SELECT 1', /view v/],
    ['a table of its own', 'CREATE TABLE extra (a)', /table extra/],
    ['one of ours made otherwise', 'DROP TABLE note; CREATE TABLE note (id)', /table note/],
    ['an index with an expression', 'CREATE INDEX i ON note (lower(text))', /index i/],
    ['a newer version', 'PRAGMA user_version = 9999', /newer gskope/],
    ['another application', 'PRAGMA application_id = 1', /no gskope case/],
  ])('holds %s', async (_what, sql, says) => {
    const folder = temporaryFolder()
    const file = await saved(folder)
    const db = new Database(file)
    db.exec(sql)
    db.close()
    const before = readFileSync(file)
    expect(await refusal(file)).toMatch(says)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('is a text, nothing, or half of one', async () => {
    const folder = temporaryFolder()
    const file = await saved(folder)
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.subarray(0, bytes.length / 2))
    expect(await refusal(file)).toMatch(/damaged/)
    writeFileSync(file, 'a text that is long enough for a header. '.repeat(30))
    expect(await refusal(file)).toMatch(/no gskope case/)
    expect(await refusal(join(folder, 'none.gskope'))).toMatch(/no such case/)
    expect(existsSync(join(folder, 'none.gskope'))).toBe(false)
  })
})
