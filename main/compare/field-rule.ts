import { isGrease, isGreasePskMode } from '../reference/code-point-name.ts'
import type { FieldValue } from './handshake.ts'

/**
 * How a field of a message is compared. `noise` differs between any two handshakes; `set` has no order that means anything; a `list` has one
 * (preference); everything else is one value.
 */
const RULES: Readonly<Record<string, 'noise' | 'set' | 'list'>> = {
  random: 'noise',
  sessionId: 'noise',
  ticketLength: 'noise',
  cookieLength: 'noise',
  pskIdentities: 'noise',
  length: 'noise',
  lifetime: 'noise',
  // Compared as certificates.
  certificates: 'noise',
  // RFC 8446 §4.2: extensions may come in any order.
  extensions: 'set',
  certificateAuthorities: 'set',
  certificateTypes: 'set',
  compressionMethods: 'set',
  pskModes: 'set',
  cipherSuites: 'list',
  supportedVersions: 'list',
  supportedGroups: 'list',
  keyShareGroups: 'list',
  signatureAlgorithms: 'list',
  signatureAlgorithmsCert: 'list',
  applicationProtocols: 'list',
}

export function fieldRule(field: string): 'noise' | 'set' | 'list' | 'value' {
  return RULES[field] ?? 'value'
}

/** Extensions that have fields of their own in the message (padding, RFC 7685, has no meaning): their number would say it twice. */
const TOLD_BY_FIELDS = new Set([0, 1, 5, 10, 13, 16, 21, 22, 23, 28, 35, 41, 42, 43, 44, 45, 47, 50, 51, 0xff01])

/** A list without what is there to be ignored (RFC 8701), and without what other fields tell. */
export function meaningful(field: string, list: readonly (number | string)[]): (number | string)[] {
  if (field === 'extensions') return list.filter((type) => !TOLD_BY_FIELDS.has(Number(type)) && !isGrease(Number(type)))
  if (field === 'pskModes') return list.filter((mode) => !isGreasePskMode(Number(mode)))
  return list.filter((member) => typeof member !== 'number' || !isGrease(member))
}

export function isList(value: FieldValue | undefined): value is readonly number[] | readonly string[] {
  return Array.isArray(value)
}
