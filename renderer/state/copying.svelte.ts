import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { ConnectionRow } from '../../preload/contract/connection.ts'
import { findingText } from '../../main/presentation/finding-text.ts'
import { count } from '../../main/presentation/format.ts'
import { ladderDrawing, ladderFile } from '../../main/presentation/ladder-drawing.ts'
import { tableMarkdown, tableTsv, type TextTable } from '../../main/presentation/text-table.ts'
import type { Tab } from './address-bar.ts'
import type { Comparing } from './comparing.svelte.ts'
import type { ConnectionList } from './connections/connection-list.svelte.ts'
import type { Handshake } from './handshake.svelte.ts'
import type { Notes } from './notes.svelte.ts'
import type { Saying } from './saying.svelte.ts'
import type { CaseOverview } from './overview.svelte.ts'
import {
  certificatesTable,
  connectionsTable,
  differencesTable,
  messagesTable,
  negotiationTables,
  notesTable,
  overviewTables,
} from './view-tables.ts'

/** Rows of the list that go to the clipboard; for more there is the export. */
const MAX_ROWS = 10_000
const PAGE_ROWS = 500
/** A drawing is sharp on most screens. */
const PNG_SCALE = 2

/** Where the user is, as far as anything there can be copied. */
interface InView {
  readonly tab: Tab
  readonly comparing: { readonly shown: Comparing['shown']; readonly pair: Pick<Comparing['pair'], 'value'> }
  readonly list: Pick<ConnectionList, 'query'>
  readonly handshake: Pick<Handshake, 'connection' | 'detail' | 'followed' | 'stale' | 'shown'>
  readonly overview: Pick<CaseOverview, 'value'>
  readonly notes: Pick<Notes, 'list'>
  sourceName(id: number): string
}

/** What goes to the clipboard from wherever the user is, and the sentence that says so. Keys may be faster than the handshake comes: it is waited for. */
export class Copying {
  readonly #engine: EngineClient
  readonly #view: InView
  readonly #saying: Saying

  constructor(engine: EngineClient, view: InView, saying: Saying) {
    this.#engine = engine
    this.#view = view
    this.#saying = saying
  }

  /** Whether the view has tables, or may have once its handshake is there. */
  get hasTables(): boolean {
    return this.#view.handshake.stale || this.#tables.length > 0
  }

  get hasFinding(): boolean {
    const { stale, detail } = this.#view.handshake
    return stale || (detail?.findings.length ?? 0) > 0
  }

  /** The tables of the view that is shown. */
  get #tables(): readonly TextTable[] {
    const { handshake, overview, notes, tab, comparing } = this.#view
    if (comparing.shown === 'pair') return comparing.pair.value ? [differencesTable(comparing.pair.value)] : []
    if (comparing.shown) return []
    const { detail } = handshake
    if (tab === 'notes') return [notesTable(notes.list.notes)]
    if (handshake.connection === undefined) return overview.value ? overviewTables(overview.value) : []
    if (!detail) return []
    if (tab === 'negotiation') return negotiationTables(detail)
    if (tab === 'certificates') return [certificatesTable(detail)]
    return [messagesTable(detail, this.#sourceName)]
  }

  /** As cells for a spreadsheet, or as Markdown. */
  async tablesAs(form: 'tsv' | 'markdown'): Promise<void> {
    await this.#view.handshake.shown()
    const tables = this.#tables
    if (tables.length === 0) return this.#saying.say('There is no table here to copy.')
    return this.text(
      tables.map(({ title }) => title).join(', '),
      form === 'tsv' ? tableTsv(tables) : tableMarkdown(tables),
    )
  }

  /** What the filter leaves of the list, in its order. */
  async connections(): Promise<void> {
    const { filter, sort, descending } = this.#view.list.query
    const rows: ConnectionRow[] = []
    for (;;) {
      const page = { filter, sort, descending, offset: rows.length, limit: PAGE_ROWS }
      const reply = await this.#engine.request('connection.page', page)
      if (!reply.ok) return this.#saying.say(reply.message)
      rows.push(...reply.value.rows)
      if (reply.value.rows.length < PAGE_ROWS || rows.length >= MAX_ROWS) break
    }
    await this.text(`${count(rows.length)} connections`, tableTsv([connectionsTable(rows)]))
  }

  async finding(): Promise<void> {
    const detail = await this.#view.handshake.shown()
    const finding = this.#view.handshake.followed?.finding ?? detail?.findings[0]
    if (!finding) return this.#saying.say('This handshake has no finding to copy.')
    return this.text('Finding', findingText(finding, this.#sourceName))
  }

  async ladder(form: 'svg' | 'png'): Promise<void> {
    const detail = await this.#view.handshake.shown()
    if (!detail) return this.#saying.say('The handshake could not be read: there is no ladder to copy.')
    const drawing = ladderFile(ladderDrawing(detail, this.#sourceName, (at) => String.fromCharCode(65 + (at % 26))))
    if (form === 'svg') return this.text('Ladder as SVG', drawing.svg)
    await this.#try('Ladder as PNG', async () => {
      // A promise: some browsers forget the key press while the picture is drawn.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': painted(drawing) })])
    })
  }

  readonly #sourceName = (id: number): string => this.#view.sourceName(id)

  /** `what` is what is told of it. */
  text(what: string, text: string): Promise<void> {
    return this.#try(what, () => navigator.clipboard.writeText(text))
  }

  async #try(what: string, copy: () => Promise<void>): Promise<void> {
    try {
      await copy()
      this.#saying.say(`Copied: ${what}`)
    } catch {
      this.#saying.say('The clipboard cannot be written: the browser did not allow it.')
    }
  }
}

async function painted({ svg, width, height }: ReturnType<typeof ladderFile>): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * PNG_SCALE
  canvas.height = height * PNG_SCALE
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The drawing is too large.')))),
  )
}
