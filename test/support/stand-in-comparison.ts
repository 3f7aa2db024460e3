import type { ComparisonReply } from '../../preload/contract/comparison.ts'
import type { StandInConnection } from './stand-in-case.ts'

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
