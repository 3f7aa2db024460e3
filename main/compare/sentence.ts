import { cipherSuiteName } from '../reference/cipher-suite.ts'
import { extensionName } from '../reference/extension.ts'
import { signatureSchemeName } from '../reference/signature-scheme.ts'
import { groupName } from '../reference/supported-group.ts'
import { versionName } from '../reference/version.ts'
import type { Difference } from './difference.ts'
import type { FieldValue } from './handshake.ts'

/** How the two are called in sentences. */
export interface Callings {
  readonly a: string
  readonly b: string
}

/** A list in a sentence names so many; the rest is counted. */
const NAMED = 3

/** One difference as a sentence. */
export function sentence(difference: Difference, call: Callings): string {
  const { path, kind, a, b, onlyA, onlyB } = difference
  const what = subject(path)
  const name = (value: FieldValue | string | number): string => valueText(path, value)
  switch (kind) {
    case 'set': {
      const parts = [
        onlyA.length > 0 ? `only ${call.a} has ${someOf(onlyA, name)}` : '',
        onlyB.length > 0 ? `only ${call.b} has ${someOf(onlyB, name)}` : '',
      ].filter(Boolean)
      return `${what}: ${parts.join('; ')}.`
    }
    case 'order':
      return `${what}: the same in another order.`
    case 'presence':
      return a === null
        ? `${what}: only ${call.b} has it (${name(b)}).`
        : `${what}: only ${call.a} has it (${name(a)}).`
    case 'messages':
      return `${messagesText(a, call.a)}, ${messagesText(b, call.b)}.`
    case 'time':
    case 'value':
      return `${what}: ${name(a)} in ${call.a}, ${name(b)} in ${call.b}.`
  }
}

function messagesText(names: FieldValue, who: string): string {
  const list = Array.isArray(names) ? (names as readonly string[]) : []
  return list.length === 0 ? `${who} has nothing there` : `${who} has ${someOf(list, String)}`
}

function someOf(members: readonly (number | string)[], name: (value: number | string) => string): string {
  const named = members.slice(0, NAMED).map(name).join(', ')
  return members.length > NAMED ? `${named} and ${members.length - NAMED} more` : named
}

const SUBJECTS: Readonly<Record<string, string>> = {
  cipherSuites: 'cipher suites',
  cipherSuite: 'cipher suite',
  supportedVersions: 'versions',
  legacyVersion: 'legacy version',
  selectedVersion: 'version',
  supportedGroups: 'groups',
  keyShareGroups: 'key shares',
  keyShareGroup: 'key share',
  signatureAlgorithms: 'signature algorithms',
  applicationProtocols: 'application protocols',
  applicationProtocol: 'application protocol',
  serverName: 'server name',
  keyType: 'key type',
  keyBits: 'key size',
  subjectAltNames: 'names',
  keyUsage: 'key usage',
  extendedKeyUsage: 'extended key usage',
  selfSigned: 'signed by itself',
  signatureAlgorithm: 'signature algorithm',
  count: 'certificates sent',
  dhPrimeBits: 'size of the Diffie-Hellman group',
}

/** `client_hello.cipherSuites` as `client_hello, cipher suites`; `certificates.server.0.curve` as `server certificate, curve`. */
export function subject(path: string): string {
  const parts = path.split('.')
  const last = parts.at(-1) ?? ''
  const field = SUBJECTS[last] ?? last
  if (parts[0] !== 'certificates') return parts.length === 1 ? field : `${parts[0]}, ${field}`
  const which =
    parts[2] === undefined || parts[2] === '0' || last === 'count'
      ? 'certificate'
      : `certificate ${parts[2]} of the chain`
  return `${parts[1]} ${which}, ${field}`
}

/** Code points by their names. */
export function valueText(path: string, value: FieldValue | string | number): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return someOf(value as readonly (number | string)[], (member) => valueText(path, member))
  if (typeof value !== 'number') return String(value)
  const field = path.split('.').at(-1) ?? ''
  if (/^cipherSuites?$/.test(field)) return cipherSuiteName(value)
  if (/versions?$/i.test(field)) return versionName(value)
  if (/groups?$/i.test(field)) return groupName(value)
  if (/^signature(Algorithms(Cert)?|Scheme)$/.test(field)) return signatureSchemeName(value)
  if (field === 'extensions') return extensionName(value)
  return String(value)
}
