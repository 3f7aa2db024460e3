import { z } from 'zod'
import { REPORT_SECTIONS } from './report-section.ts'

export const ReportSection = z.enum(REPORT_SECTIONS)

/** What redaction masks. `text`: words of the sources that gskope does not know; `identifier`: randoms, digests, handles. */
export const RedactedKind = z.enum([
  'address',
  'host-name',
  'user-id',
  'job-name',
  'certificate-name',
  'serial',
  'label',
  'key-ring',
  'file-name',
  'identifier',
  'text',
  'bytes',
  'note',
])

/** 64 hex digits that pseudonyms are derived from, so that preview and file have the same. */
export const RedactionKey = z.string().regex(/^[0-9a-f]{64}$/)

const MAX_CHOSEN = 200
const MAX_TITLE = 200

/** What a report is to be about and to hold. */
export const ReportRequest = z.strictObject({
  /** Connections of the case; empty: all of it, or what the filter leaves. */
  connections: z.array(z.int()).max(MAX_CHOSEN),
  filter: z.string().max(2_000),
  comparison: z.strictObject({ a: z.int(), b: z.int() }).nullable(),
  sections: z.array(ReportSection),
  /** Null: made of what the report is about. */
  title: z.string().max(MAX_TITLE).nullable(),
  author: z.string().max(MAX_TITLE).nullable(),
  /** Null: nothing is masked. */
  redactWith: RedactionKey.nullable(),
  as: z.enum(['preview', 'html', 'markdown', 'json', 'pdf']),
})

export const ReportSaveRequest = z.strictObject({
  ...ReportRequest.shape,
  as: z.enum(['html', 'markdown', 'json', 'pdf']),
  path: z.string().min(1).max(4_096),
  replace: z.boolean(),
})

export const ReportSaved = z.object({ file: z.string(), saved: z.boolean(), bytes: z.int() })

export const ReportReply = z.object({
  /** What a file of it may be called, with its ending. */
  name: z.string(),
  /** The file; of a preview the page's body alone. */
  content: z.union([z.string(), z.instanceof(Uint8Array)]),
  /** The preview's style sheet; else empty. */
  style: z.string(),
  /** What was masked, by kind; null: nothing was asked to be. */
  redacted: z.array(z.object({ kind: RedactedKind, count: z.int() })).nullable(),
  /** Connections that are told in full, and failed ones that are too many for it. */
  told: z.int(),
  detailsLeftOut: z.int(),
})

export type ReportSection = z.infer<typeof ReportSection>
export type RedactedKind = z.infer<typeof RedactedKind>
export type ReportRequest = z.infer<typeof ReportRequest>
export type ReportSaved = z.infer<typeof ReportSaved>
export type ReportReply = z.infer<typeof ReportReply>
