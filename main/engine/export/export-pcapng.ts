/** Connections of a case as one pcapng: packets as they were recorded, and streams built from what host traces show. */
import { prepareLegsAfter, type StoredLeg } from '../../../db/query/leg-list.ts'
import type { StoredSource } from '../../../db/query/source-list.ts'
import { decryptionSecrets, enhancedPacket, interfaceDescription, sectionHeader } from '../../export/pcapng-block.ts'
import { syntheticEnds } from '../../export/synthetic-end.ts'
import { syntheticPackets } from '../../export/synthetic-stream.ts'
import { keyLog } from '../../format/key-log.ts'
import type { AnalysisConnection } from '../../report/analysis/schema.ts'
import { analysisReader } from '../analysis-reader.ts'
import { breathe } from '../breathe.ts'
import type { OpenCase } from '../open-case.ts'
import type { Write } from '../write-beside.ts'
import { planConnections, readableSources, type PlannedConnection } from './connection-plan.ts'
import { type ExportedNotes, exportedNotes, noteComments, noteText } from './connection-notes.ts'
import { findingComments, MAX_COMMENTS, type PlacedComment } from './finding-comment.ts'
import { hostOnlyComments } from './host-only-comment.ts'
import { PacketChoice } from './packet-choice.ts'
import { PacketCopy } from './packet-copy.ts'
import { passOver } from './packet-pass.ts'
import { Secrets } from './secrets.ts'
import { WantedFlows } from './wanted-flow.ts'

export interface PcapngOptions {
  readonly version: string
  readonly secrets: boolean
  /** Nothing of the case is left out. */
  readonly all: boolean
  readonly progress: (done: number, total: number) => void
  readonly signal: AbortSignal | undefined
}

/** What became of it, for the one who asked. */
export interface ExportSummary {
  readonly connections: number
  readonly packets: number
  /** Of the connections, those that were built from a host trace. */
  readonly synthetic: number
  readonly secrets: number
  /** What was left out or changed, as sentences. */
  readonly told: readonly string[]
}

const RAW_IP = 101
/** Legs looked at before the engine turns to others. */
const AT_ONCE = 1_000
const SECOND_NS = 1_000_000_000n
/** Connections built before the engine turns to others. */
const BUILT_AT_ONCE = 20

export async function exportPcapng(
  open: OpenCase,
  ids: readonly number[],
  write: Write,
  options: PcapngOptions,
): Promise<ExportSummary> {
  const sources = await readableSources(open)
  const plan = await planConnections(open, ids, sources, options.signal)
  const run = new PcapngExport(open, plan, write, options)
  return run.write(sources)
}

class PcapngExport {
  readonly #open: OpenCase
  readonly #plan: readonly PlannedConnection[]
  readonly #write: Write
  readonly #options: PcapngOptions
  readonly #read: (id: number) => AnalysisConnection | undefined
  readonly #told = new Map<string, number>()
  #notes: ExportedNotes = { of: () => [], onCase: [] }
  #packets = 0
  #comments = 0
  #doneBytes = 0
  #totalBytes = 0

  constructor(open: OpenCase, plan: readonly PlannedConnection[], write: Write, options: PcapngOptions) {
    this.#open = open
    this.#plan = plan
    this.#write = write
    this.#options = options
    const read = analysisReader(open)
    this.#read = (id) => read(id, id)
  }

