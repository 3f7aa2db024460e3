import type { StoredSource } from '../../../db/query/source-list.ts'
import { clockErrorNs } from './clock-error.ts'
import { decimalSeconds } from './decimal-seconds.ts'
import type { AnalysisSource } from './schema.ts'

const YEAR_NS = 366n * 86_400_000_000_000n
/** Formats of text whose times may have no date, or no year: these lie in 1970. */
const MAYBE_UNDATED: ReadonlySet<string | null> = new Set(['gsk-ctrace', 'attls-log', 'job-log'])

/** Times of a source as the document gives them: null where the source has no date. */
export type TimeOf = (ns: bigint | undefined | null) => string | null

/**
 * A listing without a date line counts its days from 0, which is told by its times alone: System SSL traced nothing in 1970, while a
 * capture may well begin at second 0. The same goes for logs.
 */
export function timeOf(source: Pick<StoredSource, 'format'> | undefined): TimeOf {
  const undated = MAYBE_UNDATED.has(source?.format ?? null)
  return (ns) => (ns === undefined || ns === null || (undated && ns < YEAR_NS) ? null : decimalSeconds(ns))
}

export function analysisSource(source: StoredSource): AnalysisSource {
  const time = timeOf(source)
  const refused = source.state === 'refused' || source.state === 'failed' ? source.problem : null
  const stopped = source.state === 'partial' && source.problem ? [source.problem] : []
  return {
    id: source.id,
    name: source.name,
    part: source.part,
    sha256: source.sha256,
    bytes: source.bytes,
    format: source.state === 'refused' ? null : source.format,
    encoding: source.encoding === '' ? null : source.encoding,
    recordForm: source.recordForm === '' ? null : source.recordForm,
    records: source.records,
    notUnderstood: source.notUnderstood,
    firstTime: time(source.firstNs),
    lastTime: time(source.lastNs),
    zone: source.zone,
    clockOffset: decimalSeconds(clockErrorNs(source)),
    warnings: [
      ...source.warnings.map(({ code, text, count }) => ({ code, text, count })),
      ...stopped.map(({ code, text, nextStep }) => ({ code, text: `${text} ${nextStep}`, count: 1 })),
    ],
    refused: refused && { code: refused.code, text: `${refused.text} ${refused.nextStep}` },
  }
}
