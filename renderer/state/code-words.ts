/** Kinds of codes for people. */
const KINDS: Readonly<Record<string, string>> = {
  message: 'z/OS messages',
  'system-ssl': 'System SSL return codes',
  'at-tls': 'AT-TLS return codes',
  cms: 'CMS statuses',
  asn1: 'ASN.1 statuses',
  icsf: 'ICSF reasons',
  errno2: 'errno2',
  alert: 'TLS alerts',
  'alert-level': 'Alert levels',
  'cipher-suite': 'Cipher suites',
  group: 'Groups',
  'signature-scheme': 'Signature schemes',
  version: 'Versions',
  extension: 'Extensions',
  'handshake-type': 'Handshake messages',
  'content-type': 'Record types',
  compression: 'Compression',
  'certificate-compression': 'Certificate compression',
  'psk-mode': 'PSK modes',
  'point-format': 'Point formats',
  attribute: 'System SSL attributes',
  'attls-event': 'AT-TLS events',
  'attls-trace': 'AT-TLS trace values',
  'pagent-level': 'PAGENT log levels',
  'pagent-message': 'PAGENT messages',
  'trace-entry': 'Trace entries',
  'trace-function': 'Trace functions',
}

export function kindWord(kind: string): string {
  return KINDS[kind] ?? kind
}

/** How well it is known, and what that means. */
export const CONFIDENCE_WORD = {
  documented: 'read in the text of its owner: IBM, IANA or an RFC',
  secondary: 'read elsewhere than in the text of its owner',
  inferred: 'put together from what was read',
  recalled: 'general knowledge, seen in no source: to be confirmed',
} as const

/** A return code as it is looked up: statuses of CMS are spelt in hexadecimal. */
export function codeText(system: string, code: number): string {
  return system === 'cms' ? code.toString(16).toUpperCase().padStart(8, '0') : String(code)
}
