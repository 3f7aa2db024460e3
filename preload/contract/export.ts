import { z } from 'zod'
import { RedactionKey } from './report.ts'

export const EXPORT_FORMS = ['pcapng', 'csv', 'ndjson', 'pem'] as const

/** Connections marked by hand; a filter takes as many as there are. */
const MAX_CHOSEN = 1_000

/** What is written, and of which connections. */
export const ExportRequest = z.strictObject({
  form: z.enum(EXPORT_FORMS),
  /** Connections by id; empty: all that the filter leaves. */
  connections: z.array(z.int()).max(MAX_CHOSEN),
  filter: z.string().max(2_000),
  /** Rows of messages in place of connections; of tables only. */
  messages: z.boolean(),
  /** Secrets go into the capture, and whoever has it can decrypt. */
  secrets: z.boolean(),
  /** As of a report; of tables only. */
  redactWith: RedactionKey.nullable(),
})

/** It is written and waits to be fetched piece by piece. */
export const ExportReply = z.object({
  export: z.int(),
  /** What a file of it may be called. */
  name: z.string(),
  bytes: z.number(),
  /** One sentence on what is in it. */
  summary: z.string(),
  /** What was left out or changed. */
  told: z.array(z.string()),
})

export const ExportPiece = z.object({ bytes: z.instanceof(Uint8Array) })

export type ExportForm = (typeof EXPORT_FORMS)[number]
export type ExportRequest = z.infer<typeof ExportRequest>
export type ExportReply = z.infer<typeof ExportReply>
