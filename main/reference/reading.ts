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

export interface Reading {
  readonly kind: ReadingKind
  /** What it is read as: `System SSL return code 402`. */
  readonly readAs: string
  /** Its symbol or registered name; undefined where it has none that is known. */
  readonly name: string | undefined
  readonly meaning: string
  readonly causes: readonly string[]
  readonly advice: readonly string[]
  readonly notes: string | undefined
  /** Ids of findings that it usually goes with. */
  readonly findings: readonly string[]
  /** Undefined: no table has the code, only its range is known. */
  readonly confidence: Confidence | undefined
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
