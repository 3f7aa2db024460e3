import { z } from 'zod'
import { ConnectionRow } from './connection.ts'

/** Two message sequences beside each other: numbers of messages, null for a gap. `differs`: their fields differ in what matters. */
export const AlignedRow = z.object({
  a: z.int().nullable(),
  b: z.int().nullable(),
  state: z.enum(['same', 'only-a', 'only-b', 'moved']),
  differs: z.boolean(),
})

export const DifferenceWeight = z.enum(['cause', 'matters', 'consequence', 'noise'])

/** One difference, in words. */
export const ComparedDifference = z.object({
  /** `client_hello.cipherSuites`, as the comparison document has it. */
  path: z.string(),
  weight: DifferenceWeight,
  sentence: z.string(),
  /** Why it has that weight. */
  why: z.string(),
  /** Numbers of the messages that it was seen in. */
  messageA: z.int().nullable(),
  messageB: z.int().nullable(),
  /** Members of a list that only one has, by name; a list too long to read is cut. */
  onlyA: z.array(z.string()),
  onlyB: z.array(z.string()),
})

export const ComparisonReply = z.object({
  aligned: z.array(AlignedRow),
  /** What matters first. */
  differences: z.array(ComparedDifference),
  /** Place in `differences` of the first that matters; null: the same in all that matters. */
  first: z.int().nullable(),
  summary: z.string(),
})

/** As many as a person reads beside each other. */
export const MOST_COMPARED = 8

/** One fact in each of several handshakes. */
export const ComparedFact = z.object({
  path: z.string(),
  /** Where it was said, as `client_hello`; empty: of the handshake as a whole. */
  group: z.string(),
  name: z.string(),
  differs: z.boolean(),
  /** For each handshake, by name: the value, or the members of a list; none: its message does not have it. */
  values: z.array(z.array(z.string())),
  /** The same number: alike; 0 for what most have; null: its sources do not show it. */
  kinds: z.array(z.int().nullable()),
})

/** Handshakes as columns, facts as rows. */
export const SeveralReply = z.object({
  handshakes: z.array(z.object({ row: ConnectionRow, cause: z.string().nullable() })),
  facts: z.array(ComparedFact),
})

/** What two policies, or two key rings, set differently. */
export const SettingsComparisonReply = z.object({
  differences: z.array(
    z.object({
      path: z.string(),
      weight: DifferenceWeight,
      sentence: z.string(),
      why: z.string(),
    }),
  ),
  first: z.int().nullable(),
  summary: z.string(),
})

export type ComparedFact = z.infer<typeof ComparedFact>
export type SeveralReply = z.infer<typeof SeveralReply>
export type SettingsComparisonReply = z.infer<typeof SettingsComparisonReply>
export type AlignedRow = z.infer<typeof AlignedRow>
export type ComparedDifference = z.infer<typeof ComparedDifference>
export type ComparisonReply = z.infer<typeof ComparisonReply>
