import { address } from '../../main/presentation/format.ts'
import type { EngineClient, Result } from '../../preload/contract/carrier.ts'
import type { CaseState, RecentCase } from '../../preload/contract/case.ts'
import type { Channel, EventName } from '../../preload/contract/channel.ts'
import type { ConnectionPage, ConnectionPageRequest, ConnectionRow } from '../../preload/contract/connection.ts'
import type { EventPayload, Reply, Request } from '../../preload/contract/index.ts'
import type { Overview } from '../../preload/contract/overview.ts'
import { codePage } from '../../main/engine/channel/code-page.ts'
import { standInGuide } from './stand-in-guide.ts'
import { standInComparison, standInSettingsComparison, standInSeveral } from './stand-in-comparison.ts'
import { StandInNotes } from './stand-in-notes.ts'
import { matches } from './stand-in-filter.ts'
import { standInOverview } from './stand-in-overview.ts'
import { TRACE, type StandInConnection } from './stand-in-connection.ts'
import { standInConnections } from './stand-in-case.ts'
import { issuing } from './stand-in-certificate.ts'
import { STAND_IN_RECENT } from './stand-in-recent.ts'
import { standInSources } from './stand-in-sources.ts'
import { standInLong, standInWaiting } from './stand-in-timing.ts'

export const STAND_IN_SCENES = [
  'first',
  'start',
  'example',
  'huge',
  'empty',
  'trouble',
  'indexing',
  'missing',
  'restarting',
  'waiting',
  'long',
  'settings',
] as const

/**
 * `first`, `start`: nothing open, never or for now; `example`: the small case; `huge`: a million connections; `empty`: a case without any;
 * `trouble`: sources that failed; `missing`: files that are gone; `restarting`: the engine does not answer; `waiting`: one handshake with a
 * minute of silence among microseconds; `long`: one of thousands of messages; `settings`: the small case with two policies.
 */
export type StandInScene = (typeof STAND_IN_SCENES)[number]

export interface StandInOptions {
  readonly scene: StandInScene
  /** How long an answer takes, in milliseconds. */
  readonly delayMs?: number
}

const HUGE = 1_000_000
/** The listing of every source; the record that a connection has in it begins at line STAND_IN_RECORD. */
const STAND_IN_LINES = Array.from(
  { length: 3_000 },
  (_, i) => `line ${i + 1} SSL_INFO ${i % 100 === 0 ? 'edit_ciphers' : ''}`,
)
const STAND_IN_RECORD = 1_180

/** An engine without a file or a database: it keeps the contract over a small case made by hand. For tests and for working on the window. */
export class StandInEngine implements EngineClient {
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>()
  readonly #known: readonly StandInConnection[]
  readonly #delayMs: number
  #scene: StandInOptions['scene']
  #handDecisions = 0
  #filters: Reply<'filter.list'> = []
  readonly #notes = new StandInNotes()
  #recent: readonly RecentCase[] = STAND_IN_RECENT
  /** Every request that came in, for tests. */
  readonly asked: { readonly channel: Channel; readonly payload: unknown }[] = []

  constructor(options: StandInOptions) {
    this.#scene = options.scene
    this.#known =
      options.scene === 'waiting' ? standInWaiting() : options.scene === 'long' ? standInLong() : standInConnections()
    this.#delayMs = options.delayMs ?? 0
  }

