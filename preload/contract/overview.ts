import { z } from 'zod'
import { FilterProblem } from './connection.ts'
import { Boundary, CodePoint, Endpoint, OutcomeCounts, Side, TimeNs } from './vocabulary.ts'

/** A code point that connections settled on, and how they ended. */
export const CodeTally = OutcomeCounts.extend({ code: CodePoint })

/** What the overview counts: all of the case, or what a filter leaves of it. */
export const Overview = z.object({
  total: z.int(),
  outcomes: OutcomeCounts,
  /** Connections over time: stretches of the same width, all of them, empty ones too. Empty where none has a time. */
  time: z.object({
    startNs: TimeNs.nullable(),
    widthNs: TimeNs,
    bins: z.array(OutcomeCounts),
    /** Connections without a time. */
    undated: z.int(),
  }),
  /** Why connections failed, the most frequent root cause first, with how sure it is of how many. */
  causes: z.array(z.object({ cause: z.string(), certain: z.int(), likely: z.int(), possible: z.int() })),
  /** How failed connections ended, the most frequent first. */
  endings: z.array(
    z.object({
      boundary: Boundary,
      /** The alert that ended them: its sender, and its name; null where none was seen. */
      alert: z.object({ from: Side, description: z.int().nullable(), name: z.string() }).nullable(),
      count: z.int(),
    }),
  ),
  versions: z.array(CodeTally),
  cipherSuites: z.array(CodeTally),
  groups: z.array(CodeTally),
  /** By how many failed, then by how many there are; the first of them. */
  servers: z.array(OutcomeCounts.extend({ server: Endpoint.nullable() })),
  /** How many servers there are. */
  serverCount: z.int(),
  /** Set when the filter could not be read; everything else is then empty. */
  filterProblem: FilterProblem.nullable(),
})

export const OverviewRequest = z.strictObject({ filter: z.string().max(2_000) })

export type OutcomeCounts = z.infer<typeof OutcomeCounts>
export type CodeTally = z.infer<typeof CodeTally>
export type Overview = z.infer<typeof Overview>
