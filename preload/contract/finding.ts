import { z } from 'zod'

/** A place in a source, and what stands there; null where the source has no such thing. */
export const Evidence = z.object({
  source: z.int(),
  /** Number (n) of the message in its connection. */
  message: z.int().nullable(),
  frame: z.int().nullable(),
  line: z.int().nullable(),
  /** First and end, among the message's bytes. */
  byteRange: z.tuple([z.int(), z.int()]).nullable(),
  text: z.string(),
})

/** Text to review; nothing is applied. */
export const Fix = z.object({
  where: z.enum(['at-tls-policy', 'racf', 'certificate', 'client', 'server', 'network']),
  title: z.string(),
  snippet: z.string().nullable(),
  /** What it weakens, and what must be refreshed for it to take effect. */
  caution: z.string().nullable(),
})

/** What else to collect, and the question that it would answer. */
export const Collect = z.object({
  where: Fix.shape.where,
  title: z.string(),
  question: z.string(),
  /** To type or to put in place. */
  commands: z.string().nullable(),
  caution: z.string().nullable(),
})

/** One judgement on why a handshake failed; rank 1 is the root cause as far as the sources show it. */
export const Finding = z.object({
  cause: z.string(),
  confidence: z.enum(['certain', 'likely', 'possible']),
  rank: z.int(),
  detectedBy: z.enum(['client', 'server', 'network']),
  title: z.string(),
  explanation: z.string(),
  returnCodes: z.array(
    z.object({ system: z.enum(['system-ssl', 'at-tls', 'cms', 'icsf']), code: z.int(), name: z.string() }),
  ),
  evidence: z.array(Evidence),
  wouldDisprove: z.string(),
  fixes: z.array(Fix),
  /** Of a finding that leaves the cause open. */
  collect: z.array(Collect),
})

export type Evidence = z.infer<typeof Evidence>
export type Fix = z.infer<typeof Fix>
export type Collect = z.infer<typeof Collect>
export type Finding = z.infer<typeof Finding>
