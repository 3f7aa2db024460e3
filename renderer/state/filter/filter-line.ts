/** The one-line filter as the window understands it for colour and completion; what it means is the engine's business. */
import { CAUSES } from '../../../preload/contract/cause.ts'

export interface FilterKey {
  readonly key: string
  readonly says: string
  /** Values to offer; empty where anything may stand. */
  readonly values: readonly string[]
}

export const FILTER_KEYS: readonly FilterKey[] = [
  { key: 'outcome', says: 'how it ended', values: ['established', 'failed', 'incomplete'] },
  {
    key: 'boundary',
    says: 'the last stage reached',
    values: ['tcp', 'client_hello', 'server_hello', 'server_flight', 'client_flight', 'finished', 'application'],
  },
  { key: 'port', says: 'port of either side', values: [] },
  { key: 'client', says: "the client's address", values: [] },
  { key: 'server', says: "the server's address", values: [] },
  { key: 'sni', says: 'the name the client asked for, * for anything', values: [] },
  { key: 'version', says: 'negotiated version', values: ['1.3', '1.2', '1.1', '1.0'] },
  { key: 'cipher', says: 'negotiated cipher suite, by code or part of its name', values: [] },
  { key: 'group', says: 'group of the key exchange, by code or part of its name', values: [] },
  { key: 'after', says: 'started then or later: 15:19:30, 2026-11-27T15:19', values: [] },
  { key: 'before', says: 'started before then', values: [] },
  { key: 'duration', says: 'from first to last, with its unit: >1s, <=200ms', values: [] },
  { key: 'messages', says: 'how many messages are seen: <5', values: [] },
  {
    key: 'has',
    says: 'what there is of it',
    values: ['notes', 'findings', 'alert', 'sni', 'several-sources', 'resumption'],
  },
  { key: 'job', says: 'the job whose trace shows it, * for anything', values: [] },
  { key: 'source', says: 'the file that shows it, * for anything', values: [] },
  {
    key: 'alert',
    says: 'alert by name',
    values: [
      'handshake_failure',
      'bad_certificate',
      'certificate_expired',
      'certificate_unknown',
      'unknown_ca',
      'protocol_version',
      'decrypt_error',
      'illegal_parameter',
      'internal_error',
      'no_application_protocol',
      'unrecognized_name',
      'close_notify',
    ],
  },
  {
    key: 'cause',
    says: 'why it failed, by any part of the name',
    values: CAUSES,
  },
]

export const FILTER_EXAMPLES: readonly { readonly filter: string; readonly says: string }[] = [
  { filter: 'outcome:failed', says: 'every handshake that failed' },
  { filter: 'outcome:failed port:2023', says: 'failed ones on one port' },
  { filter: 'cause:no-common-cipher', says: 'failed for that cause' },
  { filter: 'alert:handshake_failure', says: 'ended by that alert' },
  { filter: 'sni:*.corp', says: 'by the name asked for' },
  { filter: '-version:1.3', says: 'all but TLS 1.3' },
  { filter: 'version<1.2', says: 'anything older than TLS 1.2' },
  { filter: 'after:15:19 before:15:30', says: 'by the time of day' },
  { filter: 'duration>5s -outcome:established', says: 'that took long and came to nothing' },
  { filter: 'has:several-sources', says: 'seen by the host and on the wire' },
  { filter: 'outcome:failed cause:cipher sni:*.corp after:15:19', says: 'several at once: all must hold' },
]

export interface FilterPart {
  readonly kind: 'key' | 'unknown-key' | 'value' | 'word' | 'space'
  readonly text: string
  readonly start: number
}

/** `version<1.2` is a term as well: these take a comparison in place of the colon. */
const TERM = /(\s+)|(-?)([A-Za-z]+:|(?:version|duration|messages)(?=[<>=]))("[^"]*"?|\S*)|("[^"]*"?|\S+)/giu

/** Splits a line into coloured parts that together are the line, character for character. */
export function filterParts(line: string, keys: readonly FilterKey[] = FILTER_KEYS): readonly FilterPart[] {
  const parts: FilterPart[] = []
  for (const match of line.matchAll(TERM)) {
    const [all, space, minus = '', key, value] = match
    const start = match.index
    if (space !== undefined) parts.push({ kind: 'space', text: all, start })
    else if (key !== undefined) {
      const name = key.replace(':', '').toLowerCase()
      parts.push({ kind: keys.some((one) => one.key === name) ? 'key' : 'unknown-key', text: `${minus}${key}`, start })
      if (value) parts.push({ kind: 'value', text: value, start: start + minus.length + key.length })
    } else parts.push({ kind: 'word', text: all, start })
  }
  return parts
}

export interface Completion {
  readonly text: string
  readonly says: string
  /** The part of the line that it takes the place of. */
  readonly start: number
  readonly end: number
}

/** What could stand at the caret: keys while a word is begun, fixed values after a key and `:`, `<`, `>` or `=`. */
export function completions(
  line: string,
  caret: number,
  keys: readonly FilterKey[] = FILTER_KEYS,
): readonly Completion[] {
  const before = line.slice(0, caret)
  const start = before.search(/[^\s-]\S*$|$/u)
  const begun = before.slice(start)
  const operator = begun.search(/[:<>=]/)
  if (operator < 0) {
    return keys
      .filter(({ key }) => begun !== '' && key.startsWith(begun.toLowerCase()))
      .map(({ key, says }) => ({ text: `${key}:`, says, start, end: caret }))
  }
  const name = begun.slice(0, operator).toLowerCase()
  const values = keys.find(({ key }) => key === name)?.values ?? []
  const value = begun.slice(operator).replace(/^[:<>=]+/, '')
  const wanted = value.toLowerCase()
  // Those that begin so, then those that have it anywhere: `cause:cipher` is a part of more than one.
  const found = [
    ...values.filter((one) => one.startsWith(wanted)),
    ...values.filter((one) => !one.startsWith(wanted) && one.includes(wanted)),
  ]
  return found
    .filter((one) => one !== wanted)
    .map((one) => ({ text: `${one} `, says: '', start: start + begun.length - value.length, end: caret }))
}
