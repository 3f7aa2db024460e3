import { z } from 'zod'
import { TimeNs } from './vocabulary.ts'

/** A source is `queued`, then `indexing`, then one of the rest. `partial`: stopped part way (cancelled, vanished, cut), what was read is usable. */
export const SourceState = z.enum(['queued', 'indexing', 'ready', 'partial', 'refused', 'failed'])

/** What went wrong with a source, for a person: names the file, the place, the reason and the next step. */
export const SourceProblem = z.object({ code: z.string(), text: z.string(), nextStep: z.string() })

export const SourceWarning = z.object({ code: z.string(), text: z.string(), count: z.int() })

export const Source = z.object({
  id: z.int(),
  /** Base name of the file. */
  name: z.string(),
  path: z.string(),
  part: z.string().nullable(),
  /** Reader id, or null while unknown or refused. */
  format: z.string().nullable(),
  formatTitle: z.string().nullable(),
  encoding: z.string(),
  recordForm: z.string(),
  bytes: z.number(),
  indexedBytes: z.number(),
  /** Packets or trace records. */
  records: z.int(),
  notUnderstood: z.int(),
  firstTime: TimeNs.nullable(),
  lastTime: TimeNs.nullable(),
  zone: z.enum(['utc', 'local', 'unknown']),
  /** Nanoseconds added to this source's times to match the case's reference source. */
  clockOffsetNs: TimeNs,
  /** How far the truth may be from it; null where what was seen does not tell. */
  clockSpreadNs: TimeNs.nullable(),
  /** The source that its clock was measured by (itself, for the reference), over how many connections; null where it shares none with any. */
  clockReference: z.int().nullable(),
  clockConnections: z.int(),
  sha256: z.string().nullable(),
  state: SourceState,
  /** `missing`: its file is not where it was; `foreign`: the case comes from elsewhere, and its file was not looked for. */
  away: z.enum(['missing', 'foreign']).nullable(),
  /** What lies in its file's place was another file when the case was opened; it was read anew. */
  changed: z.boolean(),
  problem: SourceProblem.nullable(),
  /** What somebody wrote into it: comments of a capture by what they are about, names of addresses. */
  notes: z.array(z.object({ about: z.string(), text: z.string() })),
  warnings: z.array(SourceWarning),
  /** How long indexing took; null while it goes on, and 0 where an unchanged file was not indexed again. */
  indexedInMs: z.number().nullable(),
})

export const CaseState = z.object({
  /** Undefined name: nothing is open. */
  open: z.boolean(),
  title: z.string(),
  /** Path of the case file. */
  file: z.string().nullable(),
  /** The case file is one that the user named, and not one in gskope's own folder. */
  named: z.boolean(),
  example: z.boolean(),
  sources: z.array(Source),
  connections: z.int(),
  established: z.int(),
  failed: z.int(),
  incomplete: z.int(),
  indexing: z.boolean(),
  /** How many joins and splits by hand can be undone, one after the other. */
  handDecisions: z.int(),
  /** How many notes it holds. */
  notes: z.int(),
  /** How the window was when the case was last open, in the window's own words; null where it was not kept. */
  window: z.string().nullable(),
  version: z.string(),
})

/** `saved` is false where there is a file of that name that was not to be replaced. */
export const CaseSaved = z.object({ file: z.string(), saved: z.boolean() })

/** Names of the sources that were found, and of files that are none of those that were looked for. */
export const CaseLocated = z.object({ located: z.array(z.string()), strangers: z.array(z.string()) })

export const RecentCase = z.object({
  file: z.string(),
  title: z.string(),
  paths: z.array(z.string()),
  openedAtMs: z.number(),
  connections: z.int(),
  failed: z.int(),
})

export type SourceState = z.infer<typeof SourceState>
export type SourceProblem = z.infer<typeof SourceProblem>
export type SourceWarning = z.infer<typeof SourceWarning>
export type Source = z.infer<typeof Source>
export type CaseState = z.infer<typeof CaseState>
export type CaseSaved = z.infer<typeof CaseSaved>
export type CaseLocated = z.infer<typeof CaseLocated>
export type RecentCase = z.infer<typeof RecentCase>
