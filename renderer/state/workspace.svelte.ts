import { createContext } from 'svelte'
import type { Bridge, EngineClient, Shell } from '../../preload/contract/carrier.ts'
import type { Finding } from '../../preload/contract/finding.ts'
import type { Note } from '../../preload/contract/note.ts'
import { isDrawing, OF_CASE, SHOWS_MESSAGES, writePlace, type Place, type Tab } from './address-bar.ts'
import { DrawingTaste } from './drawing-taste.svelte.ts'
import { CaseDoor } from './case-door.svelte.ts'
import { CaseFile } from './case-file.svelte.ts'
import { OpenCase } from './case.svelte.ts'
import { Codes } from './codes.svelte.ts'
import { Columns } from './connections/columns.svelte.ts'
import { ConnectionGroups } from './connections/groups.svelte.ts'
import { ListRows } from './connections/list-rows.svelte.ts'
import { Collecting } from './collecting.svelte.ts'
import { Comparing } from './comparing.svelte.ts'
import { ConnectionList } from './connections/connection-list.svelte.ts'
import { Copying } from './copying.svelte.ts'
import { Exporting } from './exporting.svelte.ts'
import { firstConnection } from './first-connection.ts'
import { SavedFilters } from './filter/saved-filters.svelte.ts'
import { Handshake, NO_EVIDENCE } from './handshake.svelte.ts'
import { CaseOverview } from './overview.svelte.ts'
import { Reporting } from './reporting.svelte.ts'
import { KeptWindow } from './kept-window.svelte.ts'
import { Joining } from './joining.svelte.ts'
import { subjectsOf } from './note-subjects.ts'
import { Notes } from './notes.svelte.ts'
import { PaneSizes } from './pane-sizes.svelte.ts'
import { Places } from './places.svelte.ts'
import { Links, linkedHere, showLinked } from './links.svelte.ts'
import { SavingCertificates } from './saving-certificates.ts'
import { Saying } from './saying.svelte.ts'
import { SourceLines } from './source-lines.svelte.ts'
import { SourceSearch } from './source-search.svelte.ts'
import { UndoOrder } from './undo-order.ts'
import { Theme } from './theme.svelte.ts'
import { Density } from './density.svelte.ts'
import { restoreWindow, windowNow } from './window-now.ts'

export const [getWorkspace, setWorkspace] = createContext<Workspace>()

/** Of a line that is looked up for its codes. */
const MOST_TEXT = 400
/** Asking for the page again at each change of a growing case would keep the engine busy with us. */
const REFRESH_MS = 400
/** A case with more connections opens with its overview, one with fewer with the first that failed. */
const FEW_CONNECTIONS = 20

/** Everything the views share: the open case, the list, the shown handshake, and where the user is. */
export class Workspace {
  readonly engine: EngineClient
  readonly shell: Shell
  readonly case: OpenCase
  readonly file: CaseFile
  readonly door: CaseDoor
  readonly kept: KeptWindow
  readonly list: ConnectionList
  readonly groups: ConnectionGroups
  readonly savedFilters: SavedFilters
  readonly listRows: ListRows
  readonly columns = new Columns()
  readonly handshake: Handshake
  readonly overview: CaseOverview
  readonly comparing: Comparing
  readonly codes: Codes
  readonly joining: Joining
  readonly notes: Notes
  readonly lines: SourceLines
  readonly search: SourceSearch
  readonly collecting: Collecting
  readonly exporting: Exporting
  readonly reporting: Reporting
  readonly copying: Copying
  readonly saying = new Saying()
  readonly savingCertificates: SavingCertificates
  readonly links: Links
  readonly theme = new Theme()
  readonly density = new Density()
  readonly panes = new PaneSizes()
  readonly places = new Places()
  readonly taste = new DrawingTaste()
  tab = $state<Tab>(this.taste.drawing)
  /** Where there is room for one pane only: whether it is the list. */
  listInFront = $state(true)
  link = $state<'up' | 'down'>('up')
  /** The engine came back after a failure: its own sentence, until it is dismissed. */
  restarted = $state.raw<string | undefined>()
  paletteOpen = $state(false)
  shortcutsOpen = $state(false)
  /** A source whose details someone asked for from elsewhere (the status bar). */
  sourceShown = $state<number | undefined>()
  /** Somebody left the handshakes for the overview, which then stays. */
  overviewChosen = false
  readonly #undoOrder = new UndoOrder()
  #refreshTimer: ReturnType<typeof setTimeout> | undefined
  #shown: { readonly open: boolean; readonly file: string | null } = { open: false, file: null }

