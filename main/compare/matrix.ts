import { isList, meaningful, fieldRule } from './field-rule.ts'
import type { ComparedHandshake, FieldValue } from './handshake.ts'

/** More columns nobody reads beside each other. */
export const MAX_COMPARED = 8

/** One fact in each of several handshakes. */
export interface MatrixRow {
  /** As the differences of two have it: `client_hello.cipherSuites`, `certificates.server.0.keyType`, `outcome`. */
  readonly path: string
  /** A value for each handshake; null: its message does not have it. */
  readonly values: readonly FieldValue[]
  /** Which of them are alike: the same number, 0 for the value that most have; null: the sources do not show it. */
  readonly kinds: readonly (number | null)[]
  readonly differs: boolean
}

const MESSAGES = ['client_hello', 'hello_retry_request', 'server_hello', 'encrypted_extensions', 'server_key_exchange']
const ENDS = ['outcome', 'boundary', 'resumption', 'clientAuthentication', 'signature'] as const
const CERTIFICATE = [
  'keyType',
  'keyBits',
  'curve',
  'signatureAlgorithm',
  'issuer',
  'subject',
  'subjectAltNames',
  'keyUsage',
  'extendedKeyUsage',
  'notBefore',
  'notAfter',
  'selfSigned',
] as const

/** Facts as rows, handshakes as columns, in the order given; noise is left out, and what is alike in all that show it does not differ. */
export function matrix(handshakes: readonly ComparedHandshake[]): MatrixRow[] {
  const cause = (one: ComparedHandshake): FieldValue => one.findings.find(({ rank }) => rank === 1)?.cause ?? null
  return [
    ...ENDS.slice(0, 2).map((path) =>
      row(
        path,
        path,
        handshakes.map((one) => one[path]),
      ),
    ),
    row('cause', 'cause', handshakes.map(cause)),
    ...MESSAGES.flatMap((name) => messageRows(name, handshakes)),
    ...(['server', 'client'] as const).flatMap((side) => certificateRows(side, handshakes)),
    ...ENDS.slice(2).map((path) =>
      row(
        path,
        path,
        handshakes.map((one) => one[path]),
      ),
    ),
  ].filter(({ kinds }) => kinds.some((kind) => kind !== null))
}

function messageRows(name: string, handshakes: readonly ComparedHandshake[]): MatrixRow[] {
  const shown = handshakes.map(({ messages }) => messages.find((message) => message.name === name))
  const fields = new Set(shown.flatMap((message) => Object.keys(message?.fields ?? {})))
  return [...fields]
    .filter((field) => fieldRule(field) !== 'noise')
    .map((field) =>
      row(
        `${name}.${field}`,
        field,
        shown.map((message) => message && (message.fields[field] ?? null)),
      ),
    )
}

function certificateRows(side: 'client' | 'server', handshakes: readonly ComparedHandshake[]): MatrixRow[] {
  const leaves = handshakes.map(({ certificates }) =>
    certificates.find(({ from, position }) => from === side && position === 0),
  )
  return CERTIFICATE.map((field) =>
    row(
      `certificates.${side}.0.${field}`,
      field,
      leaves.map((leaf) => leaf && leaf[field]),
    ),
  )
}

/** Undefined: not shown. */
function row(path: string, field: string, values: readonly (FieldValue | undefined)[]): MatrixRow {
  const keys = values.map((value) => (value === undefined ? undefined : likeness(field, value)))
  const counts = new Map<string, number>()
  for (const key of keys) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1)
  const ranked = [...counts].toSorted(([, one], [, other]) => other - one).map(([key]) => key)
  return {
    path,
    values: values.map((value) => value ?? null),
    kinds: keys.map((key) => (key === undefined ? null : ranked.indexOf(key))),
    differs: ranked.length > 1,
  }
}

/** The same text for what means the same: GREASE left out, and the order where it is free. */
function likeness(field: string, value: FieldValue): string {
  if (!isList(value)) return JSON.stringify(value)
  const list = meaningful(field, value)
  const isSet = fieldRule(field) !== 'list'
  return JSON.stringify(isSet ? list.map(String).toSorted() : list)
}
