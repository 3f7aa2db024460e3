import type { FilterTerm } from '../../db/query/connection-filter.ts'
import { prepareHighestConnection } from '../../db/query/connection-match.ts'
import { prepareConnectionTally, type TalliedCause, type TalliedKind } from '../../db/query/connection-tally.ts'
import type { ReadableCase } from '../../db/open.ts'
import type { CodeTally, OutcomeCounts, Overview } from '../../preload/contract/overview.ts'
import { alertName } from '../reference/alert.ts'
import { cipherSuiteName } from '../reference/cipher-suite.ts'
import { groupName } from '../reference/supported-group.ts'
import { versionName } from '../reference/version.ts'
import { breathe, stepBack } from './breathe.ts'
import { Pace } from './pace.ts'
import { codePoint } from './present.ts'
import { timeBins } from './time-bins.ts'

/** Servers told of; the list, by its filter, has the rest. */
const MAX_SERVERS = 12
/** Servers that are told apart: a scan of the whole address space is somebody's experiment. */
const MAX_KNOWN_SERVERS = 100_000
/** Different suites, groups and versions told of. */
const MAX_CODES = 24
const MAX_ENDINGS = 24

type Outcome = keyof OutcomeCounts

const none = (): OutcomeCounts => ({ established: 0, incomplete: 0, failed: 0 })

/** Counts everything that the overview shows. The engine answers others before and in between, and the list goes first. */
export async function overviewOf(
  index: ReadableCase,
  terms: readonly FilterTerm[],
  signal: AbortSignal | undefined,
): Promise<Overview> {
  const tally = prepareConnectionTally(index, terms)
  const end = prepareHighestConnection(index)() + 1
  const counts = new Counts()
  let first: bigint | undefined
  let last: bigint | undefined
  let undated = 0
  const pace = new Pace()
  // A small case is counted at once.
  const rest = (from: number): Promise<void> => (from === 0 ? breathe(signal) : stepBack(signal))
  for (let from = 0; from < end;) {
    await rest(from)
    const to = Math.min(from + pace.rows, end)
    pace.piece(() => {
      for (const kind of tally.kinds(from, to)) counts.add(kind)
      for (const cause of tally.causes(from, to)) counts.addCause(cause)
      for (const { address, port, outcome, count } of tally.servers(from, to)) {
        const server = address === undefined || port === undefined ? undefined : { address, port }
        counts.addServer(server, outcome, count)
      }
      const span = tally.span(from, to)
      undated += span.undated
      if (span.first !== undefined && (first === undefined || span.first < first)) first = span.first
      if (span.last !== undefined && (last === undefined || span.last > last)) last = span.last
    })
    from = to
  }
  const { startNs, widthNs, count } = timeBins(first, last)
  const bins = Array.from({ length: count }, none)
  if (startNs !== undefined)
    for (let from = 0; from < end;) {
      await rest(from)
      const to = Math.min(from + pace.rows, end)
      pace.piece(() => {
        // What came since the span was taken lies outside, and is counted the next time.
        for (const { bin, outcome, count } of tally.times(from, to, startNs, widthNs)) {
          const found = bins[bin]
          if (found) found[outcome] += count
        }
      })
      from = to
    }
  return { ...counts.summary(), time: { startNs: startNs ?? null, widthNs, bins, undated }, filterProblem: null }
}

interface Ending {
  readonly boundary: TalliedKind['boundary']
  readonly alert: Overview['endings'][number]['alert']
  count: number
}

/** What was counted so far. */
class Counts {
  readonly #outcomes = none()
  readonly #versions = new Map<number, OutcomeCounts>()
  readonly #suites = new Map<number, OutcomeCounts>()
  readonly #groups = new Map<number, OutcomeCounts>()
  readonly #causes = new Map<string, Overview['causes'][number]>()
  readonly #endings = new Map<string, Ending>()
  readonly #servers = new Map<string, Overview['servers'][number]>()

  add(kind: TalliedKind): void {
    const { outcome, boundary, version, cipherSuite, group, alertFrom: from, alertDescription, count } = kind
    this.#outcomes[outcome] += count
    put(this.#versions, version, outcome, count)
    put(this.#suites, cipherSuite, outcome, count)
    put(this.#groups, group, outcome, count)
    if (outcome !== 'failed') return
    const key = `${boundary} ${from ?? ''} ${alertDescription ?? ''}`
    const known = this.#endings.get(key)
    if (known) known.count += count
    else {
      const description = alertDescription ?? null
      const name = description === null ? 'encrypted alert' : alertName(description)
      this.#endings.set(key, { boundary, alert: from === undefined ? null : { from, description, name }, count })
    }
  }

  addCause({ cause, confidence, count }: TalliedCause): void {
    let known = this.#causes.get(cause)
    if (!known) this.#causes.set(cause, (known = { cause, certain: 0, likely: 0, possible: 0 }))
    known[confidence] += count
  }

  addServer(server: { address: string; port: number } | undefined, outcome: Outcome, count: number): void {
    const key = server ? `${server.address} ${server.port}` : ''
    let known = this.#servers.get(key)
    if (!known) {
      if (this.#servers.size >= MAX_KNOWN_SERVERS) return
      known = { ...none(), server: server ?? null }
      this.#servers.set(key, known)
    }
    known[outcome] += count
  }

  summary(): Omit<Overview, 'time' | 'filterProblem'> {
    const { established, incomplete, failed } = this.#outcomes
    return {
      total: established + incomplete + failed,
      outcomes: this.#outcomes,
      causes: [...this.#causes.values()].sort(
        (a, b) => b.certain + b.likely + b.possible - (a.certain + a.likely + a.possible),
      ),
      endings: [...this.#endings.values()].sort((a, b) => b.count - a.count).slice(0, MAX_ENDINGS),
      versions: ranked(this.#versions, versionName),
      cipherSuites: ranked(this.#suites, cipherSuiteName),
      groups: ranked(this.#groups, groupName),
      servers: [...this.#servers.values()].sort((a, b) => b.failed - a.failed || sum(b) - sum(a)).slice(0, MAX_SERVERS),
      serverCount: this.#servers.size,
    }
  }
}

function put(map: Map<number, OutcomeCounts>, code: number | undefined, outcome: Outcome, count: number): void {
  if (code === undefined) return
  let known = map.get(code)
  if (!known) map.set(code, (known = none()))
  known[outcome] += count
}

const sum = ({ established, incomplete, failed }: OutcomeCounts): number => established + incomplete + failed

function ranked(map: ReadonlyMap<number, OutcomeCounts>, nameOf: (code: number) => string): CodeTally[] {
  return [...map]
    .sort(([, a], [, b]) => sum(b) - sum(a))
    .slice(0, MAX_CODES)
    .map(([code, counts]) => ({ ...counts, code: codePoint(code, nameOf) ?? { code, name: '' } }))
}
