import { z } from 'zod'

/** A line of a log is searched for as it stands. */
const MAX_TEXT = 400
/** Rows asked for at a time. */
const MOST_CODES = 200

export const CodeSearchRequest = z.strictObject({
  text: z.string().max(MAX_TEXT),
  /** Codes of one kind alone. */
  kind: z.string().max(40).nullable(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(MOST_CODES),
})

/** One reading of a code, as the tables have it; null for what they do not say. */
export const CodeReading = z.object({
  kind: z.string(),
  /** As somebody would type it. */
  code: z.string().nullable(),
  readAs: z.string(),
  name: z.string().nullable(),
  also: z.array(z.string()),
  meaning: z.string(),
  causes: z.array(z.string()),
  advice: z.array(z.string()),
  notes: z.string().nullable(),
  /** Ids of findings that it usually goes with. */
  findings: z.array(z.string()),
  /** Null: no table has it, only its range is known. */
  confidence: z.enum(['documented', 'secondary', 'inferred', 'recalled']).nullable(),
  sources: z.array(z.string()),
  manual: z.string(),
})

export const CodePage = z.object({
  total: z.int(),
  offset: z.int(),
  rows: z.array(CodeReading),
  /** What the text finds, by kind, in the order of the tables. */
  kinds: z.array(z.object({ kind: z.string(), count: z.int() })),
  /** Where to look for what is not in the tables. */
  manual: z.string().nullable(),
})

export const CodeInCaseRequest = z.strictObject({
  kind: z.string().max(40),
  code: z.string().max(128).nullable(),
  name: z.string().max(1_000).nullable(),
})

/** Where a code occurs in the open case. */
export const CodeInCase = z.object({
  /** Connections that have it, as a filter for the list; null where the list has no word for it. */
  filter: z.string().nullable(),
  connections: z.int(),
  /** Lines that show it, in the order of their sources. */
  lines: z.array(z.object({ source: z.int(), line: z.int(), text: z.string(), connection: z.int().nullable() })),
  /** There may be more lines than those. */
  more: z.boolean(),
})

export type CodeSearchRequest = z.infer<typeof CodeSearchRequest>
export type CodeReading = z.infer<typeof CodeReading>
export type CodePage = z.infer<typeof CodePage>
export type CodeInCaseRequest = z.infer<typeof CodeInCaseRequest>
export type CodeInCase = z.infer<typeof CodeInCase>
