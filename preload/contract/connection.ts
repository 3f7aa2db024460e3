import { z } from 'zod'
import { Finding } from './finding.ts'
import {
  Boundary,
  ClientAuthentication,
  CodePoint,
  Endpoint,
  MessageContent,
  Outcome,
  OutcomeCounts,
  Resumption,
  Side,
  TimeNs,
  Visibility,
} from './vocabulary.ts'

/** One alert, in words. */
export const AlertSummary = z.object({
  from: Side,
  /** 1 warning, 2 fatal; null while encrypted. */
  level: z.int().nullable(),
  description: z.int().nullable(),
  name: z.string(),
})

/** A row of the connections list. */
export const ConnectionRow = z.object({
  id: z.int(),
  client: Endpoint.nullable(),
  server: Endpoint.nullable(),
  transport: z.enum(['tcp', 'dtls', 'quic', 'none']),
  startNs: TimeNs.nullable(),
  endNs: TimeNs.nullable(),
  serverName: z.string().nullable(),
  alpn: z.string().nullable(),
  version: CodePoint.nullable(),
  cipherSuite: CodePoint.nullable(),
  group: CodePoint.nullable(),
  resumption: Resumption,
  signature: z.string(),
  outcome: Outcome,
  boundary: Boundary,
  /** The alert that ended it, or the last one. */
  alert: AlertSummary.nullable(),
  /** Why it failed: the root cause of its findings; null where it did not. */
  cause: z.object({ id: z.string(), confidence: z.enum(['certain', 'likely', 'possible']) }).nullable(),
  messageCount: z.int(),
  /** Ids of the sources that show it. */
  sources: z.array(z.int()),
  /** Still growing: its source is being read. */
  partial: z.boolean(),
})

const JoinedBy = z.enum(['client-random', 'four-tuple', 'connection-id', 'time', 'manual'])

export const Leg = z.object({
  id: z.int(),
  source: z.int(),
  stream: z.int(),
  role: z.enum(['wire', 'client', 'server']),
  joinedBy: JoinedBy.nullable(),
  job: z.string().nullable(),
  process: z.string().nullable(),
  thread: z.string().nullable(),
  connectionId: z.string().nullable(),
})

/** A leg that stays apart from those of a source, although something (`reason`) speaks for joining them. */
export const Apart = z.object({
  leg: z.int(),
  source: z.int(),
  reason: JoinedBy,
  /** Connections of that source that it may belong to: the first few of `count`. */
  candidates: z.array(z.int()),
  count: z.int(),
})

/** Where a message was seen. */
export const Sighting = z.object({
  source: z.int(),
  /** On the clock of the case's reference source. */
  timeNs: TimeNs.nullable(),
  frame: z.int().nullable(),
  line: z.int().nullable(),
  visibility: Visibility,
  complete: z.boolean(),
})

export const MessageRow = z.object({
  /** Position in the connection, from 1. */
  n: z.int(),
  timeNs: TimeNs.nullable(),
  source: z.int(),
  frame: z.int().nullable(),
  line: z.int().nullable(),
  from: Side,
  content: MessageContent,
  type: z.int().nullable(),
  /** `client_hello`, `handshake_failure`, `change_cipher_spec`; null while encrypted and unknown. */
  name: z.string().nullable(),
  /** Alerts: 1 warning, 2 fatal. */
  level: z.int().nullable(),
  recordVersion: z.int().nullable(),
  /** Bytes of the body, without the 4-byte header. */
  length: z.int(),
  visibility: Visibility,
  complete: z.boolean(),
  /** One short clause: `TLS 1.2, 9 suites, tn3270.example`; empty where there is nothing to say. */
  summary: z.string(),
  /** Every source that shows it, captures first. */
  sightings: z.array(Sighting),
})

const HeaderFacts = z.object({ ttl: z.int(), ipId: z.int(), window: z.int() })
const PacketFacts = HeaderFacts.extend({ sequenceAhead: z.int().nullable(), before: HeaderFacts.nullable() })

/** What happened beside the messages: TCP events, gaps, protected data. */
export const EventRow = z.object({
  kind: z.enum([
    'syn',
    'syn_ack',
    'fin',
    'rst',
    'after_reset',
    'icmp',
    'clear_text',
    'gap',
    'retransmission',
    'conflict',
    'out_of_window',
    'application_data',
    'not_tls',
    'closed',
    'record_read',
    'application_call',
    'host_error',
    'host_secured',
    'host_failed',
    'bad_record_mac',
    'keys_do_not_fit',
    'finished_does_not_verify',
    'quic_version',
  ]),
  timeNs: TimeNs.nullable(),
  source: z.int(),
  frame: z.int().nullable(),
  line: z.int().nullable(),
  from: Side.nullable(),
  /** Number (n) of the last message before it; 0 where it comes before all. */
  afterMessage: z.int(),
  length: z.int(),
  text: z.string().nullable(),
  /** `clear_text` and `not_tls`: the first bytes, 512 at most. */
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array).optional(),
  /** `rst` and `after_reset`: the packet, and the one of the same sender before it. */
  packet: PacketFacts.optional(),
})