  async write(sources: ReadonlyMap<number, StoredSource>): Promise<ExportSummary> {
    this.#notes = await exportedNotes(this.#open, this.#options.signal)
    const bySource = new Map<number, { readonly id: number; readonly leg: StoredLeg }[]>()
    const built: number[] = []
    for (const { id, leg } of this.#plan) {
      if (!leg) {
        built.push(id)
        continue
      }
      const legs = bySource.get(leg.source) ?? []
      legs.push({ id, leg })
      bySource.set(leg.source, legs)
    }
    const copied = [...bySource].flatMap(([id, legs]) => {
      const source = sources.get(id)
      return source ? [{ source, legs }] : []
    })
    this.#totalBytes = copied.reduce((sum, { source }) => sum + source.bytes * 2, 0)
    const secrets = await this.#secrets()
    const choices: { readonly source: StoredSource; readonly choice: PacketChoice; readonly ids: readonly number[] }[] =
      []
    for (const { source, legs } of copied) {
      const choice = await this.#choose(source, legs)
      for (const text of choice.keyLogs) secrets?.text(text)
      choices.push({ source, choice, ids: legs.map(({ id }) => id) })
    }
    let before = secrets && secrets.count > 0 ? [decryptionSecrets(secrets.keyLog)] : []
    for (const { source, choice, ids } of choices) {
      await this.#copy(source, choice, ids, before)
      before = []
    }
    const synthetic = built.length > 0 || choices.length === 0 ? await this.#build(built, before) : 0
    return {
      connections: choices.reduce((sum, { ids }) => sum + ids.length, 0) + synthetic,
      packets: this.#packets,
      synthetic,
      secrets: secrets?.count ?? 0,
      told: [...this.#told].map(([text, count]) => (count > 1 ? `${text} (${count} times)` : text)),
    }
  }

  #placed(id: number, connection: AnalysisConnection, source: number | undefined): PlacedComment[] {
    return [
      ...findingComments(connection, source),
      ...(source === undefined ? [] : hostOnlyComments(connection, source, (of) => this.#nameOf(of))),
      ...noteComments(connection, source, this.#notes.of(id)),
    ]
  }

  #nameOf(source: number): string {
    return this.#open.sources.find((one) => one.id === source)?.name ?? 'a source'
  }

  #tell(text: string, count = 1): void {
    this.#told.set(text, (this.#told.get(text) ?? 0) + count)
  }

  async #secrets(): Promise<Secrets | undefined> {
    if (!this.#options.secrets) return undefined
    const randoms = new Set(this.#plan.flatMap(({ leg }) => leg?.clientRandom ?? []))
    const secrets = new Secrets(randoms, this.#options.all)
    for (const { format, path } of this.#open.sources) if (format === keyLog.id) await secrets.file(path)
    return secrets
  }

  /** First pass over a source: which of its packets are wanted. */
  async #choose(source: StoredSource, legs: readonly { readonly leg: StoredLeg }[]): Promise<PacketChoice> {
    const { signal } = this.#options
    const wanted = new WantedFlows()
    const chosen = new Set(legs.map(({ leg }) => leg.id))
    for (const [at, { leg }] of legs.entries()) {
      if (at % AT_ONCE === AT_ONCE - 1) await breathe(signal)
      wanted.want(leg)
    }
    if (!this.#options.all) {
      const after = prepareLegsAfter(this.#open.index)
      for (let last = 0; ;) {
        const some = after(last, AT_ONCE)
        for (const leg of some) if (leg.source === source.id && !chosen.has(leg.id)) wanted.leaveOut(leg)
        last = some.at(-1)?.id ?? last
        if (some.length < AT_ONCE) break
        await breathe(signal)
      }
    }
    const choice = new PacketChoice(wanted)
    await this.#pass(source, choice, () => Promise.resolve())
    return choice
  }

  /** Second pass: the chosen packets, in their order, in a section of their own. */
  async #copy(
    source: StoredSource,
    choice: PacketChoice,
    ids: readonly number[],
    before: readonly Uint8Array[],
  ): Promise<void> {
    const comments = await this.#commentsOf(source, ids)
    const isListing = source.format === 'packet-listing'
    const about = [
      `Packets of ${source.name}${source.part === null ? '' : ` (${source.part})`}${source.sha256 === null ? '' : `, SHA-256 ${source.sha256}`}`,
      ...(isListing ? ['Read back from the hexadecimal dump of an IPCS listing, without link headers.'] : []),
      ...choice.notes,
      ...this.#notes.onCase.map(noteText),
    ]
    await this.#put(sectionHeader(`gskope ${this.#options.version}`, about))
    for (const block of before) await this.#put(block)
    const more = sectionHeader(`gskope ${this.#options.version}`, [`More packets of ${source.name}`])
    const copy = new PacketCopy(choice, comments, more, isListing ? ['Packets of an IPCS listing'] : [])
    await this.#pass(source, copy, async () => {
      for (const block of copy.blocks.splice(0)) await this.#put(block)
    })
    this.#packets += choice.chosen
    if (copy.lengthsLost > 0)
      this.#tell('A packet without a time was cut by its recorder: how long it was is not exported.', copy.lengthsLost)
  }

  async #pass(source: StoredSource, sink: PacketChoice | PacketCopy, afterBlock: () => Promise<void>): Promise<void> {
    const start = this.#doneBytes
    const isRead = await passOver(source, sink, this.#options.signal, async (bytes) => {
      await afterBlock()
      this.#options.progress(start + bytes, this.#totalBytes)
    })
    this.#doneBytes = start + source.bytes
    if (!isRead) this.#tell(`${source.name} cannot be read any more; its packets are missing.`)
  }

  /** Findings by the number of the packet that proves them. Only what failed has any worth the look. */
  async #commentsOf(source: StoredSource, ids: readonly number[]): Promise<Map<number, string[]>> {
    const byFrame = new Map<number, string[]>()
    for (const id of ids) {
      const facts = this.#open.contents.facts(id)
      if (facts?.outcome !== 'failed' && this.#notes.of(id).length === 0 && (facts?.sources.length ?? 0) < 2) continue
      await breathe(this.#options.signal)
      const connection = this.#read(id)
      for (const { frame, text } of connection ? this.#placed(id, connection, source.id) : []) {
        if (frame === undefined) continue
        if (this.#comments++ >= MAX_COMMENTS) this.#tell('A finding or note was left out: there are too many.')
        else byFrame.set(frame, [...(byFrame.get(frame) ?? []), text])
      }
    }
    return byFrame
  }

  /** Connections without packets, one after the other. Resolves with how many there were something of. */
  async #build(ids: readonly number[], before: readonly Uint8Array[]): Promise<number> {
    const about =
      ids.length === 0
        ? ['No packets: nothing was exported.']
        : [
            // Beside packets they stand in their sections.
            ...(this.#plan.some(({ leg }) => leg) ? [] : this.#notes.onCase.map(noteText)),
            'SYNTHETIC: no packets of these connections were recorded. gskope built the TCP streams from the handshake messages that a host trace shows; records, segments, sequence numbers, SYN and FIN are made up.',
          ]
    await this.#put(sectionHeader(`gskope ${this.#options.version}`, about))
    for (const block of before) await this.#put(block)
    await this.#put(
      interfaceDescription({
        linkType: RAW_IP,
        snapLength: 0,
        digits: 9,
        name: 'gskope-synthetic',
        comments: ['Synthetic packets'],
      }),
    )
    let count = 0
    for (const [at, id] of ids.entries()) {
      if (at % BUILT_AT_ONCE === 0) await breathe(this.#options.signal)
      if (await this.#buildOne(id, count)) count++
    }
    return count
  }

  async #buildOne(id: number, number: number): Promise<boolean> {
    const content = this.#open.contents.content(id)
    const connection = this.#read(id)
    if (!content || !connection) return false
    const { facts, merged, view, clockOffsets } = content
    // On the source's own clock, as packets are.
    const messages = merged.messages.map(({ message }) => message)
    if (messages.length === 0) {
      this.#tell('A connection was left out: its sources hold no bytes of it, only what logs say.')
      return false
    }
    const { client, server, madeUp } = syntheticEnds(facts.client, facts.server, number)
    const comments = this.#placed(id, connection, undefined)
    const end = merged.events.find(
      ({ event }) => event.kind === 'rst' || event.kind === 'fin' || event.kind === 'closed',
    )
    const offset = clockOffsets.get(facts.sources[0] ?? 0) ?? 0n
    const own = (timeNs: bigint | undefined): bigint | undefined => (timeNs === undefined ? undefined : timeNs - offset)
    const nameOf = (source: number): string => this.#nameOf(source)
    const packets = syntheticPackets({
      client,
      server,
      messages,
      version: facts.version,
      beginningSeen: view.beginningSeen,
      end: view.endSeen
        ? { kind: end?.event.kind === 'rst' ? 'rst' : 'fin', from: end?.event.from ?? 'client' }
        : undefined,
      startNs: own(facts.startNs),
      endNs: own(facts.endNs),
      opening: [
        `Synthetic: built from ${facts.sources.map(nameOf).join(', ')}.`,
        ...(madeUp.length === 0
          ? []
          : [
              `Address and port of ${madeUp.join(' and ')} are not known; they are made up, of ranges kept for documentation.`,
            ]),
      ],
      commentsOf: (at) => {
        const { source, message } = merged.messages[at] ?? {}
        const where =
          source === undefined ? '' : `${nameOf(source)}${message?.line === undefined ? '' : `, line ${message.line}`}`
        return [
          `Synthetic, from ${where}`,
          ...comments.filter((comment) => comment.message === at).map(({ text }) => text),
        ]
      },
    })
    for (const { bytes, timeNs, comments: said } of packets) {
      const ns = timeNs === undefined || timeNs < 0n ? 0n : timeNs
      const block = enhancedPacket(
        { bytes, wireLength: bytes.length, comments: said },
        0,
        9,
        Number(ns / SECOND_NS),
        Number(ns % SECOND_NS),
      )
      this.#packets++
      await this.#put(block)
    }
    return true
  }

  #put(block: Uint8Array): Promise<void> {
    return this.#write(block)
  }
}
