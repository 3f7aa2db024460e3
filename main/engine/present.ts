import type { StoredSource } from '../../db/query/source-list.ts'
import type { StoredConnection } from '../../db/write/connection-row.ts'
import type { Source } from '../../preload/contract/case.ts'
import type { AlertSummary, ConnectionRow } from '../../preload/contract/connection.ts'
import type { CodePoint } from '../../preload/contract/vocabulary.ts'
import type { IngestProgress } from '../ingest/job.ts'
import { alertName } from '../reference/alert.ts'
import { cipherSuiteName } from '../reference/cipher-suite.ts'
import { groupName } from '../reference/supported-group.ts'
import { versionName } from '../reference/version.ts'

/** Rows of the index as the contract gives them: with names beside the code points. */

export function presentConnection(facts: StoredConnection): ConnectionRow {
  return {
    id: facts.id,
    client: facts.client ?? null,
    server: facts.server ?? null,
    transport: facts.transport,
    startNs: facts.startNs ?? null,
    endNs: facts.endNs ?? null,
    serverName: facts.serverName ?? null,
    alpn: facts.alpn ?? null,
    version: codePoint(facts.version, versionName),
    cipherSuite: codePoint(facts.cipherSuite, cipherSuiteName),
    group: codePoint(facts.group, groupName),
    resumption: facts.resumption,
    signature: facts.signature,
    outcome: facts.outcome,
    boundary: facts.boundary,
    alert: facts.alert ? presentAlert(facts.alert) : null,
    cause: facts.cause ? { ...facts.cause } : null,
    messageCount: facts.messageCount,
    sources: [...facts.sources],
    partial: facts.partial,
  }
}

export function codePoint(code: number | undefined, name: (code: number) => string): CodePoint | null {
  return code === undefined ? null : { code, name: name(code) }
}

function presentAlert(alert: NonNullable<StoredConnection['alert']>): AlertSummary {
  return {
    from: alert.from,
    level: alert.level ?? null,
    description: alert.description ?? null,
    name: alert.description === undefined ? 'encrypted alert' : alertName(alert.description),
  }
}

/** `progress` is fresher than the row of a source that is being read. */
export function presentSource(
  stored: StoredSource,
  progress: IngestProgress | undefined,
  { away, changed }: Pick<Source, 'away' | 'changed'>,
): Source {
  return {
    id: stored.id,
    name: stored.name,
    path: stored.path,
    part: stored.part,
    format: stored.format,
    formatTitle: stored.formatTitle,
    encoding: stored.encoding,
    recordForm: stored.recordForm,
    bytes: progress?.bytes ?? stored.bytes,
    indexedBytes: progress?.indexedBytes ?? stored.indexedBytes,
    records: progress?.records ?? stored.records,
    notUnderstood: stored.notUnderstood,
    firstTime: stored.firstNs,
    lastTime: stored.lastNs,
    zone: stored.zone,
    clockOffsetNs: stored.clockOffsetNs,
    clockSpreadNs: stored.clockSpreadNs,
    clockReference: stored.clockReference,
    clockConnections: stored.clockConnections,
    sha256: stored.sha256,
    state: stored.state,
    away,
    changed,
    problem: stored.problem && { ...stored.problem },
    notes: stored.notes.map((note) => ({ ...note })),
    warnings: stored.warnings.map((warning) => ({ ...warning })),
    indexedInMs: stored.indexedInMs,
  }
}