/** A System SSL trace record beside the messages, what the functions of the traced host said; or a message of a log. */
export const TraceNote = z.object({
  source: z.int(),
  line: z.int(),
  timeNs: TimeNs.nullable(),
  /** `SSL_ENTRY`, `SSL_EXIT`, `SSL_ERROR`, `SSL_INFO`, ... as printed; the identifier of a log's message. */
  description: z.string(),
  functionName: z.string().nullable(),
  detail: z.array(z.string()),
  afterMessage: z.int(),
})

export const Certificate = z.object({
  from: Side,
  position: z.int(),
  sha256: z.string(),
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
  /** Set when the bytes could not be read as a certificate; the other fields are then empty. */
  unreadable: z.string().nullable(),
  /** Whether a server's leaf is good for the name that the client asked for; null where that is no question. */
  fitsName: z.boolean().nullable(),
})

/** What a side demanded of the other's certificate. Lists are empty where it did not say. */
export const CertificateDemand = z.object({
  from: Side,
  /** Of TLS 1.2 and before: `rsa_sign`, `ecdsa_sign`. */
  types: z.array(CodePoint),
  signatures: z.array(CodePoint),
  /** Names of the authorities that it takes; some of the many. */
  authorities: z.array(z.string()),
  moreAuthorities: z.int(),
})

/**
 * A certificate of those that a side sent, as a file; or the whole chain that it is the leaf of. By its digest: places change where files are read anew
 * while one looks at them.
 */
export const CertificateFileRequest = z.strictObject({
  connection: z.int(),
  from: Side,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  whole: z.boolean(),
  /** `der` of a chain is PKCS #7. */
  form: z.enum(['pem', 'der']),
})

export const CertificateFile = z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) })

/** One line of "offered against accepted". `accepted`: what the other side is known to allow; null = not in this trace. */
export const NegotiationEntry = z.object({
  code: z.int(),
  name: z.string(),
  /** How a z/OS user types it (`C02B`, `0023`); null where that is not known. */
  zos: z.string().nullable(),
  offered: z.boolean(),
  accepted: z.boolean().nullable(),
  chosen: z.boolean(),
  reason: z.string().nullable(),
  /** Weaknesses in words; empty when none is known. */
  weak: z.array(z.string()),
})

/** Application protocols have no code points: `code` is their position in the offer. */
export const Negotiation = z.object({
  versions: z.array(NegotiationEntry),
  cipherSuites: z.array(NegotiationEntry),
  groups: z.array(NegotiationEntry),
  signatureAlgorithms: z.array(NegotiationEntry),
  applicationProtocols: z.array(NegotiationEntry),
})

export const ConnectionDetail = z.object({
  row: ConnectionRow,
  clientRandom: z.string().nullable(),
  helloRetryRequest: z.boolean(),
  clientAuthentication: ClientAuthentication,
  ja3: z.string().nullable(),
  ja3s: z.string().nullable(),
  ja4: z.string().nullable(),
  legs: z.array(Leg),
  apart: z.array(Apart),
  messages: z.array(MessageRow),
  events: z.array(EventRow),
  traceNotes: z.array(TraceNote),
  certificates: z.array(Certificate),
  demands: z.array(CertificateDemand),
  negotiation: Negotiation,
  /** Why it failed, by rank. */
  findings: z.array(Finding),
  /** The connection had more messages, events or notes than are given; the counts left out. */
  cut: z.object({ messages: z.int(), events: z.int(), traceNotes: z.int() }),
})

/** A decoded field of a message, tied to its bytes: `bytes[start..end)` of the message. */
export interface Field {
  /** RFC name: `legacy_version`, `cipher_suites`, `extension_data`. */
  readonly name: string
  readonly start: number
  readonly end: number
  /** The value as shown: `0303`, `tn3270.example`, `9 suites, 18 bytes`. */
  readonly value: string
  /** The registered name of a code point, with z/OS spelling where it has one; null where the value says it all. */
  readonly meaning: string | null
  /** One plain sentence on what the field is for; null where nothing is to be said. */
  readonly sentence: string | null
  /** Something is wrong with the field: bytes missing, a length that lies. */
  readonly problem: string | null
  readonly children: readonly Field[]
}

