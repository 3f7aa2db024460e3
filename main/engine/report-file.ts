import type { ReportRequest, RedactedKind } from '../../preload/contract/report.ts'
import { pageStyle } from '../report/html/style.ts'
import { reportBody, reportHtml } from '../report/html/report-html.ts'
import { reportJson } from '../report/json.ts'
import { reportMarkdown } from '../report/markdown/report-markdown.ts'
import { buildReport } from '../report/model/build.ts'
import type { Report } from '../report/model/report.ts'
import type { PrintPage } from '../report/pdf/print-pdf.ts'
import { redactReport } from '../report/redact/redact-report.ts'
import { knownNames } from './known-names.ts'
import type { OpenCase } from './open-case.ts'
import { reportMaterial } from './report-material.ts'

export type ReportFormat = 'html' | 'markdown' | 'json' | 'pdf'

export interface ReportFile {
  /** Text, or of a PDF its bytes; of a preview what stands in the body of its page. */
  readonly content: string | Uint8Array<ArrayBuffer>
  readonly style: string
  readonly redacted: readonly { readonly kind: RedactedKind; readonly count: number }[] | null
  readonly told: number
  readonly detailsLeftOut: number
}

/** How a report is made, beside what it says. */
export interface ReportMeans {
  readonly version: string
  readonly print: PrintPage
  /** Connections that were read, of all that are told in full. */
  readonly progress?: (done: number, total: number) => void
  readonly signal?: AbortSignal | undefined
}

/** A report on the open case, written. Throws a Failure, Aborted, or NoPdf. */
export async function reportFile(
  open: OpenCase,
  wish: Omit<ReportRequest, 'as'>,
  as: ReportFormat | 'preview',
  { version, print, progress = () => undefined, signal }: ReportMeans,
): Promise<ReportFile> {
  const material = await reportMaterial(open, version, wish, progress, signal)
  const whole = buildReport(material, { ...wish, madeAt: new Date() })
  const report =
    wish.redactWith === null
      ? whole
      : redactReport(whole, {
          key: wish.redactWith,
          names: knownNames(
            open,
            whole.connections.map(({ detail }) => detail.row.id),
          ),
          ownTitle: wish.title !== null,
        })
  return {
    content: await written(report, as, print, signal),
    style: as === 'preview' ? pageStyle : '',
    redacted: report.redaction && report.redaction.kinds,
    told: report.connections.length,
    detailsLeftOut: report.scope.detailsLeftOut,
  }
}

async function written(
  report: Report,
  as: ReportFormat | 'preview',
  print: PrintPage,
  signal: AbortSignal | undefined,
): Promise<string | Uint8Array<ArrayBuffer>> {
  switch (as) {
    case 'preview':
      return reportBody(report).toString()
    case 'html':
      return reportHtml(report)
    case 'markdown':
      return reportMarkdown(report)
    case 'json':
      return reportJson(report)
    case 'pdf':
      return new Uint8Array(await print(reportHtml(report), signal))
  }
}
