import { z } from 'zod'

const MOST_LINES = 1_000

export const SourceLinesRequest = z.strictObject({
  source: z.int(),
  /** From 1, as sources number them. */
  first: z.int().min(1),
  count: z.int().min(1).max(MOST_LINES),
})

export const SourceLines = z.object({
  /** `binary`: a capture, which has no lines; `missing`: the file cannot be read any more. */
  kind: z.enum(['text', 'binary', 'missing']),
  /** Lines of the source so far. */
  lines: z.int(),
  /** All of them are counted. */
  complete: z.boolean(),
  first: z.int(),
  /** `cut`: the line goes on. */
  rows: z.array(z.object({ text: z.string(), cut: z.boolean() })),
})

export const SearchRequest = z.strictObject({
  source: z.int(),
  /** Chosen by the one who asks; comes back with what is found. */
  search: z.int(),
  text: z.string().min(1).max(1_000),
  /** `text` is a regular expression. */
  regex: z.boolean(),
  matchCase: z.boolean(),
})

export const FoundInSource = z.object({
  search: z.int(),
  /** For each line that matches: its number, and first and end of the first match in it, in characters. */
  hits: z.array(z.tuple([z.int(), z.int(), z.int()])),
  searchedBytes: z.number(),
})

/** `more`: there are more than were given. */
export const SearchEnd = z.object({ more: z.boolean() })

export const SourceRecord = z.object({
  /** First and last line of the trace record or log message; `last` is null where it goes on to the end. */
  first: z.int(),
  last: z.int().nullable(),
  /** Where the record is listed: a part of the file is a source of its own. */
  source: z.int(),
  connection: z.int().nullable(),
  /** The message of the connection that the record holds, or the last one before it; null where there is none. */
  message: z.int().nullable(),
  /** The record holds that message, and does not just come after it. */
  holds: z.boolean(),
})

export type SourceLines = z.infer<typeof SourceLines>
export type SearchRequest = z.infer<typeof SearchRequest>
export type FoundInSource = z.infer<typeof FoundInSource>
export type SourceRecord = z.infer<typeof SourceRecord>