  constructor({ engine, shell }: Bridge) {
    this.engine = engine
    this.shell = shell
    this.case = new OpenCase(engine)
    this.file = new CaseFile(engine, shell, this.case, () => this.kept.keep())
    this.list = new ConnectionList(engine)
    this.savedFilters = new SavedFilters(engine, this.list)
    this.groups = new ConnectionGroups(engine, this.list)
    this.listRows = new ListRows(this.list, this.groups)
    this.handshake = new Handshake(engine)
    this.overview = new CaseOverview(engine)
    this.comparing = new Comparing(engine, {
      case: () => this.case.state,
      connection: () => this.handshake.connection,
      marked: () => [...this.joining.marked],
      pickFiles: () => this.door.pickFiles(),
      moved: (asStep) => {
        if (this.comparing.shown) this.listInFront = false
        this.#keepPlace(asStep)
      },
    })
    this.codes = new Codes(engine)
    this.joining = new Joining(engine, {
      shown: () => this.handshake.connection,
      select: (connection) => this.select(connection),
      failed: (message) => (this.case.failure = message),
      did: () => this.#did('join'),
    })
    this.notes = new Notes(engine, {
      subjects: () => {
        const { connection, detail, stale, messageNumber: message, bytes, marked } = this.handshake
        return subjectsOf({ connection, detail: stale ? undefined : detail, message, bytes: bytes ?? marked })
      },
      failed: (message) => (this.case.failure = message),
      did: () => this.#did('note'),
    })
    this.door = new CaseDoor(shell, {
      case: this.case,
      file: this.file,
      begunNote: () => this.notes.begun,
      keepWindow: () => this.kept.keep(),
      changed: () => this.#caseChanged(),
    })
    this.kept = new KeptWindow(
      engine,
      () => windowNow(this),
      () => this.case.state?.file,
    )
    this.lines = new SourceLines(engine)
    this.search = new SourceSearch(engine)
    this.collecting = new Collecting(engine)
    this.exporting = new Exporting(engine)
    this.reporting = new Reporting(engine, shell)
    this.copying = new Copying(engine, this, this.saying)
    this.links = new Links(engine, {
      title: () => this.case.state?.title ?? '',
      here: () => linkedHere(this.#here(), this),
      goTo: (place) => {
        this.#goTo(place)
        this.#keepPlace(true)
        showLinked(place, this)
      },
      copy: (what, text) => this.copying.text(what, text),
    })
    this.savingCertificates = new SavingCertificates(engine, (message) => (this.case.failure = message))
  }

  /** Starts listening; returns the function that stops. */
  start(): () => void {
    const stops = [
      this.search.start(),
      this.exporting.start(),
      this.reporting.start(),
      this.engine.on('case.changed', (state) => {
        this.case.take(state)
        this.#caseChanged()
      }),
      this.engine.on('ingest.progress', (progress) => this.case.takeProgress(progress)),
      this.engine.on('engine.restarted', ({ message }) => {
        this.restarted = message
        void this.askAgain()
      }),
      this.shell.onLink((state) => {
        const cameBack = this.link === 'down' && state === 'up'
        this.link = state
        if (cameBack) void this.askAgain()
      }),
      this.shell.onOpenPaths((paths) => void this.door.openPaths(paths)),
    ]
    const onPop = ({ state }: PopStateEvent): void => {
      const place = this.places.arrivedAt(state)
      if (place) this.#goTo(place)
    }
    const onLeave = (): void => void this.kept.keep()
    window.addEventListener('popstate', onPop)
    window.addEventListener('pagehide', onLeave)
    void this.case.listRecent()
    void this.savedFilters.refresh()
    void this.case.refresh().then(() => this.#caseChanged())
    return () => {
      for (const stop of stops) stop()
      window.removeEventListener('popstate', onPop)
      window.removeEventListener('pagehide', onLeave)
      clearTimeout(this.#refreshTimer)
      this.kept.stop()
    }
  }

  /** After the engine or the link was gone: whatever is on the screen is asked for again. */
  async askAgain(): Promise<void> {
    await this.case.refresh()
    void this.case.listRecent()
    this.#caseChanged()
  }

  sourceName(id: number): string {
    return this.case.sources.find((source) => source.id === id)?.name ?? `source ${id}`
  }

  select(connection: number | undefined, messageNumber?: number): void {
    const changed = connection !== this.handshake.connection
    this.handshake.show(connection, messageNumber)
    this.overviewChosen = false
    const left = this.comparing.shown !== undefined
    this.comparing.shown = undefined
    this.listInFront = false
    this.#keepPlace(changed || left)
  }

  /** The whole case instead of one handshake. */
  showOverview(): void {
    if (OF_CASE.has(this.tab)) this.tab = this.taste.drawing
    this.select(undefined)
    this.overviewChosen = true
  }

  openMessage(n: number | undefined): void {
    this.handshake.openMessage(n)
    this.#keepPlace(false)
  }

  /** Shows a piece of evidence where it lies: its message and bytes, or its line on the ladder. */
  follow(finding: Finding, at: number): void {
    if (!this.handshake.follow(finding, at)) return
    const { message, source, line } = finding.evidence[at] ?? { message: null, source: 0, line: null }
    if (this.tab === 'source' && line !== null) this.showSource(source, line)
    const left = this.#toOneHandshake()
    const away = !isDrawing(this.tab) && this.tab !== 'table' && !(this.tab === 'source' && (line ?? message) !== null)
    if (away) this.tab = this.taste.drawing
    this.#keepPlace(away || left)
  }

  /** The next piece of evidence of the finding that is followed, or of the first one; round and round. Keys may be faster than the handshake comes. */
  async followNext(step: 1 | -1): Promise<void> {
    const detail = await this.handshake.shown()
    const { followed } = this.handshake
    const finding = followed?.finding ?? detail?.findings.find(({ evidence }) => evidence.length > 0)
    if (!finding) return this.saying.say(NO_EVIDENCE)
    const { length } = finding.evidence
    this.follow(finding, followed ? (followed.at + step + length) % length : step === 1 ? 0 : length - 1)
  }

  /** Shows a line of a source in its text. */
  showLine(source: number, line: number): void {
    this.showSource(source, line)
    this.openTab('source')
  }

  /** Shows a source's text; what was found in another is no longer of any use. */
  showSource(source: number, line?: number): void {
    const path = (id: number | undefined): string | undefined => this.case.sources.find((one) => one.id === id)?.path
    // Parts of a file are the same text.
    if (this.lines.source !== undefined && path(source) !== path(this.lines.source)) this.search.clear()
    this.lines.show(source, line)
  }

  /** Opens the message that the chosen line of the source belongs to, in whichever connection it is. */
  async openRecord(): Promise<void> {
    const record = await this.lines.recordHere()
    if (!record || record.connection === null) return this.saying.say('No connection is known of this line.')
    this.select(record.connection, record.message ?? undefined)
  }

  /** Goes to what a note is about. */
  openNote(note: Note): void {
    this.notes.shown = note.id
    if (note.connection === null) return
    this.select(note.connection, note.n ?? undefined)
    if (note.range) this.handshake.bytes = { start: note.range[0], end: note.range[1] }
    if (note.n !== null && !SHOWS_MESSAGES.has(this.tab)) this.openTab(this.taste.drawing)
  }

  /** Takes back what was done last: a note, or a join or split. */
  undo(): void {
    const can = { note: this.notes.list.undo !== null, join: (this.case.state?.handDecisions ?? 0) > 0 }
    const what = this.#undoOrder.take(can)
    if (what === 'note') void this.notes.undo()
    else if (what === 'join') void this.joining.undo()
  }

  /** What codes mean: those of the line that is chosen in a source, or the alert that is open; else whatever was looked for last. */
  openCodes(): void {
    const { message } = this.handshake
    const { chosen } = this.lines
    const line = this.tab === 'source' && chosen !== undefined ? this.lines.row(chosen)?.text.trim() : undefined
    const alert = message?.row.content === 'alert' ? message.row.name : null
    this.codes.show((line === '' ? undefined : line?.slice(0, MOST_TEXT)) ?? alert ?? undefined)
  }

  openTab(tab: Tab): void {
    if (isDrawing(tab)) this.taste.keepDrawing(tab)
    const left = this.#toOneHandshake()
    if (tab === this.tab && !left) return
    this.tab = tab
    this.#keepPlace(true)
  }

  /** What is asked for belongs to one handshake: it comes before the list and before two. True where two were shown. */
  #toOneHandshake(): boolean {
    const left = this.comparing.shown !== undefined
    this.comparing.shown = undefined
    this.listInFront = false
    return left
  }

  #did(what: 'note' | 'join'): void {
    this.#undoOrder.did(what)
    this.file.fallBehind()
  }

  #caseChanged(): void {
    const { state } = this.case
    const shown = { open: state?.open ?? false, file: state?.file ?? null }
    if (shown.open !== this.#shown.open || shown.file !== this.#shown.file) {
      const another = this.#shown.open
      this.#shown = shown
      this.comparing.reset()
      this.overview.forget()
      this.list.forget()
      this.groups.forget()
      if (another || !shown.open) {
        this.select(undefined)
        this.listInFront = true
        this.lines.clear()
        this.search.clear()
      }
      this.joining.reset()
      this.notes.reset()
      this.#undoOrder.clear()
      if (shown.open) void this.notes.refresh()
      const memory = this.kept.enter(state)
      this.file.enter(memory?.saved)
      const given = this.places.given(shown.file)
      this.places.enter(shown.file)
      if (memory) restoreWindow(this, memory)
      else {
        this.list.ask({ filter: '' })
        this.groups.ask()
      }
      if (!shown.open) return
      if (given) this.#goTo(given)
      if (this.handshake.connection === undefined && !this.overviewChosen) void this.selectFirst()
      this.#keepPlace(false)
      return
    }
    if (!shown.open || this.#refreshTimer !== undefined) return
    this.#refreshTimer = setTimeout(() => {
      this.#refreshTimer = undefined
      this.list.refresh()
      this.groups.ask()
      void this.#refreshHandshake()
      this.comparing.refresh()
      void this.joining.refresh()
      this.overview.changed(this.list.query.filter)
      if ((this.case.state?.notes ?? 0) > 0 || this.notes.list.notes.length > 0) void this.notes.refresh()
      if (this.handshake.connection === undefined && !this.overviewChosen) void this.selectFirst()
    }, REFRESH_MS)
  }

  /** What is shown may have left the case with its source: then the first connection that there still is comes in its place. */
  async #refreshHandshake(): Promise<void> {
    if (!(await this.handshake.refresh())) return
    this.handshake.show(undefined)
    await this.selectFirst()
    this.#keepPlace(false)
  }

  /** Where there are many connections, the overview says more than one of them. */
  async selectFirst(): Promise<void> {
    const { state } = this.case
    if ((state?.connections ?? 0) > FEW_CONNECTIONS) return
    const first = await firstConnection(this.engine, state?.indexing ?? false)
    if (first === undefined || this.handshake.connection !== undefined || this.overviewChosen) return
    this.handshake.show(first)
    this.#keepPlace(false)
  }

  #goTo(place: Place): void {
    if (!this.case.state?.open) return
    this.tab = place.tab
    this.overviewChosen = place.connection === undefined && this.handshake.connection !== undefined
    this.handshake.show(place.connection, place.message)
    this.comparing.goTo(place)
    if (this.comparing.shown) this.listInFront = false
  }

  #keepPlace(asStep: boolean): void {
    this.places.keep(writePlace(this.#here()), asStep)
  }

  #here(): Place {
    const { connection, messageNumber: message } = this.handshake
    return { connection, tab: this.tab, message, ...this.comparing.here }
  }
}
