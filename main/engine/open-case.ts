import { basename } from 'node:path'
import { prepareCaseFact } from '../../db/query/case-fact.ts'
import { prepareLegById } from '../../db/query/leg-list.ts'
import { prepareOutcomeCounts } from '../../db/query/outcome-count.ts'
import { prepareSourceList, type StoredSource } from '../../db/query/source-list.ts'
import { isDamage, type ReadableCase, type WritableCase } from '../../db/open.ts'
import { prepareCaseFactWriter } from '../../db/write/case-fact.ts'
import { prepareSourceWriter, type SourceWriter } from '../../db/write/source-row.ts'
import { keyLog } from '../format/key-log.ts'
import type { IngestProgress } from '../ingest/job.ts'
import { isKeyLog } from '../ingest/key-logs.ts'
import { cancelledProblem } from '../ingest/source-problem.ts'
import { judgeCauses } from './case-causes.ts'
import { CaseSetUp } from './case-set-up.ts'
import { AwaySources } from './away-sources.ts'
import { keysAmong, readCaptures } from './case-keys.ts'
import { openHandles, type CaseHandles } from './case-handles.ts'
import { ConnectionContents } from './connection-content.ts'
import { Failure } from './answer.ts'
import { HandJoin } from './hand-join.ts'
import { ConnectionList } from './connection-list.ts'
import { caseTitle } from './home.ts'
import { CaseNotes } from './case-notes.ts'
import { IngestThread } from './ingest-thread.ts'
import type { NoteBook } from './note-book.ts'
import { SeenConnections } from './seen-connections.ts'
import { failedProblem } from './source-state.ts'

export interface OpenCaseListeners {
  readonly changed: () => void
  readonly progress: (progress: IngestProgress) => void
}

/** The one open case file: its sources, their indexing, and the two connections to it (the engine reads and writes a few rows; ingest writes). */
export class OpenCase {
  readonly file: string
  readonly index: ReadableCase
  readonly list: ConnectionList
  readonly contents: ConnectionContents
  readonly seen: SeenConnections
  readonly notes: CaseNotes
  readonly away: AwaySources
  /** What policies and key rings of the case say. */
  readonly setUp: CaseSetUp
  readonly #handles: CaseHandles
  readonly #writable: WritableCase
  readonly #sourceWriter: SourceWriter
  readonly #sources: () => StoredSource[]
  readonly #counts: ReturnType<typeof prepareOutcomeCounts>
  readonly fact: ReturnType<typeof prepareCaseFact>
  readonly keep: ReturnType<typeof prepareCaseFactWriter>
  readonly #hand: HandJoin
  readonly #legById: ReturnType<typeof prepareLegById>
  readonly #listeners: OpenCaseListeners
  readonly #thread: IngestThread
  readonly #embeddedSecrets: boolean
  /** Sources waiting to be read. */
  readonly #queued = new Set<number>()
  readonly #progress = new Map<number, IngestProgress>()
  #pending: Promise<void> = Promise.resolve()
  #working = 0
  /** Looks at files that are not over: there may be more to read than waits. */
  #looking = 0
  #closing = false

