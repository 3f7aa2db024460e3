import type { Evidence } from '../../../preload/contract/finding.ts'
import { bytesWords } from '../../presentation/evidence-link.ts'
import { clock, instant } from '../../presentation/format.ts'
import type { Report } from './report.ts'

/** What a source is called in the report. */
export function sourceName({ sources }: Pick<Report, 'sources'>, id: number): string {
  const source = sources.find((one) => one.id === id)
  if (!source) return `source ${id}`
  return source.part === null ? source.name : `${source.name} (${source.part})`
}

/** `capture.pcap · packet 24 · message 1 · bytes 39–58`. */
export function placeText(report: Pick<Report, 'sources'>, evidence: Evidence): string {
  const { source, frame, line, message, byteRange } = evidence
  return [
    sourceName(report, source),
    frame === null ? '' : `packet ${frame}`,
    line === null ? '' : `line ${line}`,
    message === null ? '' : `message ${message}`,
    byteRange === null ? '' : bytesWords(byteRange),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Times of sources without a year are of 1970 and the year after. */
const FIRST_DATED_NS = 2n * 366n * 86_400_000_000_000n

/** `2026-05-26 15:19:52.218904`, or the time of day where the source has no date. */
export function whenText(ns: bigint | null): string {
  if (ns === null) return 'not in this trace'
  return ns < FIRST_DATED_NS ? clock(ns, 6) : instant(ns)
}

/** `2026-11-28 01:05 UTC`. */
export function minuteText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}
