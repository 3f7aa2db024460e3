import type { ComparisonReply, SettingsComparisonReply, SeveralReply } from '../../preload/contract/comparison.ts'
import type { ConnectionRow } from '../../preload/contract/connection.ts'
import type { StandInConnection } from './stand-in-connection.ts'

/** What an engine would say of these two: messages of the same place stand beside each other, and the first of them differs. */
export function standInComparison(
  pair: { readonly a: number; readonly b: number },
  connection: (id: number) => StandInConnection | undefined,
): ComparisonReply {
  const [a, b] = [pair.a, pair.b].map((id) => connection(id)?.detail.messages.length ?? 0)
  const rows = Math.max(a ?? 0, b ?? 0)
  return {
    aligned: Array.from({ length: rows }, (_, at) => {
      const [inA, inB] = [at < (a ?? 0), at < (b ?? 0)]
      return {
        a: inA ? at + 1 : null,
        b: inB ? at + 1 : null,
        state: inA && inB ? 'same' : inA ? 'only-a' : 'only-b',
        differs: at === 0,
      } as const
    }),
    differences: [
      {
        path: 'client_hello.cipherSuites',
        weight: 'cause',
        sentence: 'client_hello, cipher suites: only A has TLS_RSA_WITH_AES_128_CBC_SHA.',
        why: 'The finding rests on it.',
        messageA: 1,
        messageB: 1,
        onlyA: ['TLS_RSA_WITH_AES_128_CBC_SHA'],
        onlyB: [],
      },
      {
        path: 'outcome',
        weight: 'consequence',
        sentence: 'outcome: failed in A, established in B.',
        why: 'It follows.',
        messageA: null,
        messageB: null,
        onlyA: [],
        onlyB: [],
      },
    ],
    first: 0,
    summary: 'client_hello, cipher suites: only the failed one has TLS_RSA_WITH_AES_128_CBC_SHA.',
  }
}

/** The first of them offers less than all others. */
export function standInSeveral(rows: readonly ConnectionRow[]): SeveralReply {
  const suites = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_RSA_WITH_AES_128_CBC_SHA']
  return {
    handshakes: rows.map((row) => ({ row, cause: row.outcome === 'failed' ? 'No cipher suite in common' : null })),
    facts: [
      {
        path: 'client_hello.cipherSuites',
        group: 'client_hello',
        name: 'cipher suites',
        differs: rows.length > 1,
        values: rows.map((_, at) => (at === 0 ? suites.slice(0, 1) : suites)),
        kinds: rows.map((_, at) => (at === 0 ? 1 : 0)),
      },
      {
        path: 'client_hello.serverName',
        group: 'client_hello',
        name: 'server name',
        differs: false,
        values: rows.map(() => ['tn3270.example']),
        kinds: rows.map(() => 0),
      },
    ],
  }
}

export function standInSettingsComparison(): SettingsComparisonReply {
  return {
    differences: [
      {
        path: 'rule[TN3270].TLSv1.3',
        weight: 'matters',
        sentence: 'Rule TN3270, TLSv1.3: off in A, on in B.',
        why: 'Active with another value than is written.',
      },
    ],
    first: 0,
    summary: 'Rule TN3270, TLSv1.3: off in A, on in B.',
  }
}
