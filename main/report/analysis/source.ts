import type { StoredSource } from '../../../db/query/source-list.ts'
import { decimalSeconds } from './decimal-seconds.ts'
import type { AnalysisSource } from './schema.ts'

const YEAR_NS = 366n * 86_400_000_000_000n
/** Logs count from day 0, or in 1972 where they print month and day but no year; AT-TLS came in 2005. */
const LOG_YEARS_NS = 4n * YEAR_NS

/** Times of a source as the document gives them: null where the source has no date. */
export type TimeOf = (ns: bigint | undefined | null) => string | null

/**
 * A listing without a date line counts its days from 0, which is told by its times alone: System SSL traced nothing in 1970, while a
 * capture may well begin at second 0. The same goes for logs.
 */
export function timeOf(source: Pick<StoredSource, 'format'> | undefined): TimeOf {
  const format = source?.format
  const undatedBefore =
    format === 'gsk-ctrace' ? YEAR_NS : format === 'attls-log' || format === 'job-log' ? LOG_YEARS_NS : null
  return (ns) =>
    ns === undefined || ns === null || (undatedBefore !== null && ns < undatedBefore) ? null : decimalSeconds(ns)
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
    clockOffset: decimalSeconds(source.clockOffsetNs),
    warnings: [
      ...source.warnings.map(({ code, text, count }) => ({ code, text, count })),
      ...stopped.map(({ code, text, nextStep }) => ({ code, text: `${text} ${nextStep}`, count: 1 })),
    ],
    refused: refused && { code: refused.code, text: `${refused.text} ${refused.nextStep}` },
  }
}
