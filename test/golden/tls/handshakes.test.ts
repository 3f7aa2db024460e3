import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cipherSuiteName } from '../../../main/reference/cipher-suite.ts'
import { versionName } from '../../../main/reference/version.ts'
import type { SpokenMessage } from '../../../main/tls/conversation.ts'
import { decodeConversation } from '../../../main/tls/conversation.ts'
import { ja3 } from '../../../main/tls/ja3.ts'
import type { MessageFields } from '../../../main/tls/message-fields.ts'
import { messageFields } from '../../../main/tls/message-fields.ts'
import { summarize } from '../../../main/tls/summary.ts'
import { readWhole, readerOf } from '../../support/capture-transcript.ts'
import { sharedFolder } from '../../support/shared-folder.ts'

/** Larger captures add time, not shapes of messages. */
const MAX_BYTES = 2_000_000

/** Where another dissector reads messages that lie about their lengths, or extensions without data, in its own way. */
const READ_OTHERWISE = [
  'arkime-arkime_synthetic.pcap',
  'ndpi-tls_cipher_lens.pcap',
  'ndpi-tls_invalid_reads.pcap',
  'pcapplusplus-ssl-malformed1.pcap',
]

/**
 * Recordings whose label is not the outcome of the handshake: it was complete, and what went wrong came after it (an application that
 * refused, a renegotiation) or left no trace in what is readable.
 */
const OUTCOME_OTHERWISE: Readonly<Record<string, string>> = {
  h139: 'an alert under keys right after the handshake looks like a closure',
  h320: 'renegotiation refused',
  h745: 'renegotiation refused',
  h908: 'renegotiation refused',
  h359: 'refused with an HTTP status',
  h860: 'refused with an HTTP status',
}

interface Expected {
  readonly streams?: readonly { readonly stream: number; readonly handshake: readonly ExpectedMessage[] }[]
}
interface ExpectedMessage {
  readonly frame: number
  readonly dir: string
  readonly type: number | null
  readonly client_hello?: Record<string, unknown>
  readonly server_hello?: Record<string, unknown>
  readonly certificates?: readonly string[]
  readonly named_curve?: number
  readonly signature_algorithm?: number
  readonly certificate_types?: readonly number[]
  readonly signature_algorithms?: readonly number[]
  readonly ticket_lifetime_hint?: number
  readonly ticket_length?: number
}

/** Our name of a field: theirs. */
const CLIENT_HELLO = {
  legacyVersion: 'legacy_version',
  random: 'random',
  sessionId: 'session_id',
  cipherSuites: 'cipher_suites',
  compressionMethods: 'compression_methods',
  extensions: 'extensions',
  supportedGroups: 'supported_groups',
  signatureAlgorithms: 'signature_algorithms',
  keyShareGroups: 'key_share_groups',
  signatureAlgorithmsCert: 'signature_algorithms_cert',
  supportedVersions: 'supported_versions',
  pskModes: 'psk_modes',
  ticketLength: 'session_ticket_length',
}
const SERVER_HELLO = {
  random: 'random',
  sessionId: 'session_id',
  cipherSuite: 'cipher_suite',
  compressionMethod: 'compression_method',
  extensions: 'extensions',
  selectedVersion: 'selected_version',
  keyShareGroup: 'key_share_group',
}

const captures = sharedFolder === undefined ? '' : join(sharedFolder, 'captures')

describe.skipIf(sharedFolder === undefined)('handshakes of recorded captures, against another dissector', () => {
  const names =
    captures === ''
      ? []
      : readdirSync(captures).filter(
          (name) =>
            existsSync(join(captures, 'expected', `${name}.json`)) &&
            statSync(join(captures, name)).size <= MAX_BYTES &&
            !READ_OTHERWISE.includes(name),
        )

  test('there are captures', () => {
    expect(names.length).toBeGreaterThan(300)
  })

  test.each(names)('%s', (name) => {
    const bytes = new Uint8Array(readFileSync(join(captures, name)))
    const reader = readerOf(bytes)
    if (reader === undefined) return
    const expected = JSON.parse(readFileSync(join(captures, 'expected', `${name}.json`), 'utf8')) as Expected
    const legs = new Map(readWhole(reader, bytes).legs.map((leg) => [leg.stream, decodeConversation(leg.messages)]))
    for (const { stream, handshake } of expected.streams ?? []) {
      const spoken = legs.get(stream)
      if (spoken === undefined) continue
      for (const theirs of handshake) {
        const ours = sameMessage(spoken, theirs)
        if (ours !== undefined) compare(theirs, ours)
      }
    }
  })
})

function sameMessage(
  spoken: readonly SpokenMessage[],
  { frame, dir, type }: ExpectedMessage,
): SpokenMessage | undefined {
  return spoken.find(
    ({ message }) =>
      message.content === 'handshake' &&
      message.complete &&
      message.type === (type ?? undefined) &&
      message.frame === frame &&
      message.from === (dir === 'c2s' ? 'client' : 'server'),
  )
}

function compare(theirs: ExpectedMessage, { value }: SpokenMessage): void {
  const ours = messageFields(value)
  if (theirs.client_hello !== undefined && !('sslv2_cipher_specs' in theirs.client_hello)) {
    sameFields(ours, theirs.client_hello, CLIENT_HELLO)
    if (value?.name === 'client_hello' && typeof theirs.client_hello.ja3 === 'string')
      expect(ja3(value)).toBe(theirs.client_hello.ja3)
  }
  if (theirs.server_hello !== undefined) sameFields(ours, theirs.server_hello, SERVER_HELLO)
  sameFields(
    ours,
    { ...theirs },
    {
      certificates: 'certificates',
      group: 'named_curve',
      signatureScheme: 'signature_algorithm',
      certificateTypes: 'certificate_types',
      signatureAlgorithms: 'signature_algorithms',
      lifetime: 'ticket_lifetime_hint',
      ticketLength: 'ticket_length',
    },
  )
}

function sameFields(
  ours: MessageFields,
  theirs: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): void {
  for (const [our, their] of Object.entries(names)) {
    if (theirs[their] !== undefined && theirs[their] !== null) expect(ours[our], our).toEqual(theirs[their])
  }
}

interface Label {
  readonly id: string
  readonly file: string
  readonly cause: string
  readonly expectedFacts: { readonly version?: string; readonly cipher?: string }
}

const failures = sharedFolder === undefined ? '' : join(sharedFolder, 'failures')

describe.skipIf(sharedFolder === undefined)('outcomes of labelled recordings', () => {
  const labels =
    failures === '' ? [] : (JSON.parse(readFileSync(join(failures, 'labels.json'), 'utf8')) as readonly Label[])

  test.each(labels.map((label) => [label.id, label.cause, label] as const))(
    '%s: %s',
    (id, cause, { file, expectedFacts }) => {
      const bytes = new Uint8Array(readFileSync(join(failures, file)))
      const [leg] = readWhole(readerOf(bytes) ?? expect.fail('no reader'), bytes).legs
      // Attempts without any TLS make no leg.
      if (leg === undefined) return
      const summary = summarize(leg)
      // Those must differ still: an exception that is none any more has to go.
      expect(summary.outcome === (cause === 'ok' ? 'established' : 'failed')).toBe(!(id in OUTCOME_OTHERWISE))
      if (summary.version !== undefined && expectedFacts.version !== undefined)
        expect(versionName(summary.version).replace(' ', '')).toBe(expectedFacts.version)
      if (summary.cipherSuite !== undefined && expectedFacts.cipher !== undefined)
        expect(cipherSuiteName(summary.cipherSuite)).toBe(expectedFacts.cipher)
    },
  )
})
