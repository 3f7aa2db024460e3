import { z } from 'zod'
import { CaseLocated, CaseSaved, CaseState, RecentCase, Source } from './case.ts'
import type { Channel, EventName } from './channel.ts'
import { CodeInCase, CodeInCaseRequest, CodePage, CodeSearchRequest } from './code.ts'
import { CollectReply, CollectRequest } from './collect.ts'
import { ComparisonReply, MOST_COMPARED, SettingsComparisonReply, SeveralReply } from './comparison.ts'
import { DeleteFilterRequest, RenameFilterRequest, SavedFilters, SaveFilterRequest } from './filter.ts'
import { Overview, OverviewRequest } from './overview.ts'
import {
  ConnectionDetail,
  CertificateFile,
  CertificateFileRequest,
  ConnectionGroups,
  ConnectionGroupsRequest,
  ConnectionPage,
  ConnectionPageRequest,
  ConnectionCount,
  ConnectionCountRequest,
  JoinedConnections,
  MessageDetail,
} from './connection.ts'
import { ExportPiece, ExportReply, ExportRequest } from './export.ts'
import { NoteList, NoteSubject, noteText } from './note.ts'
import { ReportReply, ReportRequest, ReportSaved, ReportSaveRequest } from './report.ts'
import {
  FoundInSource,
  SearchEnd,
  SearchRequest,
  SourceLines,
  SourceLinesRequest,
  SourceRecord,
} from './source-text.ts'
import { NumberedBy, StandingConnections, StandingRequest } from './standing.ts'
import { TimeNs } from './vocabulary.ts'

const nothing = z.strictObject({})
/** Connections joined by hand at a time: as many as a person sees at a glance. */
const MOST_JOINED = 50
/** Sources that were opened together. */
const MOST_SOURCES = 1_000
/** Characters of the window's own state. */
const MOST_OF_WINDOW = 16_000
const path = z.string().min(1).max(4_096)

