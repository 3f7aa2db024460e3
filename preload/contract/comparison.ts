import { z } from 'zod'

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

export type AlignedRow = z.infer<typeof AlignedRow>
export type ComparedDifference = z.infer<typeof ComparedDifference>
export type ComparisonReply = z.infer<typeof ComparisonReply>
