/** Notes: kept in the case at once, found again when files are read anew, moved, or opened in another case. */
import { copyFileSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Engine } from '../../../main/engine/engine.ts'
import { directClient } from '../../support/direct-client.ts'
import type { EngineClient, Result } from '../../../preload/contract/carrier.ts'
import type { Note, NoteList, NoteSubject } from '../../../preload/contract/note.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

const CAPTURE = 'tn3270-after-key-rollover.pcap'
const TRACE = 'tn3270-after-key-rollover.gsksrvr.txt'

interface Opened {
  readonly engine: Engine
  readonly client: EngineClient
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

async function opened(home: string, ...paths: readonly string[]): Promise<Opened> {
  const engine = new Engine({ home, version: '0', checkReplies: true })
  onTestFinished(() => engine.close())
  const client = directClient(engine)
  value(await client.request('case.open', { paths: [...paths] }))
  await engine.idle()
  return { engine, client }
}

function filesIn(folder: string): readonly [capture: string, trace: string] {
  mkdirSync(folder, { recursive: true })
  for (const name of [CAPTURE, TRACE]) copyFileSync(join(EXAMPLE.folder, name), join(folder, name))
  return [join(folder, CAPTURE), join(folder, TRACE)]
}

const notesOf = async (client: EngineClient): Promise<readonly Note[]> =>
  value(await client.request('note.list', {})).notes
const make = async (client: EngineClient, subject: NoteSubject, text: string): Promise<NoteList> =>
  value(await client.request('note.make', { subject, text }))

/** The first connection that capture and trace both show. */
async function joined(client: EngineClient): Promise<number> {
  const request = { filter: '', sort: 'start', descending: false, offset: 0, limit: 100 } as const
  const row = value(await client.request('connection.page', request)).rows.find(({ sources }) => sources.length > 1)
  if (!row) throw new Error('capture and trace share no connection')
  return row.id
}

/** One note of each kind; where they are, by their text. */
async function makeAll(client: EngineClient): Promise<void> {
  const connection = await joined(client)
  await make(client, { on: 'case' }, 'on the case')
  await make(client, { on: 'connection', connection }, 'on the connection')
  await make(client, { on: 'message', connection, n: 2 }, 'on the message')
  await make(client, { on: 'bytes', connection, n: 1, start: 4, end: 6 }, '<b>on the bytes</b>')
}

const places = (notes: readonly Note[]): unknown[] =>
  notes.map(({ text, connection, n, range }) => [text, connection !== null, n, range])
const ALL_PLACES = [
  ['on the case', false, null, null],
  ['on the connection', true, null, null],
  ['on the message', true, 2, null],
  ['<b>on the bytes</b>', true, 1, [4, 6]],
]

describe('a note', () => {
  it('is made on anything, found by the filter, and there when the case is opened again', async () => {
    const folder = temporaryFolder()
    const files = filesIn(join(folder, 'incident'))
    const first = await opened(join(folder, 'home'), ...files)
    await makeAll(first.client)
    expect(places(await notesOf(first.client))).toEqual(ALL_PLACES)
    expect((await notesOf(first.client)).map(({ letter }) => letter)).toEqual(['A', 'B', 'C', 'D'])
    expect((await notesOf(first.client))[3]?.about).toMatch(/^client_hello, .* → .*:\d+$/)
    const filtered = { filter: 'has:notes', sort: 'start', descending: false, offset: 0, limit: 10 } as const
    expect(value(await first.client.request('connection.page', filtered)).rows.map(({ id }) => id)).toEqual([
      await joined(first.client),
    ])
    expect(value(await first.client.request('case.state', {})).notes).toBe(4)
    await first.engine.close()

    const again = await opened(join(folder, 'home'), ...files)
    expect(places(await notesOf(again.client))).toEqual(ALL_PLACES)
  })

  it('is found again when its files are read anew', async () => {
    const folder = temporaryFolder()
    const files = filesIn(join(folder, 'incident'))
    const { engine, client } = await opened(join(folder, 'home'), ...files)
    await makeAll(client)
    for (const file of files) utimesSync(file, new Date(), new Date(Date.now() + 60_000))
    for (const { id } of value(await client.request('case.state', {})).sources)
      value(await client.request('case.retry', { source: id }))
    await engine.idle()
    expect(places(await notesOf(client))).toEqual(ALL_PLACES)
  })

  it('stays with what one source shows when the other is removed, and goes nowhere when both are', async () => {
    const folder = temporaryFolder()
    const { engine, client } = await opened(join(folder, 'home'), ...filesIn(join(folder, 'incident')))
    await makeAll(client)
    const [capture, trace] = value(await client.request('case.state', {})).sources
    value(await client.request('case.remove', { source: capture?.id ?? 0 }))
    await engine.idle()
    const left = await notesOf(client)
    expect(left.map(({ connection }) => connection !== null)).toEqual([false, true, true, true])
    expect(left[3]).toMatchObject({ n: 1, range: [4, 6] })
    value(await client.request('case.remove', { source: trace?.id ?? 0 }))
    await engine.idle()
    expect((await notesOf(client)).map(({ connection, text }) => [connection, text])).toEqual(
      ALL_PLACES.map(([text]) => [null, text]),
    )
  })

  it('comes along when the same file is opened elsewhere, alone or with others', async () => {
    const folder = temporaryFolder()
    const home = join(folder, 'home')
    const first = await opened(home, ...filesIn(join(folder, 'incident')))
    await makeAll(first.client)
    await first.engine.close()

    const [capture] = filesIn(join(folder, 'elsewhere', 'deep'))
    const second = await opened(home, capture)
    expect(places(await notesOf(second.client))).toEqual(ALL_PLACES.slice(1))
    // Both ways: what is written there is known here too.
    const [, , last] = await notesOf(second.client)
    value(await second.client.request('note.edit', { id: last?.id ?? 0, text: 'changed elsewhere' }))
    await second.engine.close()
    const back = await opened(home, ...filesIn(join(folder, 'incident')))
    expect((await notesOf(back.client)).map(({ text }) => text)).toEqual([
      'on the case',
      'on the connection',
      'on the message',
      'changed elsewhere',
    ])
  })

  it('is deleted from the book with its case, and a book that is damaged is none', async () => {
    const folder = temporaryFolder()
    const home = join(folder, 'home')
    const first = await opened(home, ...filesIn(join(folder, 'incident')))
    await makeAll(first.client)
    for (const { id } of (await notesOf(first.client)).slice(0, 3))
      value(await first.client.request('note.delete', { id }))
    await first.engine.close()
    const second = await opened(home, filesIn(join(folder, 'two'))[0])
    expect((await notesOf(second.client)).map(({ text }) => text)).toEqual(['<b>on the bytes</b>'])
    await second.engine.close()
    for (const name of readdirSync(join(home, 'note'))) writeFileSync(join(home, 'note', name), '[{"key":')
    const third = await opened(home, filesIn(join(folder, 'three'))[0])
    expect(await notesOf(third.client)).toEqual([])
  })
})

describe('a change of a note', () => {
  it('is undone and done again, in order', async () => {
    const folder = temporaryFolder()
    const { client } = await opened(join(folder, 'home'), ...filesIn(join(folder, 'incident')))
    const connection = await joined(client)
    await make(client, { on: 'bytes', connection, n: 1, start: 0, end: 4 }, 'one')
    const { id } = (await notesOf(client))[0] ?? { id: 0 }
    value(await client.request('note.edit', { id, text: 'two' }))
    const deleted = value(await client.request('note.delete', { id }))
    expect(deleted).toMatchObject({ notes: [], undo: 'deleting a note', redo: null })

    const texts = ({ notes }: NoteList): unknown[] => places(notes)
    const here = (text: string): unknown[] => [[text, true, 1, [0, 4]]]
    expect(texts(value(await client.request('note.undo', {})))).toEqual(here('two'))
    expect(texts(value(await client.request('note.undo', {})))).toEqual(here('one'))
    const gone = value(await client.request('note.undo', {}))
    expect(gone).toEqual({ notes: [], undo: null, redo: 'making a note' })
    expect(await client.request('note.undo', {})).toMatchObject({ ok: false, code: 'invalid' })
    expect(texts(value(await client.request('note.redo', {})))).toEqual(here('one'))
    expect(texts(value(await client.request('note.redo', {})))).toEqual(here('two'))
    // A change after an undo: what was undone is gone for good.
    await make(client, { on: 'case' }, 'three')
    expect(await client.request('note.redo', {})).toMatchObject({ ok: false, code: 'invalid' })
  })

  it('finds its place again when its source was read anew in between', async () => {
    const folder = temporaryFolder()
    const { engine, client } = await opened(join(folder, 'home'), ...filesIn(join(folder, 'incident')))
    await makeAll(client)
    const last = (await notesOf(client)).at(-1)
    value(await client.request('note.delete', { id: last?.id ?? 0 }))
    for (const { id } of value(await client.request('case.state', {})).sources)
      value(await client.request('case.retry', { source: id }))
    await engine.idle()
    value(await client.request('note.undo', {}))
    expect(places(await notesOf(client))).toEqual(ALL_PLACES)
  })

  it('is refused where there is nothing to write on, or nothing is written', async () => {
    const folder = temporaryFolder()
    const { client } = await opened(join(folder, 'home'), ...filesIn(join(folder, 'incident')))
    const connection = await joined(client)
    const ask = (subject: NoteSubject, text = 'x') => client.request('note.make', { subject, text })
    expect(await ask({ on: 'connection', connection: 99_999 })).toMatchObject({ code: 'not-found' })
    expect(await ask({ on: 'message', connection, n: 99 })).toMatchObject({ code: 'not-found' })
    expect(await ask({ on: 'bytes', connection, n: 1, start: 4, end: 4 })).toMatchObject({ code: 'invalid' })
    expect(await ask({ on: 'bytes', connection, n: 1, start: 0, end: 99_999 })).toMatchObject({ code: 'invalid' })
    expect(await ask({ on: 'case' }, '  ')).toMatchObject({ code: 'invalid' })
    expect(await ask({ on: 'case' }, 'x'.repeat(4_001))).toMatchObject({ code: 'invalid' })
    expect(await client.request('note.edit', { id: 7, text: 'x' })).toMatchObject({ code: 'not-found' })
    expect(await client.request('note.delete', { id: 7 })).toMatchObject({ code: 'not-found' })
  })
})
