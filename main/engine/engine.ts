import { existsSync, rmSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { CaseFileError, isDiskFull } from '../../db/open.ts'
import type { Result } from '../../preload/contract/carrier.ts'
import type { CaseSaved, CaseState } from '../../preload/contract/case.ts'
import type { Channel, EventName } from '../../preload/contract/channel.ts'
import { type EventPayload, events } from '../../preload/contract/index.ts'
import type { IngestProgress } from '../ingest/job.ts'
import { type PrintPage, printPdf } from '../report/pdf/print-pdf.ts'
import { type Answers, answer, Failure } from './answer.ts'
import { CaseOrigin } from './case-origin.ts'
import { caseAnswers } from './channel/case.ts'
import { codeAnswers } from './channel/code.ts'
import { collectAnswers } from './channel/collect.ts'
import { comparisonAnswers } from './channel/comparison.ts'
import { connectionAnswers } from './channel/connection.ts'
import { exportAnswers } from './channel/export.ts'
import { certificateAnswers } from './channel/certificate.ts'
import { messageAnswers } from './channel/message.ts'
import { noteAnswers } from './channel/note.ts'
import { overviewAnswers } from './channel/overview.ts'
import { filterAnswers } from './channel/filter.ts'
import { recentAnswers } from './channel/recent.ts'
import { reportAnswers } from './channel/report.ts'
import { sourceAnswers } from './channel/source.ts'
import { expandPaths, isCaseFile } from './expand-paths.ts'
import { ExportShelf } from './export/export-shelf.ts'
import { caseFileFor, caseTitle } from './home.ts'
import { NoteBook } from './note-book.ts'
import { OpenCase } from './open-case.ts'
import { saveCase } from './save-case.ts'
import { presentSource } from './present.ts'
import { FilterBook } from './filter-book.ts'
import { RecentCases } from './recent.ts'
import { SourceTexts } from './source-texts.ts'
import { Throttle } from './throttle.ts'

export interface EngineOptions {
  /** Folder of case files and recent cases; see `gskopeHome`. */
  readonly home: string
  readonly version: string
  /** Folder with the files of the bundled example; undefined where it is not shipped. */
  readonly exampleFolder?: string | undefined
  /** Secrets inside captures are used; so it is when left out. */
  readonly embeddedSecrets?: boolean
  /** Prints a page as PDF; left out, a Chromium of this machine does. Throws NoPdf. */
  readonly printPage?: PrintPage
  /** Replies are checked against their schemas too: in tests, and wherever GSKOPE_CHECK_REPLIES is 1. */
  readonly checkReplies?: boolean
}

/** Engines that have the same sources open at once. */
const MAX_COPIES = 9

/** Windows hear of a growing case ten times a second. */
const CHANGED_MS = 100

type Listeners = { readonly [E in EventName]: Set<(payload: EventPayload<E>) => void> }

/** Owns the open case, answers every channel of the contract, and tells what changes. Carriers only carry: this is the whole engine. */
export class Engine {
  readonly #options: EngineOptions
  readonly #checkReplies: boolean
  readonly #recent: RecentCases
  readonly #book: NoteBook
  readonly #origin: CaseOrigin
  readonly #answers: Answers
  readonly #listeners: Listeners = {
    'case.changed': new Set(),
    'ingest.progress': new Set(),
    'engine.restarted': new Set(),
    'source.found': new Set(),
    'export.progress': new Set(),
    'report.progress': new Set(),
  }
  readonly #changed: Throttle
  readonly #rates = new Map<number, { readonly atMs: number; readonly bytes: number }>()
  readonly #texts = new SourceTexts()
  readonly #shelf = new ExportShelf()
  #case: OpenCase | undefined
  /** Opening and closing happen one after the other. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: EngineOptions) {
    this.#options = options
    this.#checkReplies = options.checkReplies ?? process.env['GSKOPE_CHECK_REPLIES'] === '1'
    this.#recent = new RecentCases(options.home)
    this.#book = new NoteBook(options.home)
    this.#origin = new CaseOrigin(options.home)
    this.#changed = new Throttle(CHANGED_MS, () => {
      this.#remember()
      this.#emit('case.changed', this.state())
    })
    this.#answers = {
      ...caseAnswers(this),
      ...recentAnswers(this.#recent),
      ...filterAnswers(new FilterBook(options.home)),
      ...connectionAnswers(this),
      ...comparisonAnswers(this),
      ...overviewAnswers(this),
      ...messageAnswers(this),
      ...certificateAnswers(this),
      ...reportAnswers(this, options.version, options.printPage ?? printPdf, (progress) =>
        this.#emit('report.progress', progress),
      ),
      ...codeAnswers(() => this.#case),
      ...exportAnswers(this, this.#shelf, options.version, (progress) => this.#emit('export.progress', progress)),
      ...collectAnswers(),
      ...noteAnswers(this),
      ...sourceAnswers(this, this.#texts, (found) => this.#emit('source.found', found)),
    } satisfies Answers
  }

  /** Answers one request of a window; never throws. */
  request(channel: Channel, payload: unknown, signal?: AbortSignal): Promise<Result<unknown>> {
    return answer(this.#answers, channel, payload, signal, this.#checkReplies)
  }

  /** Returns the function that stops listening. */
  on<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    this.#listeners[name].add(listener)
    return () => void this.#listeners[name].delete(listener)
  }

  /** The open case, or a Failure for the one who asked. */
  get case(): OpenCase {
    if (!this.#case) throw new Failure('not-found', 'No case is open.')
    return this.#case
  }

  get caseFile(): string | undefined {
    return this.#case?.file
  }

  state(): CaseState {
    const { version } = this.#options
    const open = this.#case
    if (!open) {
      return {
        open: false,
        title: '',
        file: null,
        named: false,
        example: false,
        sources: [],
        connections: 0,
        established: 0,
        failed: 0,
        incomplete: 0,
        indexing: false,
        handDecisions: 0,
        notes: 0,
        window: null,
        version,
      }
    }
    const counts = open.counts
    return {
      open: true,
      title: this.#titleOf(open),
      file: open.file,
      named: !this.#origin.isOwnFile(open.file),
      example: open.example,
      sources: open.toldSources.map((source) =>
        presentSource(source, open.progressOf(source.id), open.away.stateOf(source)),
      ),
      connections: counts.established + counts.incomplete + counts.failed,
      ...counts,
      indexing: open.indexing,
      handDecisions: open.handDecisions,
      notes: open.notes.count,
      window: open.fact('window') ?? null,
      version,
    }
  }

  /** A case that was saved is called as its file is. */
  #titleOf(open: OpenCase): string {
    return this.#origin.isOwnFile(open.file) ? open.title : basename(open.file)
  }

  /** Files and folders go into the open case, or a new one; a single case file opens as the case it is. */
  open(paths: readonly string[]): Promise<CaseState> {
    return this.#inTurn(async () => {
      const [only] = paths
      if (paths.length === 1 && only !== undefined && isCaseFile(only)) return this.#openCaseFile(resolve(only))
      const files = await expandPaths(paths)
      if (this.#case && !this.#case.example) await this.#case.add(files)
      else await this.#openSources(files, caseTitle(files), false)
      return this.state()
    })
  }

  /** Opens sources as a case in a file of the caller's choice. */
  openAs(caseFile: string, paths: readonly string[]): Promise<CaseState> {
    return this.#inTurn(async () => {
      const files = await expandPaths(paths)
      await this.#leaveCase()
      this.#case = this.#openAt(resolve(caseFile))
      this.#distrustForeign(this.#case)
      this.#case.describe(caseTitle(files), false)
      await this.#case.add(files)
      return this.state()
    })
  }

  openExample(): Promise<CaseState> {
    return this.#inTurn(async () => {
      const { exampleFolder } = this.#options
      if (exampleFolder === undefined || !existsSync(exampleFolder))
        throw new Failure('not-found', 'The example is not part of this installation.')
      const files = await expandPaths([exampleFolder])
      await this.#openSources(files, 'Example: a TN3270 connection that fails, and one that works', true)
      return this.state()
    })
  }

  /** Writes a copy of the case, which is among the recent ones then. */
  save(path: string, replace: boolean): Promise<CaseSaved> {
    return this.#inTurn(async () => {
      const open = this.case
      const paths = pathsOf(open)
      const result = await saveCase(open, path, replace, this.#origin.codeOf(paths))
      const { connections, failed } = this.state()
      if (result.saved)
        this.#recent.remember({
          file: result.file,
          title: basename(result.file),
          paths,
          openedAtMs: Date.now(),
          connections,
          failed,
        })
      return result
    })
  }

  /** Closes the open case; its file stays. */
  closeCase(): Promise<CaseState> {
    return this.#inTurn(async () => {
      await this.#leaveCase()
      this.#changed.ask()
      return this.state()
    })
  }

  /** Resolves once everything that was opened is read and joined. */
  async idle(): Promise<void> {
    await this.#turn
    await this.#case?.idle()
  }

  async close(): Promise<void> {
    await this.#inTurn(() => this.#leaveCase())
    this.#changed.stop()
    this.#shelf.close()
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(step)
    this.#turn = result.catch(() => undefined)
    return result
  }

  async #openCaseFile(file: string): Promise<CaseState> {
    if (!existsSync(file)) throw new Failure('not-found', `${file}: there is no such case file.`)
    await this.#leaveCase()
    this.#case = this.#openAt(file)
    this.#distrustForeign(this.#case)
    await this.#case.resume()
    return this.state()
  }

  /** Opens sources as a case of ours, in the file that goes with them. */
  async #openSources(files: readonly string[], title: string, example: boolean): Promise<void> {
    await this.#leaveCase()
    this.#case = this.#openDerived(files)
    this.#case.describe(title, example)
    await this.#case.add(files)
  }

  /** What is derived from the sources can be derived again, so a damaged file is made anew; what another gskope has open is left to it. */
  #openDerived(files: readonly string[]): OpenCase {
    for (let copy = 1; ; copy++) {
      const file = caseFileFor(this.#options.home, files, copy)
      try {
        return this.#openAt(file)
      } catch (error) {
        if (!(error instanceof Failure) || copy >= MAX_COPIES) throw error
        if (error.cause === 'case-in-use') continue
        if (error.cause !== 'damaged-case') throw error
        for (const part of [file, `${file}-wal`, `${file}-shm`]) rmSync(part, { force: true })
        return this.#openAt(file)
      }
    }
  }

  #distrustForeign(open: OpenCase): void {
    if (!this.#origin.isOurs(open.file, pathsOf(open), open.fact('origin'))) open.away.distrust()
  }

  #openAt(file: string): OpenCase {
    try {
      return new OpenCase(
        file,
        {
          changed: () => this.#changed.ask(),
          progress: (progress) => this.#progressed(progress),
        },
        this.#book,
        this.#options.embeddedSecrets,
      )
    } catch (error) {
      if (!(error instanceof CaseFileError)) throw error
      const failure = new Failure('failed', error.message)
      failure.cause = error.code
      throw failure
    }
  }

  async #leaveCase(): Promise<void> {
    const open = this.#case
    if (!open) return
    this.#remember()
    // What the user has not vouched for is a stranger's the next time too; so is a case that a full disk has no room for the mark of.
    try {
      if (!open.toldSources.some((source) => open.away.isForeign(source)))
        open.keep('origin', this.#origin.codeOf(pathsOf(open)))
    } catch (error) {
      if (!isDiskFull(error)) throw error
    }
    this.#case = undefined
    this.#rates.clear()
    this.#texts.close()
    await open.close()
  }

  /** The example and cases outside of our folder's habit are remembered too; a case without sources is not worth it. */
  #remember(): void {
    const open = this.#case
    if (!open || open.indexing) return
    const paths = pathsOf(open)
    if (paths.length === 0) return
    const { connections, failed } = this.state()
    this.#recent.remember({
      file: open.file,
      title: this.#titleOf(open),
      paths,
      openedAtMs: Date.now(),
      connections,
      failed,
    })
  }

  #progressed(progress: IngestProgress): void {
    const stored = this.#case?.toldSources.find(({ id }) => id === progress.sourceId)
    if (!stored) return
    const now = performance.now()
    const first = this.#rates.get(progress.sourceId) ?? { atMs: now, bytes: progress.indexedBytes }
    this.#rates.set(progress.sourceId, first)
    const seconds = (now - first.atMs) / 1_000
    const bytesPerSecond = seconds > 0 ? (progress.indexedBytes - first.bytes) / seconds : 0
    const left = progress.bytes - progress.indexedBytes
    this.#emit('ingest.progress', {
      source: presentSource(stored, progress, this.case.away.stateOf(stored)),
      bytesPerSecond,
      remainingMs: bytesPerSecond > 0 ? (left / bytesPerSecond) * 1_000 : null,
    })
  }

  #emit<E extends EventName>(name: E, payload: EventPayload<E>): void {
    if (this.#checkReplies) events[name].parse(payload)
    for (const listener of this.#listeners[name]) listener(payload)
  }
}

function pathsOf(open: OpenCase): string[] {
  return [...new Set(open.toldSources.map(({ path }) => path))]
}
