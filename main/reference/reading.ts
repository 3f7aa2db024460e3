/** What a code or a name can mean: one reading for each table that knows it. */
import type { Confidence } from './sourced.ts'

export type ReadingKind =
  | 'system-ssl'
  | 'at-tls'
  | 'cms'
  | 'asn1'
  | 'icsf'
  | 'errno2'
  | 'message'
  | 'attribute'
  | 'alert'
  | 'cipher-suite'
  | 'group'
  | 'signature-scheme'
  | 'version'
  | 'extension'
  | 'handshake-type'
  | 'content-type'
  | 'alert-level'
  | 'compression'
  | 'certificate-compression'
  | 'psk-mode'
  | 'point-format'
  | 'attls-event'
  | 'attls-trace'
  | 'pagent-level'
  | 'pagent-message'
  | 'trace-entry'
  | 'trace-function'

export interface Reading {
  readonly kind: ReadingKind
  /** As somebody would type it: `402`, `C02B`, `EZD1287I`; undefined where only the name is known. */
  readonly code: string | undefined
  /** What it is read as: `System SSL return code 402`. */
  readonly readAs: string
  /** Its symbol or registered name; undefined where it has none that is known. */
  readonly name: string | undefined
  /** Other names that it goes by, such as OpenSSL's. */
  readonly also: readonly string[]
  readonly meaning: string
  readonly causes: readonly string[]
  readonly advice: readonly string[]
  readonly notes: string | undefined
  /** Ids of findings that it usually goes with. */
  readonly findings: readonly string[]
  /** Undefined: no table has the code, only its range is known. */
  readonly confidence: Confidence | undefined
  /** Where it was read: addresses, RFCs; empty where no table has the code. */
  readonly sources: readonly string[]
  /** The manual or registry that lists codes of this kind. */
  readonly manual: string
}

const SYSTEM_SSL = 'z/OS Cryptographic Services System SSL Programming (SC14-7495)'

/** Where to look up what no table here has. */
export const MANUALS: Readonly<Record<ReadingKind, string>> = {
  'system-ssl': `${SYSTEM_SSL}, SSL function return codes`,
  cms: `${SYSTEM_SSL}, CMS status codes`,
  asn1: `${SYSTEM_SSL}, ASN.1 status codes`,
  attribute: `${SYSTEM_SSL}, gsk_attribute functions`,
  'at-tls': 'z/OS Communications Server: IP Diagnosis Guide, AT-TLS return codes',
  icsf: "z/OS Cryptographic Services ICSF Application Programmer's Guide, return and reason codes",
  errno2: 'z/OS UNIX System Services Messages and Codes, reason codes; or the BPXMTEXT command',
  message: 'z/OS message manuals, by the prefix of the message',
  alert: 'RFC 8446 section 6; IANA TLS Parameters, TLS Alerts',
  'cipher-suite': 'IANA TLS Parameters, TLS Cipher Suites',
  group: 'IANA TLS Parameters, TLS Supported Groups',
  'signature-scheme': 'IANA TLS Parameters, TLS SignatureScheme',
  version: 'RFC 8446 section 4.2.1',
  extension: 'IANA TLS ExtensionType Values',
  'handshake-type': 'IANA TLS Parameters, TLS HandshakeType',
  'content-type': 'IANA TLS Parameters, TLS ContentType',
  'alert-level': 'RFC 8446 section 6',
  compression: 'IANA TLS Compression Method Identifiers; RFC 3749',
  'certificate-compression': 'RFC 8879 section 7.3',
  'psk-mode': 'RFC 8446 section 4.2.9',
  'point-format': 'RFC 8422 section 5.1.2',
  'attls-event': 'z/OS Communications Server: IP Messages, EZD1283I',
  'attls-trace': 'z/OS Communications Server: IP Configuration Reference, TTLSGroupAction, Trace',
  'pagent-level': 'z/OS Communications Server: IP Configuration Reference, Policy Agent, LogLevel',
  'pagent-message': 'z/OS Communications Server: IP Diagnosis Guide, Policy Agent',
  'trace-entry': `${SYSTEM_SSL}, event trace records for System SSL`,
  'trace-function': `${SYSTEM_SSL}, obtaining diagnostic information`,
}

const MESSAGE_MANUALS: readonly (readonly [prefix: RegExp, manual: string])[] = [
  [/^EZ[ADYZ]/, 'z/OS Communications Server: IP Messages'],
  [/^ICH|^IRR/, 'z/OS Security Server RACF Messages and Codes'],
  [/^GSK/, `${SYSTEM_SSL}, messages`],
  [/^CSF/, 'z/OS Cryptographic Services ICSF Messages'],
  [/^EDC/, 'z/OS Language Environment Runtime Messages'],
  [/^DFH/, 'CICS Transaction Server Messages and Codes'],
  [/^(?:ITT|IEE|IEF|IEA|AHL|BLS)/, 'z/OS MVS System Messages'],
]

export function messageManual(id: string): string {
  return MESSAGE_MANUALS.find(([prefix]) => prefix.test(id))?.[1] ?? MANUALS.message
}

export type Part = Partial<Reading> & Pick<Reading, 'readAs' | 'meaning'>

/** A reading of which only what is known is given. */
export function reading(kind: ReadingKind, part: Part): Reading {
  return {
    kind,
    code: undefined,
    name: undefined,
    also: [],
    causes: [],
    advice: [],
    notes: undefined,
    findings: [],
    confidence: undefined,
    sources: [],
    manual: MANUALS[kind],
    ...part,
  }
}

export const NO_MEANING = 'The code is real; what it means was not found.'
