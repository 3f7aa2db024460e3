import type { ConnectionRow } from '../../preload/contract/connection.ts'
import type { CodeTally, OutcomeCounts, Overview } from '../../preload/contract/overview.ts'
import type { CodePoint } from '../../preload/contract/vocabulary.ts'

const BINS = 60n

/** What an engine would count over these rows; as if there were `total` like them. */
export function standInOverview(
  rows: readonly ConnectionRow[],
  total: number,
  filterProblem: Overview['filterProblem'],
): Overview {
  const times = rows.flatMap(({ startNs }) => (startNs === null ? [] : [startNs])).sort((a, b) => (a < b ? -1 : 1))
  const [first = 0n] = times
  const widthNs = ((times.at(-1) ?? first) - first) / BINS + 1_000_000n
  const each = Math.max(1, Math.round(total / Math.max(1, rows.length)))
  const bins = Array.from({ length: times.length === 0 ? 0 : Number(BINS) }, none)
  const outcomes = none()
  const servers = new Map<string, Overview['servers'][number]>()
  const endings = new Map<string, Overview['endings'][number]>()
  for (const { startNs, outcome, server, boundary, alert } of rows) {
    outcomes[outcome] += each
    const bin = startNs === null ? undefined : bins[Number((startNs - first) / widthNs)]
    if (bin) bin[outcome] += each
    const key = JSON.stringify(server)
    const known = servers.get(key) ?? { ...none(), server }
    known[outcome] += each
    servers.set(key, known)
    if (outcome !== 'failed') continue
    const ending = `${boundary} ${alert?.name ?? ''}`
    const count = (endings.get(ending)?.count ?? 0) + each
    endings.set(ending, { boundary, alert, count })
  }
  return {
    total,
    outcomes,
    time: { startNs: times.length === 0 ? null : first, widthNs, bins, undated: rows.length - times.length },
    causes: [{ cause: 'no-common-cipher', certain: 1, likely: 1, possible: 0 }],
    endings: [...endings.values()],
    versions: tally(rows, each, ({ version }) => version),
    cipherSuites: tally(rows, each, ({ cipherSuite }) => cipherSuite),
    groups: tally(rows, each, ({ group }) => group),
    servers: [...servers.values()],
    serverCount: servers.size,
    filterProblem,
  }
}

const none = (): OutcomeCounts => ({ established: 0, incomplete: 0, failed: 0 })

function tally(
  rows: readonly ConnectionRow[],
  each: number,
  codeOf: (row: ConnectionRow) => CodePoint | null,
): CodeTally[] {
  const counts = new Map<number, CodeTally>()
  for (const row of rows) {
    const code = codeOf(row)
    if (!code) continue
    const known = counts.get(code.code) ?? { ...none(), code }
    known[row.outcome] += each
    counts.set(code.code, known)
  }
  return [...counts.values()]
}