export const Field: z.ZodType<Field> = z.object({
  name: z.string(),
  start: z.int(),
  end: z.int(),
  value: z.string(),
  meaning: z.string().nullable(),
  sentence: z.string().nullable(),
  problem: z.string().nullable(),
  get children() {
    return z.array(Field)
  },
})

export const MessageDetail = z.object({
  row: MessageRow,
  /** The bytes as in the source; empty when encrypted. */
  bytes: z.instanceof(Uint8Array),
  fields: z.array(Field),
})

/** Columns that the list can be sorted by. */
export const ConnectionSort = z.enum([
  'start',
  'client',
  'server',
  'serverName',
  'version',
  'cipherSuite',
  'outcome',
  'boundary',
  'signature',
  'cause',
  'messageCount',
  'duration',
  'group',
  'alert',
])

export const ConnectionPageRequest = z.strictObject({
  /** One line, `outcome:failed port:2023 sni:*.corp`; free words match addresses and names. Empty: all. */
  filter: z.string().max(2_000),
  sort: ConnectionSort,
  descending: z.boolean(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(1_000),
})

/** Where in a filter's text something is wrong, and what. */
export const FilterProblem = z.object({ text: z.string(), start: z.int(), end: z.int() })

export const ConnectionPage = z.object({
  /** How many match; where they are not counted yet, how many were found so far. */
  total: z.int(),
  /** False where the rows were found before all connections were looked at: `connection.count` says how many there are. */
  counted: z.boolean(),
  offset: z.int(),
  rows: z.array(ConnectionRow),
  /** Set when the filter could not be read: what and where; `rows` is then empty. */
  filterProblem: FilterProblem.nullable(),
})

export const ConnectionCountRequest = z.strictObject({ filter: z.string().max(2_000) })

/** How many connections match; none for a filter that cannot be read. */
export const ConnectionCount = z.object({ total: z.int() })

/** What the list can be grouped by; each is an order of the list, too. A client's group is its address, whatever the port. */
export const ConnectionGrouping = z.enum(['cause', 'client', 'server', 'serverName'])

export const ConnectionGroupsRequest = z.strictObject({
  filter: z.string().max(2_000),
  by: ConnectionGrouping,
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
})

export const ConnectionGroup = z.object({
  /** What its connections have in common, as one writes it in a filter; null where they have none of it. */
  name: z.string().nullable(),
  /** So many groups that what is left is told as one. */
  rest: z.boolean(),
  /** The place of its first connection in the list ordered by what they have in common, descending: failed ones first. */
  start: z.int(),
  outcomes: OutcomeCounts,
})

export const ConnectionGroups = z.object({
  /** Groups, those with the most failed connections first. */
  total: z.int(),
  offset: z.int(),
  groups: z.array(ConnectionGroup),
  filterProblem: FilterProblem.nullable(),
})

/** What a join, a split or its undoing made: the connections that the legs are in now. */
export const JoinedConnections = z.object({ connections: z.array(z.int()) })

export type AlertSummary = z.infer<typeof AlertSummary>
export type ConnectionRow = z.infer<typeof ConnectionRow>
export type Leg = z.infer<typeof Leg>
export type Apart = z.infer<typeof Apart>
export type Sighting = z.infer<typeof Sighting>
export type MessageRow = z.infer<typeof MessageRow>
export type EventRow = z.infer<typeof EventRow>
export type TraceNote = z.infer<typeof TraceNote>
export type Certificate = z.infer<typeof Certificate>
export type CertificateDemand = z.infer<typeof CertificateDemand>
export type CertificateFileRequest = z.infer<typeof CertificateFileRequest>
export type NegotiationEntry = z.infer<typeof NegotiationEntry>
export type Negotiation = z.infer<typeof Negotiation>
export type ConnectionDetail = z.infer<typeof ConnectionDetail>
export type MessageDetail = z.infer<typeof MessageDetail>
export type ConnectionSort = z.infer<typeof ConnectionSort>
export type ConnectionPageRequest = z.infer<typeof ConnectionPageRequest>
export type ConnectionPage = z.infer<typeof ConnectionPage>
export type ConnectionGrouping = z.infer<typeof ConnectionGrouping>
export type ConnectionGroup = z.infer<typeof ConnectionGroup>
export type ConnectionGroups = z.infer<typeof ConnectionGroups>
export type JoinedConnections = z.infer<typeof JoinedConnections>
