import type { ComparisonReply } from '../../preload/contract/comparison.ts'
import type { ConnectionDetail, ConnectionRow, NegotiationEntry } from '../../preload/contract/connection.ts'
import type { Note } from '../../preload/contract/note.ts'
import type { Overview } from '../../preload/contract/overview.ts'
import { address, clock, hex } from '../../main/presentation/format.ts'
import type { TextTable } from '../../main/presentation/text-table.ts'
import { OUTCOME_WORD } from '../../main/presentation/words.ts'

/** What the views show as tables, whole and not as far as one has scrolled. */

const timeOf = (ns: bigint | null): string => (ns === null ? '' : clock(ns, 6))

export function connectionsTable(rows: readonly ConnectionRow[]): TextTable {
  return {
    title: 'Connections',
    heads: [
      'Client',
      'Server',
      'Server name',
      'Began',
      'Outcome',
      'Last stage',
      'Cause',
      'Version',
      'Cipher suite',
      'Messages',
    ],
    rows: rows.map((row) => [
      address(row.client),
      address(row.server),
      row.serverName ?? '',
      timeOf(row.startNs),
      OUTCOME_WORD[row.outcome],
      row.boundary,
      row.cause?.id ?? '',
      row.version?.name ?? '',
      row.cipherSuite?.name ?? '',
      String(row.messageCount),
    ]),
  }
}

export function messagesTable({ messages }: ConnectionDetail, sourceName: (source: number) => string): TextTable {
  return {
    title: 'Messages',
    heads: ['No.', 'Time', 'From', 'Message', 'Summary', 'Bytes', 'Seen', 'Where'],
    rows: messages.map((message) => [
      String(message.n),
      timeOf(message.timeNs),
      message.from,
      message.name ?? `encrypted ${message.content}`,
      message.summary,
      String(message.length),
      message.visibility,
      message.sightings
        .map(({ source, frame, line }) =>
          [sourceName(source), frame === null ? '' : `packet ${frame}`, line === null ? '' : `line ${line}`]
            .filter(Boolean)
            .join(' '),
        )
        .join('; '),
    ]),
  }
}

export function negotiationTables({ negotiation }: ConnectionDetail): readonly TextTable[] {
  const of = (title: string, entries: readonly NegotiationEntry[]): TextTable => ({
    title,
    heads: ['Name', 'Code', 'z/OS', 'Offered', 'Accepted', 'Chosen', 'Remarks'],
    rows: entries.map((entry) => [
      entry.name,
      entry.code === null ? '' : `0x${hex(entry.code, 4)}`,
      entry.zos ?? '',
      wordOf(entry.offered),
      wordOf(entry.accepted),
      entry.chosen ? 'chosen' : '',
      [...entry.weak, entry.reason].filter(Boolean).join('; '),
    ]),
  })
  return [
    of('Versions', negotiation.versions),
    of('Cipher suites', negotiation.cipherSuites),
    of('Groups', negotiation.groups),
    of('Signature algorithms', negotiation.signatureAlgorithms),
    of('Application protocols', negotiation.applicationProtocols),
  ].filter(({ rows }) => rows.length > 0)
}

const wordOf = (known: boolean | null): string => (known === null ? 'not in this trace' : known ? 'yes' : 'no')

export function certificatesTable({ certificates }: ConnectionDetail): TextTable {
  return {
    title: 'Certificates',
    heads: [
      'From',
      'Place',
      'Subject',
      'Issuer',
      'Serial',
      'From day',
      'To day',
      'Key',
      'Signed with',
      'Names',
      'SHA-256',
    ],
    rows: certificates.map((one) => [
      one.from,
      String(one.position),
      one.subject,
      one.issuer,
      one.serial,
      one.notBefore,
      one.notAfter,
      [one.keyType, one.curve ?? one.keyBits ?? ''].join(' ').trim(),
      one.signatureAlgorithm,
      one.subjectAltNames.join(', '),
      one.sha256,
    ]),
  }
}

export function differencesTable({ differences }: ComparisonReply): TextTable {
  return {
    title: 'What differs',
    heads: ['Weight', 'Difference', 'Why', 'Only in A', 'Only in B'],
    rows: differences.map(({ weight, sentence, why, onlyA, onlyB }) => [
      weight,
      sentence,
      why,
      onlyA.join(', '),
      onlyB.join(', '),
    ]),
  }
}

export function notesTable(notes: readonly Note[]): TextTable {
  return {
    title: 'Notes',
    heads: ['', 'About', 'Note'],
    rows: notes.map(({ letter, about, text }) => [letter, about, text]),
  }
}

export function overviewTables({ causes, servers, versions, cipherSuites, groups }: Overview): readonly TextTable[] {
  const counts = ['Failed', 'Incomplete', 'Established']
  const numbers = (of: Overview['outcomes']): string[] => [of.failed, of.incomplete, of.established].map(String)
  const tallies = (title: string, all: Overview['versions']): TextTable => ({
    title,
    heads: ['Name', ...counts],
    rows: all.map((one) => [one.code.name, ...numbers(one)]),
  })
  return [
    {
      title: 'Why they failed',
      heads: ['Cause', 'Certain', 'Likely', 'Possible'],
      rows: causes.map(({ cause, certain, likely, possible }) => [cause, ...[certain, likely, possible].map(String)]),
    },
    {
      title: 'Servers',
      heads: ['Server', ...counts],
      rows: servers.map((one) => [address(one.server), ...numbers(one)]),
    },
    tallies('Versions', versions),
    tallies('Cipher suites', cipherSuites),
    tallies('Groups', groups),
  ].filter(({ rows }) => rows.length > 0)
}
