import { z } from 'zod'

/**
 * The comparison document, version 1: what `gskope compare --json` prints. It is a public interface. Values of differences are as the analysis document
 * has them, keys stand in this order and none is missing. `comparison.schema.json` beside this file is the same as a JSON Schema.
 */
export const COMPARISON_VERSION = 1

const Endpoint = z.strictObject({ address: z.string().nullable(), port: z.int().nullable() })

/** One of two handshakes. */
export const ComparedSide = z.strictObject({
  /** The file that was named, and the connection's number in its analysis document. */
  file: z.string(),
  connection: z.int(),
  client: Endpoint,
  server: Endpoint,
  start: z.string().nullable(),
  outcome: z.enum(['established', 'failed', 'incomplete']),
  boundary: z.string(),
  /** The cause ranked first; null: none found. */
  cause: z.string().nullable(),
})

/** One of two settings. */
export const ComparedSettings = z.strictObject({
  file: z.string(),
  /** A policy as it is written or as it is in force, or a key ring. */
  settings: z.enum(['policy', 'active-policy', 'key-ring']),
})

const Value = z.union([z.number(), z.string(), z.boolean(), z.null(), z.array(z.number()), z.array(z.string())])
const Member = z.union([z.number(), z.string()])

export const ComparisonDifference = z.strictObject({
  /** `client_hello.cipherSuites`, `certificates.server.0.keyType`, `messages`, `outcome`; of settings `rule[NAME].keyword`, `certificate[LABEL].field`. */
  path: z.string(),
  kind: z.enum(['set', 'order', 'value', 'presence', 'messages', 'time']),
  /** Null: not there. */
  a: Value,
  b: Value,
  /** Of lists: members that only one has. */
  onlyA: z.array(Member),
  onlyB: z.array(Member),
  /** Numbers of the messages that it was seen in. */
  messageA: z.int().nullable(),
  messageB: z.int().nullable(),
  /** `cause` explains the outcome, `matters` could, `consequence` follows from it, `noise` differs between any two. */
  weight: z.enum(['cause', 'matters', 'consequence', 'noise']),
  why: z.string(),
})

const Side = z.union([ComparedSide, ComparedSettings])

export const ComparisonDocument = z.strictObject({
  gskope: z.string(),
  comparisonVersion: z.literal(COMPARISON_VERSION),
  a: Side,
  b: Side,
  /** Message numbers beside each other, null for a gap; `same` says that messages match, their fields may differ. Empty for settings. */
  aligned: z.array(
    z.strictObject({
      a: z.int().nullable(),
      b: z.int().nullable(),
      state: z.enum(['same', 'only-a', 'only-b', 'moved']),
    }),
  ),
  /** What matters first. */
  differences: z.array(ComparisonDifference),
  /** Place in `differences` of the first that matters; null: the two are the same in all that matters. */
  first: z.int().nullable(),
  /** One sentence. */
  summary: z.string(),
})

/** What `gskope compare A B C ... --json` prints: facts as rows, handshakes as columns. */
export const MatrixDocument = z.strictObject({
  gskope: z.string(),
  comparisonVersion: z.literal(COMPARISON_VERSION),
  handshakes: z.array(ComparedSide),
  facts: z.array(
    z.strictObject({
      path: z.string(),
      differs: z.boolean(),
      /** A value for each handshake, null: its message does not have it. */
      values: z.array(Value),
      /** The same number: alike; 0 for what most have; null: its sources do not show it. */
      kinds: z.array(z.int().nullable()),
    }),
  ),
})

export type MatrixDocument = z.infer<typeof MatrixDocument>
export type ComparedSide = z.infer<typeof ComparedSide>
export type ComparedSettings = z.infer<typeof ComparedSettings>
export type ComparisonDocument = z.infer<typeof ComparisonDocument>
