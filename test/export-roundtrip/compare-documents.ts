/** The analysis of an export beside that of what it was made from: what must be the same, and what is stated to differ. */
import type { AnalysisConnection, AnalysisDocument } from '../../main/report/analysis/schema.ts'

export interface Counts {
  same: number
  compared: number
}

export interface Difference {
  readonly connection: number
  readonly what: string
  readonly original: unknown
  readonly exported: unknown
}

type Message = AnalysisConnection['messages'][number]

/** `packets`: copied, so that only numbers of packets may differ. `synthetic`: rebuilt from a host trace, which has no records and often no ends. */
export type Kind = 'packets' | 'synthetic'

/**
 * Left out of the comparison, with the reason: where something stands (source, frame, line: the export is another file), and of synthetic
 * streams the version of records (a host trace shows none), ends that were made up, the role, and what other lines of the trace say about the
 * handshake (its texts are not exported): outcome and last stage, findings, what AT-TLS or System SSL accepted.
 */
export function compareDocuments(
  original: AnalysisDocument,
  exported: AnalysisDocument,
  kind: Kind,
  count: Counts,
): Difference[] {
  const differences: Difference[] = []
  const check = (connection: number, what: string, one: unknown, other: unknown): void => {
    count.compared++
    if (JSON.stringify(one) === JSON.stringify(other)) count.same++
    else differences.push({ connection, what, original: one, exported: other })
  }
  const shown =
    kind === 'packets' ? original.connections : original.connections.filter(({ messages }) => messages.length > 0)
  const [mine, theirs] = [inOrder(shown), inOrder(exported.connections)]
  check(0, 'connections', mine.length, theirs.length)
  for (const [at, one] of mine.entries()) {
    const other = theirs[at]
    if (!other) continue
    const facts = kind === 'packets' ? packetFacts : syntheticFacts
    const [ofOne, ofOther] = [facts(one), facts(other)]
    for (const name of Object.keys(ofOne)) check(one.id, name, ofOne[name], ofOther[name])
    check(one.id, 'messages', one.messages.length, other.messages.length)
    for (const [n, message] of one.messages.entries()) {
      const again = other.messages[n]
      if (again)
        check(one.id, `message ${n + 1} ${message.name ?? ''}`, messageFacts(message, kind), messageFacts(again, kind))
    }
  }
  return differences
}

/** Connections of one start time stand in the order of their legs, which is another in another file. */
function inOrder(connections: readonly AnalysisConnection[]): AnalysisConnection[] {
  const key = ({ clientRandom, start, client, server, messages }: AnalysisConnection): string =>
    JSON.stringify([start ?? messages[0]?.time ?? '', clientRandom ?? '', client, server])
  return [...connections].sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0))
}

function packetFacts(one: AnalysisConnection): Record<string, unknown> {
  const { client, server, transport, start, end, outcome, boundary, alerts, negotiation, findings } = one
  return {
    ...syntheticFacts(one),
    ends: [client, server, transport],
    times: [start, end],
    outcome: [outcome, boundary],
    alerts: alerts.map(({ n, from, level, description }) => [n, from, level, description]),
    negotiation,
    findings: findings.map(({ cause, confidence, rank, detectedBy, title }) => [
      cause,
      confidence,
      rank,
      detectedBy,
      title,
    ]),
  }
}

function syntheticFacts(one: AnalysisConnection): Record<string, unknown> {
  const { serverName, alpn, clientRandom, version, cipherSuite, group, resumption, ja3, ja4, signature } = one
  return {
    names: [serverName, alpn, clientRandom],
    chosen: [version, cipherSuite, group],
    resumption: [resumption, one.helloRetryRequest, one.clientAuthentication],
    fingerprints: [ja3, ja4],
    signature,
    certificates: one.certificates,
  }
}

function messageFacts(message: Message, kind: Kind): unknown {
  const { time, from, content, type, name, recordVersion, length, visibility, complete, fields } = message
  const always = [from, content, type, name, length, visibility, complete, fields]
  return kind === 'packets' ? [time, recordVersion, ...always] : always
}
