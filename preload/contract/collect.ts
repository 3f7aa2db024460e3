import { z } from 'zod'

/** One name as somebody typed it: longer than any name of z/OS, so that a refusal says why and not the schema. */
const typed = z.string().max(200)

/** What a guide for collecting a trace is made for, as typed. Empty: not given. */
export const CollectRequest = z.strictObject({
  jobs: z.array(typed).max(64),
  ports: z.array(typed).max(64),
  peer: typed,
  stack: typed,
  prefix: typed,
  release: typed,
  gsktrace: z.boolean(),
})

export const CollectField = z.enum(['jobs', 'ports', 'peer', 'stack', 'prefix', 'release'])

/** What is to be copied: JCL, a member, settings. */
const GuideBlock = z.object({
  kind: z.literal('block'),
  title: z.string(),
  /** A name for a file of it. */
  file: z.string(),
  text: z.string(),
  note: z.string().nullable(),
})

/** A command for the operator, and the messages that say that it worked. */
const GuideCommand = z.object({
  kind: z.literal('command'),
  command: z.string(),
  expect: z.array(z.object({ id: z.string(), text: z.string() })),
  note: z.string().nullable(),
})

export const GuideStep = z.object({
  title: z.string(),
  text: z.string(),
  items: z.array(z.discriminatedUnion('kind', [GuideBlock, GuideCommand])),
})

export const Guide = z.object({
  title: z.string(),
  madeFor: z.array(z.string()),
  assumed: z.array(z.string()),
  steps: z.array(GuideStep),
  checks: z.array(z.string()),
  troubles: z.array(z.object({ what: z.string(), remedy: z.string() })),
  unknown: z.array(z.string()),
  /** The same, to save. */
  asText: z.string(),
  asMarkdown: z.string(),
})

/** A guide, or which names z/OS would not take and by which rule. */
export const CollectReply = z.object({
  guide: Guide.nullable(),
  refusals: z.array(z.object({ field: CollectField, text: z.string() })),
})

export type CollectRequest = z.infer<typeof CollectRequest>
export type CollectField = z.infer<typeof CollectField>
export type CollectReply = z.infer<typeof CollectReply>
export type Guide = z.infer<typeof Guide>
export type GuideStep = z.infer<typeof GuideStep>
