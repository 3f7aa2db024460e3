import { z } from 'zod'

/**
 * The analysis document, version 1: what `gskope analyze --json` prints. It is a public interface: other programs read it. Keys stand in this
 * order, none is missing, unknown is null. `analysis.schema.json` beside this file is the same as a JSON Schema.
 */
export const ANALYSIS_VERSION = 1

const nameable = { code: z.int(), name: z.string() }
const CodePoint = z.strictObject(nameable)
/** Decimal seconds since 1970 UTC with up to nine fraction digits; null where the source has no date. */
const Time = z
  .string()
  .regex(/^-?\d+(\.\d{1,9})?$/)
  .nullable()
const Hex = z.string().regex(/^([0-9a-f]{2})*$/)
const Side = z.enum(['client', 'server'])
const Endpoint = z.strictObject({ address: z.string().nullable(), port: z.int().nullable() })

export const AnalysisSource = z.strictObject({
  id: z.int(),
  name: z.string(),
  part: z.string().nullable(),
  sha256: Hex.nullable(),
  bytes: z.int(),
  format: z.string().nullable(),
  encoding: z.string().nullable(),
  recordForm: z.string().nullable(),
  records: z.int(),
  notUnderstood: z.int(),
  firstTime: Time,
  lastTime: Time,
  zone: z.enum(['utc', 'local', 'unknown']),
  clockOffset: z.string(),
  warnings: z.array(z.strictObject({ code: z.string(), text: z.string(), count: z.int() })),
  refused: z.strictObject({ code: z.string(), text: z.string() }).nullable(),
})

const AnalysisLeg = z.strictObject({
  source: z.int(),
  stream: z.int(),
  role: z.enum(['wire', 'client', 'server']),
  joinedBy: z.enum(['client-random', 'four-tuple', 'connection-id', 'time', 'manual']).nullable(),
  job: z.string().nullable(),
  process: z.string().nullable(),
  thread: z.string().nullable(),
  connectionId: z.string().nullable(),
})

/** Which fields a message has depends on its type: `main/tls/message-fields.ts`. */
const Fields = z.record(
  z.string(),
  z.union([z.number(), z.string(), z.boolean(), z.null(), z.array(z.number()), z.array(z.string())]),
)

const AnalysisMessage = z.strictObject({
  n: z.int(),
  time: Time,
  source: z.int(),
  frame: z.int().nullable(),
  line: z.int().nullable(),
  from: Side,
  content: z.enum(['handshake', 'alert', 'change_cipher_spec', 'heartbeat']),
  type: z.int().nullable(),
  name: z.string().nullable(),
  recordVersion: z.int().nullable(),
  length: z.int(),
  visibility: z.enum(['plain', 'decrypted', 'inferred', 'encrypted']),
  complete: z.boolean(),
  fields: Fields,
})

const AnalysisAlert = z.strictObject({
  n: z.int(),
  from: Side,
  level: z.int().nullable(),
  description: z.int().nullable(),
  name: z.string().nullable(),
  frame: z.int().nullable(),
  time: Time,
})

const AnalysisCertificate = z.strictObject({
  from: Side,
  position: z.int(),
  sha256: Hex,
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  keyType: z.string(),
  keyBits: z.int().nullable(),
  curve: z.string().nullable(),
  signatureAlgorithm: z.string(),
  subjectAltNames: z.array(z.string()),
  keyUsage: z.array(z.string()),
  extendedKeyUsage: z.array(z.string()),
  selfSigned: z.boolean(),
})

const AnalysisOffer = z.strictObject({
  ...nameable,
  offered: z.boolean(),
  accepted: z.boolean().nullable(),
  chosen: z.boolean(),
  reason: z.string().nullable(),
})

export const AnalysisFinding = z.strictObject({
  cause: z.string(),
  confidence: z.enum(['certain', 'likely', 'possible']),
  rank: z.int(),
  detectedBy: z.enum(['client', 'server', 'network']),
  title: z.string(),
  explanation: z.string(),
  returnCodes: z.array(z.strictObject({ system: z.enum(['system-ssl', 'at-tls', 'cms', 'icsf']), ...nameable })),
  evidence: z.array(
    z.strictObject({
      source: z.int(),
      message: z.int().nullable(),
      frame: z.int().nullable(),
      line: z.int().nullable(),
      byteRange: z.tuple([z.int(), z.int()]).nullable(),
      text: z.string(),
    }),
  ),
  wouldDisprove: z.string(),
  fixes: z.array(
    z.strictObject({
      where: z.enum(['at-tls-policy', 'racf', 'certificate', 'client', 'server', 'network']),
      title: z.string(),
      snippet: z.string().nullable(),
      caution: z.string().nullable(),
    }),
  ),
})

export const AnalysisConnection = z.strictObject({
  id: z.int(),
  client: Endpoint,
  server: Endpoint,
  transport: z.enum(['tcp', 'dtls', 'quic', 'none']),
  start: Time,
  end: Time,
  legs: z.array(AnalysisLeg),
  serverName: z.string().nullable(),
  alpn: z.string().nullable(),
  clientRandom: Hex.nullable(),
  version: CodePoint.nullable(),
  cipherSuite: CodePoint.nullable(),
  group: CodePoint.nullable(),
  resumption: z.enum(['none', 'session-id', 'ticket', 'psk']),
  helloRetryRequest: z.boolean(),
  clientAuthentication: z.enum(['none', 'requested', 'sent', 'absent']),
  ja3: z.string().nullable(),
  ja4: z.string().nullable(),
  signature: z.string(),
  outcome: z.enum(['established', 'failed', 'incomplete']),
  boundary: z.enum([
    'tcp',
    'client_hello',
    'server_hello',
    'server_flight',
    'client_flight',
    'finished',
    'application',
  ]),
  messages: z.array(AnalysisMessage),
  alerts: z.array(AnalysisAlert),
  certificates: z.array(AnalysisCertificate),
  negotiation: z.strictObject({
    versions: z.array(AnalysisOffer),
    cipherSuites: z.array(AnalysisOffer),
    groups: z.array(AnalysisOffer),
    signatureAlgorithms: z.array(AnalysisOffer),
    applicationProtocols: z.array(AnalysisOffer),
  }),
  findings: z.array(AnalysisFinding),
})

export const AnalysisSummary = z.strictObject({
  connections: z.int(),
  established: z.int(),
  failed: z.int(),
  incomplete: z.int(),
  causes: z.record(z.string(), z.int()),
})

export const AnalysisDocument = z.strictObject({
  gskope: z.string(),
  analysisVersion: z.literal(ANALYSIS_VERSION),
  sources: z.array(AnalysisSource),
  connections: z.array(AnalysisConnection),
  findings: z.array(AnalysisFinding),
  summary: AnalysisSummary,
})

export type AnalysisSource = z.infer<typeof AnalysisSource>
export type AnalysisConnection = z.infer<typeof AnalysisConnection>
export type AnalysisFinding = z.infer<typeof AnalysisFinding>
export type AnalysisSummary = z.infer<typeof AnalysisSummary>
export type AnalysisDocument = z.infer<typeof AnalysisDocument>