/** Every question the window may ask. `satisfies` fails when a channel has no schema. */
export const contract = {
  'case.state': { request: nothing, reply: CaseState },
  /** Adds files or folders to the open case, or opens a new one with them; a single `.gskope` file opens as the case it is. */
  'case.open': { request: z.strictObject({ paths: z.array(path).min(1).max(1_000) }), reply: CaseState },
  'case.openExample': { request: nothing, reply: CaseState },
  /** Closes the open case; its file stays among the recent ones. */
  'case.new': { request: nothing, reply: CaseState },
  /** Reads a source again that failed or was cancelled. */
  'case.retry': { request: z.strictObject({ source: z.int() }), reply: CaseState },
  'case.remove': { request: z.strictObject({ source: z.int() }), reply: CaseState },
  /** Stops indexing of one source, or of all. */
  'case.cancel': { request: z.strictObject({ source: z.int().nullable() }), reply: CaseState },
  /** Writes a copy of the case with its notes to a file. */
  'case.save': { request: z.strictObject({ path, replace: z.boolean() }), reply: CaseSaved },
  /** Says where sources lie now; which is which is told by what is in the files. */
  'case.locate': { request: z.strictObject({ paths: z.array(path).min(1).max(1_000) }), reply: CaseLocated },
  /** The sources of a case from elsewhere are looked for at the paths that it names. */
  'case.trust': { request: nothing, reply: CaseState },
  /** Keeps with the case how the window is. */
  'case.keepWindow': { request: z.strictObject({ window: z.string().max(MOST_OF_WINDOW) }), reply: nothing },
  'recent.list': { request: nothing, reply: z.array(RecentCase) },
  'recent.forget': { request: z.strictObject({ file: path }), reply: z.array(RecentCase) },
  /** Filters that the user named, whichever case is open. */
  'filter.list': { request: nothing, reply: SavedFilters },
  'filter.save': { request: SaveFilterRequest, reply: SavedFilters },
  'filter.rename': { request: RenameFilterRequest, reply: SavedFilters },
  'filter.delete': { request: DeleteFilterRequest, reply: SavedFilters },
  /** Counts over all connections, or those that a filter leaves. */
  'case.overview': { request: OverviewRequest, reply: Overview },
  'connection.page': { request: ConnectionPageRequest, reply: ConnectionPage },
  'connection.count': { request: ConnectionCountRequest, reply: ConnectionCount },
  /** What connections have in common, and how many of each ended how. */
  'connection.groups': { request: ConnectionGroupsRequest, reply: ConnectionGroups },
  'connection.detail': { request: z.strictObject({ id: z.int() }), reply: ConnectionDetail },
  /** Which connections these are by now: they were joined or split since, or are gone. */
  'connection.standing': { request: StandingRequest, reply: StandingConnections },
  /** Makes one connection of several, as a person knows better; kept with the case. */
  'connection.join': {
    request: z.strictObject({ connections: z.array(z.int()).min(2).max(MOST_JOINED) }),
    reply: JoinedConnections,
  },
  /** Takes one leg out of a connection, or (null) all of its legs apart. */
  'connection.split': {
    request: z.strictObject({ connection: z.int(), leg: z.int().nullable() }),
    reply: JoinedConnections,
  },
  /** Takes the last join or split by hand back. */
  'connection.undo': { request: nothing, reply: JoinedConnections },
  'certificate.file': { request: CertificateFileRequest, reply: CertificateFile },
  'message.detail': {
    request: z.strictObject({ connection: z.int(), n: z.int().min(1), legs: NumberedBy }),
    reply: MessageDetail,
  },
  /** What codes and names mean, page by page; every entry for an empty text. Asks no case. */
  'code.search': { request: CodeSearchRequest, reply: CodePage },
  /** Where a code occurs in the open case; nowhere while none is open. */
  'code.inCase': { request: CodeInCaseRequest, reply: CodeInCase },
  /** All notes of the case. */
  'note.list': { request: nothing, reply: NoteList },
  'note.make': { request: z.strictObject({ subject: NoteSubject, text: noteText }), reply: NoteList },
  'note.edit': { request: z.strictObject({ id: z.int(), text: noteText }), reply: NoteList },
  'note.delete': { request: z.strictObject({ id: z.int() }), reply: NoteList },
  /** Takes the last change of a note back that was made since the case was opened; `redo` makes it once more. */
  'note.undo': { request: nothing, reply: NoteList },
  'note.redo': { request: nothing, reply: NoteList },
  'compare.pair': { request: z.strictObject({ a: z.int(), b: z.int() }), reply: ComparisonReply },
  /** The established connection that serves best to explain this one, of the sources `within` where they are named; null where none is near. */
  'compare.nearest': {
    request: z.strictObject({ connection: z.int(), within: z.array(z.int()).min(1).max(MOST_SOURCES).nullable() }),
    reply: z.object({ connection: z.int().nullable() }),
  },
  'compare.several': {
    request: z.strictObject({ connections: z.array(z.int()).min(2).max(MOST_COMPARED) }),
    reply: SeveralReply,
  },
  /** Two sources with a policy, or with key rings, by what is in force. */
  'compare.settings': { request: z.strictObject({ a: z.int(), b: z.int() }), reply: SettingsComparisonReply },
  /** A report as a file, or its preview; `report.progress` comes on the way. One that is taken back ends. */
  'report.make': { request: ReportRequest, reply: ReportReply },
  /** Writes a report to a file on the engine's machine; `saved` is false where one is there that is not to be replaced. */
  'report.save': { request: ReportSaveRequest, reply: ReportSaved },
  /** Writes connections as a file of another kind, which waits to be fetched; `export.progress` comes on the way. One that is taken back ends. */
  'export.make': { request: ExportRequest, reply: ExportReply },
  /** A piece of it from an offset on; none at its end. */
  'export.read': { request: z.strictObject({ export: z.int(), offset: z.int().min(0) }), reply: ExportPiece },
  /** It was fetched, or is not wanted any more. */
  'export.forget': { request: z.strictObject({ export: z.int() }), reply: nothing },
  /** How to collect a trace on z/OS; it needs no case. */
  'collect.guide': { request: CollectRequest, reply: CollectReply },
  /** Lines of a text source by their numbers. */
  'source.lines': { request: SourceLinesRequest, reply: SourceLines },
  /** Searches a whole source; what it finds comes as `source.found` on the way. One that is taken back ends. */
  'source.search': { request: SearchRequest, reply: SearchEnd },
  /** What a line of a source belongs to. */
  'source.recordAt': {
    request: z.strictObject({ source: z.int(), line: z.int().min(1) }),
    reply: SourceRecord.nullable(),
  },
  /** The first line at or after a time on the source's own clock; null where its lines have no times. */
  'source.lineAtTime': {
    request: z.strictObject({ source: z.int(), timeNs: TimeNs }),
    reply: z.object({ line: z.int().nullable() }),
  },
} satisfies Record<Channel, { request: z.ZodType; reply: z.ZodType }>

/** Every event the window may hear. */
export const events = {
  /** Something about the case changed: ask again for what is shown. Sent at most ten times a second. */
  'case.changed': CaseState,
  'ingest.progress': z.object({ source: Source, bytesPerSecond: z.number(), remainingMs: z.number().nullable() }),
  /** The engine had died and was started again; `message` says so in one sentence. */
  'engine.restarted': z.object({ message: z.string() }),
  'source.found': FoundInSource,
  /** How far an export is, of a total in its own unit. */
  'export.progress': z.object({ done: z.number(), total: z.number() }),
  /** How many of a report's connections are read; all of them while it is written. */
  'report.progress': z.object({ done: z.int(), total: z.int() }),
} satisfies Record<EventName, z.ZodType>

export type Contract = typeof contract
export type Request<C extends Channel> = z.infer<Contract[C]['request']>
export type Reply<C extends Channel> = z.infer<Contract[C]['reply']>
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>
