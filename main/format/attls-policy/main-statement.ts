/** Statements of one line in Policy Agent's main and image files (z/OS Communications Server: IP Configuration Reference, "Policy Agent"). */
const MAIN = new Set([
  'tcpimage',
  'pepinstance',
  'loglevel',
  'codepage',
  'ttlsconfig',
  'commonttlsconfig',
  'ipsecconfig',
  'commonipsecconfig',
  'idsconfig',
  'commonidsconfig',
  'qosconfig',
  'commonqosconfig',
  'routingconfig',
  'commonroutingconfig',
])

export function isMainStatement(keyword: string): boolean {
  return MAIN.has(keyword.toLowerCase())
}