  async request<C extends Channel>(channel: C, payload: Request<C>, signal?: AbortSignal): Promise<Result<Reply<C>>> {
    this.asked.push({ channel, payload })
    await new Promise((resolve) => setTimeout(resolve, this.#delayMs))
    if (signal?.aborted) return { ok: false, code: 'aborted', message: 'The request was taken back.' }
    return this.#answer(channel, payload) as Result<Reply<C>>
  }

  on<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void {
    const of = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, of)
    of.add(listener)
    return () => of.delete(listener)
  }

  emit<E extends EventName>(name: E, payload: EventPayload<E>): void {
    for (const listener of this.#listeners.get(name) ?? []) (listener as (payload: EventPayload<E>) => void)(payload)
  }

  get #opened(): boolean {
    return this.#scene !== 'start' && this.#scene !== 'first'
  }

  caseState(): CaseState {
    const rows = this.#known.map((c) => c.detail.row)
    const count = (outcome: ConnectionRow['outcome']): number => rows.filter((r) => r.outcome === outcome).length
    const small = !['first', 'start', 'empty', 'trouble', 'huge'].includes(this.#scene)
    const huge = this.#scene === 'huge'
    return {
      open: this.#opened,
      title: !this.#opened ? '' : this.#scene === 'example' ? 'TN3270 after key rollover' : `Case ${this.#scene}`,
      file: !this.#opened ? null : '/tmp/case.gskope',
      named: false,
      example: this.#scene === 'example',
      sources: standInSources(this.#scene),
      connections: huge ? HUGE : small ? rows.length : 0,
      established: huge ? HUGE / 2 : small ? count('established') : 0,
      failed: huge ? HUGE / 4 : small ? count('failed') : 0,
      incomplete: huge ? HUGE / 4 : small ? count('incomplete') : 0,
      indexing: this.#scene === 'indexing',
      handDecisions: this.#handDecisions,
      notes: this.#notes.count,
      window: null,
      version: '0.1.0',
    }
  }

  #answer(channel: Channel, payload: unknown): Result<unknown> {
    switch (channel) {
      case 'case.state':
      case 'case.retry':
      case 'case.remove':
      case 'case.cancel':
        return ok(this.caseState())
      case 'case.trust':
        return ok(this.caseState())
      case 'case.save':
        return ok({ file: (payload as Request<'case.save'>).path, saved: true })
      case 'case.locate':
        return ok({ located: [], strangers: ['other.pcap'] })
      case 'case.keepWindow':
        return ok({})
      case 'case.open':
      case 'case.openExample':
        this.#scene = 'example'
        this.emit('case.changed', this.caseState())
        return ok(this.caseState())
      case 'case.new':
        this.#scene = 'start'
        this.emit('case.changed', this.caseState())
        return ok(this.caseState())
      case 'recent.list':
        return ok(this.#scene === 'first' ? [] : this.#recent)
      case 'recent.forget':
        this.#recent = this.#recent.filter((r) => r.file !== (payload as { file: string }).file)
        return ok(this.#recent)
      case 'case.overview':
        return ok(this.#overview((payload as { filter: string }).filter))
      case 'connection.page':
        return ok(this.#page(payload as ConnectionPageRequest))
      case 'connection.count':
        return ok({ total: this.#counted((payload as Request<'connection.count'>).filter) })
      case 'connection.groups':
        return ok(this.#groups(payload as Request<'connection.groups'>))
      case 'connection.detail': {
        const { id } = payload as { id: number }
        const found = this.#known[(id - 1) % this.#known.length]
        return found
          ? ok({ ...found.detail, row: this.#rowById(id) })
          : { ok: false, code: 'not-found', message: `No connection ${id}.` }
      }
      case 'connection.join':
      case 'connection.split':
        this.#handDecisions++
        this.emit('case.changed', this.caseState())
        return ok({ connections: [1] })
      case 'connection.undo':
        this.#handDecisions--
        this.emit('case.changed', this.caseState())
        return ok({ connections: [1, 2] })
      case 'code.search':
        return ok(codePage(payload as Request<'code.search'>))
      case 'code.inCase':
        return ok(
          (payload as Request<'code.inCase'>).kind === 'alert'
            ? {
                filter: 'alert:40',
                connections: 2,
                lines: [{ source: TRACE, line: 12, text: 'alert handshake_failure', connection: 2 }],
                more: false,
              }
            : { filter: null, connections: 0, lines: [], more: false },
        )
      case 'note.list':
      case 'note.make':
      case 'note.edit':
      case 'note.delete':
      case 'note.undo':
      case 'note.redo':
        return ok(this.#notes.answer(channel, payload))
      case 'compare.pair':
        return ok(
          standInComparison(payload as { a: number; b: number }, (id) => this.#known[(id - 1) % this.#known.length]),
        )
      case 'compare.several':
        return ok(standInSeveral((payload as Request<'compare.several'>).connections.map((id) => this.#rowById(id))))
      case 'compare.settings':
        return ok(standInSettingsComparison())
      case 'report.make':
        return ok({
          name: 'gskope-report.html',
          content: '<header><h1>Report</h1></header><main><p>What failed, and why.</p></main>',
          style: 'h1 { font-size: 27px; }',
          redacted: (payload as Request<'report.make'>).redactWith === null ? null : [{ kind: 'address', count: 2 }],
          told: 1,
          detailsLeftOut: 0,
        } satisfies Reply<'report.make'>)
      case 'report.save': {
        const { path, replace } = payload as Request<'report.save'>
        return ok({ file: path, saved: replace || !path.includes('taken'), bytes: 40_000 })
      }
      case 'export.make': {
        const { form } = payload as Request<'export.make'>
        this.emit('export.progress', { done: 1, total: 2 })
        return ok({
          export: 1,
          name: `gskope-export.${form}`,
          bytes: 3,
          summary: '3 packets of 1 connection',
          told: [],
        })
      }
      case 'export.read':
        return ok({ bytes: Uint8Array.of(...((payload as Request<'export.read'>).offset < 3 ? [1, 2, 3] : [])) })
      case 'export.forget':
        return ok({})
      case 'collect.guide':
        return ok(standInGuide(payload as Request<'collect.guide'>))
      case 'compare.nearest': {
        const good = this.#known.find(({ detail }) => detail.row.outcome === 'established')
        return ok({ connection: good?.detail.row.id ?? null })
      }
      case 'filter.list':
        return ok(this.#filters)
      case 'filter.save': {
        const { name, filter, at } = payload as Request<'filter.save'>
        const others = this.#filters.filter((one) => one.name !== name)
        return ok((this.#filters = others.toSpliced(at ?? others.length, 0, { name, filter })))
      }
      case 'filter.rename': {
        const { name, to } = payload as Request<'filter.rename'>
        if (this.#filters.some((one) => one.name === to))
          return { ok: false, code: 'failed', message: `There is a filter "${to}" already.` }
        return ok((this.#filters = this.#filters.map((one) => (one.name === name ? { ...one, name: to } : one))))
      }
      case 'filter.delete': {
        const { name } = payload as Request<'filter.delete'>
        return ok((this.#filters = this.#filters.filter((one) => one.name !== name)))
      }
      case 'certificate.file': {
        const { form, sha256 } = payload as Request<'certificate.file'>
        return sha256 === issuing.sha256
          ? { ok: false, code: 'not-found', message: 'That certificate of the server is no longer there.' }
          : ok({ name: `leaf.${form}`, bytes: Uint8Array.of(0x30, 0) })
      }
      case 'connection.standing':
        return ok({
          standing: (payload as Request<'connection.standing'>).connections.map((id) => ({ id, legs: [id] })),
        })
      case 'message.detail': {
        const { connection, n } = payload as { connection: number; n: number }
        const found = this.#known[(connection - 1) % this.#known.length]?.messages[n - 1]
        return found ? ok(found) : { ok: false, code: 'not-found', message: `No message ${n}.` }
      }
      case 'source.lines': {
        const { first, count } = payload as Request<'source.lines'>
        const rows = STAND_IN_LINES.slice(first - 1, first - 1 + count).map((text) => ({ text, cut: false }))
        return ok({ kind: 'text', lines: STAND_IN_LINES.length, complete: true, first, rows })
      }
      case 'source.search': {
        const { search, text } = payload as Request<'source.search'>
        const hits = STAND_IN_LINES.flatMap((line, i): [number, number, number][] => {
          const at = line.indexOf(text)
          return at < 0 ? [] : [[i + 1, at, at + text.length]]
        })
        this.emit('source.found', { search, hits, searchedBytes: 1 })
        return ok({ more: false })
      }
      case 'source.recordAt': {
        const { source, line } = payload as Request<'source.recordAt'>
        const first = line < STAND_IN_RECORD ? 1 : STAND_IN_RECORD
        return ok({
          first,
          last: first === 1 ? STAND_IN_RECORD - 1 : null,
          source,
          connection: first === 1 ? null : 2,
          message: first === 1 ? null : 1,
          holds: true,
        })
      }
      case 'source.lineAtTime':
        return ok({ line: STAND_IN_RECORD })
    }
  }

  #rowById(id: number): ConnectionRow {
    const model = this.#known[(id - 1) % this.#known.length]?.detail.row
    if (!model) throw new TypeError('the stand-in has no connections')
    return id <= this.#known.length
      ? model
      : {
          ...model,
          id,
          startNs: (model.startNs ?? 0n) + BigInt(id) * 1_000_000n,
          endNs: (model.endNs ?? 0n) + BigInt(id) * 1_000_000n,
        }
  }

  #overview(filter: string): Overview {
    const { rows, total, filterProblem } = this.#page({
      filter,
      sort: 'start',
      descending: false,
      offset: 0,
      limit: 400,
    })
    return standInOverview(rows, total, filterProblem)
  }

  /** Groups of the first thousand rows, as they lie in the list. */
  #groups({ filter, by, offset, limit }: Request<'connection.groups'>): Reply<'connection.groups'> {
    const { rows, filterProblem } = this.#page({ filter, sort: by, descending: true, offset: 0, limit: 1_000 })
    const groups: Reply<'connection.groups'>['groups'] = []
    for (const [at, row] of rows.entries()) {
      const { cause, client, server, serverName } = row
      const name =
        { cause: cause?.id, client: client?.address, server: server && address(server), serverName }[by] ?? null
      let group = groups.at(-1)
      if (group?.name !== name)
        groups.push((group = { name, rest: false, start: at, outcomes: { established: 0, incomplete: 0, failed: 0 } }))
      group.outcomes[row.outcome]++
    }
    groups.sort((a, b) => b.outcomes.failed - a.outcomes.failed)
    return { total: groups.length, offset, groups: groups.slice(offset, offset + limit), filterProblem }
  }

  #counted(filter: string): number {
    return this.#page({ filter, sort: 'start', descending: false, offset: 0, limit: 1 }).total
  }

  #page(request: ConnectionPageRequest): ConnectionPage {
    if (this.#scene === 'empty' || this.#scene === 'trouble' || !this.#opened)
      return { total: 0, counted: true, offset: request.offset, rows: [], filterProblem: null }
    const bad = /(^|\s)(\w+):(?=\s|$)/.exec(request.filter)
    if (bad)
      return {
        total: 0,
        counted: true,
        offset: 0,
        rows: [],
        filterProblem: {
          text: `${bad[2]}: needs a value`,
          start: bad.index + (bad[1]?.length ?? 0),
          end: bad.index + bad[0].length,
        },
      }
    if (this.#scene === 'huge' && !request.filter) {
      const rows = Array.from({ length: Math.max(0, Math.min(request.limit, HUGE - request.offset)) }, (_, i) =>
        this.#rowById(request.descending ? HUGE - request.offset - i : request.offset + i + 1),
      )
      return { total: HUGE, counted: true, offset: request.offset, rows, filterProblem: null }
    }
    const terms = request.filter.split(/\s+/).filter(Boolean)
    const rows = this.#known.map((c) => c.detail.row).filter((row) => terms.every((term) => matches(row, term)))
    const key = (row: ConnectionRow): string => {
      switch (request.sort) {
        case 'client':
          return row.client?.address ?? ''
        case 'serverName':
        case 'server':
          return row.serverName ?? ''
        case 'cause':
          return row.cause?.id ?? ''
        case 'outcome':
          return row.outcome
        case 'signature':
          return row.signature
        case 'version':
          return row.version?.name ?? ''
        case 'cipherSuite':
          return row.cipherSuite?.name ?? ''
        case 'messageCount':
          return String(row.messageCount).padStart(9)
        default:
          return String(row.startNs).padStart(30)
      }
    }
    rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id) * (request.descending ? -1 : 1))
    return {
      total: rows.length,
      offset: request.offset,
      rows: rows.slice(request.offset, request.offset + request.limit),
      counted: true,
      filterProblem: null,
    }
  }
}

function ok(value: unknown): Result<unknown> {
  return { ok: true, value }
}