  /** Opens or creates the file. `embeddedSecrets`: whether secrets inside captures are used. Throws CaseFileError. */
  constructor(file: string, listeners: OpenCaseListeners, book: NoteBook, embeddedSecrets = true) {
    this.file = file
    this.#embeddedSecrets = embeddedSecrets
    this.#listeners = listeners
    const { index, writable, close } = (this.#handles = openHandles(file))
    this.index = index
    this.#writable = writable
    try {
      this.#sourceWriter = prepareSourceWriter(this.#writable)
      this.#sources = prepareSourceList(this.index)
      this.away = new AwaySources(file, this.#sources, this.#sourceWriter)
      this.#counts = prepareOutcomeCounts(this.index)
      this.fact = prepareCaseFact(this.index)
      this.keep = prepareCaseFactWriter(this.#writable)
      this.#legById = prepareLegById(this.index)
      this.#hand = new HandJoin(
        this.index,
        this.#writable,
        (id) => this.#sources().find((source) => source.id === id)?.path ?? '',
      )
      this.setUp = new CaseSetUp(this.index, this.#sources)
      this.contents = new ConnectionContents(this.index)
      this.seen = new SeenConnections(this.index, this.#writable, this.contents, () => this.indexing)
      this.list = new ConnectionList(this.index, () => this.indexing)
      this.notes = new CaseNotes(
        {
          index: this.index,
          writable: this.#writable,
          contents: this.contents,
          title: () => this.title,
          sources: () => this.sources,
        },
        book,
      )
    } catch (error) {
      close()
      throw error
    }
    this.#thread = new IngestThread((progress) => {
      this.#progress.set(progress.sourceId, progress)
      this.list.changed()
      listeners.progress(progress)
      listeners.changed()
    })
  }

  get indexing(): boolean {
    return this.#working > 0 || this.#looking > 0
  }

  /** As those may know them who open files. */
  get sources(): StoredSource[] {
    return this.away.sources
  }

  /** With the paths that are told, for people to read. */
  get toldSources(): StoredSource[] {
    return this.#sources()
  }

  get counts(): ReturnType<ReturnType<typeof prepareOutcomeCounts>> {
    return this.#counts()
  }

  get title(): string {
    return this.fact('title') ?? basename(this.file)
  }

  get example(): boolean {
    return this.fact('example') === 'yes'
  }

  describe(title: string, example: boolean): void {
    this.keep('title', title)
    this.keep('example', example ? 'yes' : 'no')
  }

  /** Adds files that the case does not have yet and reads them; those that it has are looked at again. */
  add(paths: readonly string[]): Promise<void> {
    return this.#look(() => this.#add(paths))
  }

  async #add(paths: readonly string[]): Promise<void> {
    const known = new Map(this.#files().map((source) => [source.path, source]))
    const fresh: { readonly path: string; readonly isKeyLog: boolean; id: number }[] = []
    for (const path of paths) if (!known.has(path)) fresh.push({ path, isKeyLog: await isKeyLog(path), id: 0 })
    const insert = this.#writable.db.transaction(() => {
      for (const source of fresh) source.id = this.#sourceWriter.insert(source.path, basename(source.path), 0)
    })
    insert.immediate()
    // Captures are read once where the key logs are known before them.
    for (const first of [true, false])
      for (const { id, path, isKeyLog } of fresh) if (isKeyLog === first) this.#enqueue(id, path)
    for (const path of paths) {
      const source = known.get(path)
      if (!source) continue
      this.away.trust(source)
      await this.#lookAgain(source)
    }
    if (!this.fact('title')) this.describe(caseTitle(this.#sources().map((source) => source.path)), false)
    if (this.notes.takeFromBook()) void this.placeNotes()
  }

  /** After opening: reads what was never read to its end and what has changed since; the rest is there already. */
  resume(): Promise<void> {
    return this.#look(async () => {
      for (const source of this.#files()) if (!this.away.isForeign(source)) await this.#lookAgain(source)
      if (this.fact('joined') === 'no') void this.#work(async () => {})
      if (this.notes.takeFromBook()) void this.placeNotes()
    })
  }

  /** A part is read again with its whole file. */
  retry(partOrFile: number): boolean {
    const source = this.#fileOf(partOrFile)
    if (!source) return false
    if (this.away.isForeign(source))
      throw new Failure('refused', `This case comes from elsewhere: say first where ${source.name} lies here.`)
    const { id, path } = source
    if (!this.#queued.has(id) && !this.#thread.isReading(id)) {
      this.#sourceWriter.setState(id, 'queued')
      this.#enqueue(id, path)
    }
    this.#listeners.changed()
    return true
  }

  /** A part goes with its whole file. */
  async remove(partOrFile: number): Promise<boolean> {
    const source = this.#fileOf(partOrFile)
    if (!source) return false
    this.cancel(source.id)
    await this.#work(async () => {
      this.keep('causes', 'stale')
      this.#setJoined(false)
      await this.seen.keep(source.id)
      await this.#thread.run({ kind: 'remove', caseFile: this.file, sourceId: source.id })
      if (source.format === keyLog.id) this.#readCapturesAgain()
    })
    return true
  }

  /** Stops reading one source, or all. What was read stays. */
  cancel(sourceId: number | null): void {
    for (const { id, path } of this.#files()) {
      if (sourceId !== null && id !== sourceId) continue
      if (this.#queued.delete(id)) this.#sourceWriter.setProblem(id, 'partial', cancelledProblem(path, 0))
      else if (this.#thread.isReading(id)) this.#thread.abort()
    }
    this.#listeners.changed()
  }

  /** Joins and splits by hand that can be undone. */
  get handDecisions(): number {
    return this.#hand.count
  }

  /** Makes one connection of several. Resolves with the connections that their legs are in then; throws a Failure. */
  join(connections: readonly number[]): Promise<number[]> {
    return this.#decide(() => this.#hand.join(connections.map((id) => this.seen.standing(id))))
  }

  /** Takes a leg out of a connection, or (null) all of them apart. Resolves and throws as `join` does. */
  split(connection: number, leg: number | null): Promise<number[]> {
    return this.#decide(() => this.#hand.split(this.seen.standing(connection), leg))
  }

  /** Takes the last join or split by hand back. Resolves and throws as `join` does. */
  undo(): Promise<number[]> {
    return this.#decide(() => this.#hand.undo())
  }

  /** A note was made, changed or deleted: what the list shows may depend on it. */
  notesChanged(): void {
    this.list.changed()
    this.#listeners.changed()
  }

  /** Looks for what notes are about that came from elsewhere. */
  placeNotes(): Promise<void> {
    return this.#work(async () => {
      await this.#thread.run({ kind: 'notes', caseFile: this.file })
    })
  }

  /** What is known of a running source's way, fresher than its row. */
  progressOf(sourceId: number): IngestProgress | undefined {
    return this.#progress.get(sourceId)
  }

  /** Resolves once everything that was asked for is read and joined. */
  async idle(): Promise<void> {
    while (this.#working > 0) await this.#pending
  }

  /** What was not read to its end is read when the case is opened again. */
  async close(): Promise<void> {
    this.#closing = true
    const unread = this.#files().filter(({ id }) => this.#queued.has(id) || this.#thread.isReading(id))
    this.#queued.clear()
    this.#thread.abort()
    await this.idle()
    await this.#thread.close()
    for (const { id } of unread) this.#sourceWriter.setState(id, 'queued')
    this.#handles.close()
  }

  /** The sources that are whole files; what is a part of one follows it. */
  #files(): StoredSource[] {
    return this.#sources().filter(({ partOf }) => partOf === null)
  }

  #fileOf(partOrFile: number): StoredSource | undefined {
    const whole = this.#sources().find(({ id }) => id === partOrFile)?.partOf ?? partOrFile
    return this.#files().find(({ id }) => id === whole)
  }

  /** What there is to read is known only when all files were looked at: until then the case is not said to be read. */
  async #look(step: () => Promise<void>): Promise<void> {
    this.#looking++
    try {
      await step()
    } finally {
      this.#looking--
      this.#listeners.changed()
    }
  }

  async #lookAgain(source: StoredSource): Promise<void> {
    if (this.#queued.has(source.id) || this.#thread.isReading(source.id)) return
    const wasRead = source.state === 'ready' || source.state === 'partial'
    if (wasRead && !(await this.away.hasChanged(source))) return
    this.#sourceWriter.setState(source.id, 'queued')
    this.#enqueue(source.id, source.path)
  }

  #enqueue(sourceId: number, path: string): void {
    this.#queued.add(sourceId)
    void this.#work(async () => {
      // Cancelled, or the case was closed, while it waited.
      if (!this.#queued.delete(sourceId)) return
      this.#sourceWriter.setState(sourceId, 'indexing')
      this.#listeners.changed()
      // What it said the last time may be gone.
      if (this.#sources().some(({ id, format }) => id === sourceId && format !== null)) this.keep('causes', 'stale')
      this.#setJoined(false)
      await this.seen.keep(sourceId)
      const keys = keysAmong(this.#ours, this.#embeddedSecrets)
      const outcome = await this.#thread.run({ kind: 'index', caseFile: this.file, sourceId, path, keys })
      if (this.#sources().some(({ id, format }) => id === sourceId && format === keyLog.id)) this.#readCapturesAgain()
      this.#progress.delete(sourceId)
      if (!outcome.ok)
        this.#sourceWriter.setProblem(sourceId, 'failed', failedProblem(path, outcome.code, outcome.message))
    })
  }

  /** Other secrets than they were read with may open more of them, or less. */
  #readCapturesAgain(): void {
    for (const { id, path } of readCaptures(this.#ours)) {
      if (this.#queued.has(id) || this.#thread.isReading(id)) continue
      this.#sourceWriter.setState(id, 'queued')
      this.#enqueue(id, path)
    }
  }

  /** The sources whose files may be opened. */
  get #ours(): StoredSource[] {
    return this.#sources().filter((source) => !this.away.isForeign(source))
  }

  /** `decision` gives the legs concerned. While sources are read, connections change under one's hands. */
  async #decide(decision: () => readonly number[]): Promise<number[]> {
    if (this.indexing) throw new Failure('refused', 'Files are still being read: join and split when that is done.')
    // Both or neither: what was decided is not in force before legs are joined again.
    const decided = this.#writable.db.transaction(() => {
      const legs = decision()
      this.#setJoined(false)
      return legs
    })
    const legs = decided.immediate()
    await this.#work(async () => {})
    const connections = legs.map((id) => this.#legById(id)?.connection).filter((id) => id !== undefined)
    return [...new Set(connections)].sort((one, other) => one - other)
  }

  /** Stored, as the engine may end in between. */
  #setJoined(joined: boolean): void {
    this.keep('joined', joined ? 'yes' : 'no')
  }

  /** One thing after the other; when nothing is left, what was read is joined. */
  #work(step: () => Promise<void>): Promise<void> {
    this.#working++
    this.#pending = this.#pending
      .then(step)
      .then(async () => {
        if (this.#working > 1 || this.#closing || this.fact('joined') !== 'no') return
        this.notes.forgetPlaces()
        this.notes.takeFromBook()
        const outcome = await this.#thread.run({ kind: 'join', caseFile: this.file })
        if (!outcome.ok || this.#closing) return
        await judgeCauses(
          this.index,
          this.#writable,
          this.contents,
          this.setUp.configured,
          this.fact('causes') === 'stale',
          () => this.#closing || this.#working > 1,
        )
        if (this.#closing || this.#working > 1) return
        this.keep('causes', 'judged')
        this.#setJoined(true)
      })
      .catch((error: unknown) => {
        if (!isDamage(error)) throw error
      })
      .finally(() => {
        this.#working--
        this.list.changed()
        this.#listeners.changed()
      })
    return this.#pending
  }
}
