import { z } from 'zod'

/** A connection is seen in as many files as a case has. */
const MOST_LEGS = 1_000
/** Connections that a window knows of beside its list: marked ones, and those that are compared. */
const MOST_ASKED = 1_000

/**
 * The legs that a connection had when its messages were numbered so, as its detail has them: joining and splitting numbers them anew. Left out
 * where the number is of now.
 */
export const NumberedBy = z.array(z.int()).min(1).max(MOST_LEGS).optional()

export const StandingRequest = z.strictObject({ connections: z.array(z.int()).min(1).max(MOST_ASKED) })

/** Of each connection that was asked about the one that speaks for it now, and its legs; null where the case has it no more. */
export const StandingConnections = z.object({
  standing: z.array(z.object({ id: z.int(), legs: z.array(z.int()) }).nullable()),
})

export type StandingConnections = z.infer<typeof StandingConnections>
