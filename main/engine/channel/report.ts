import type { ReportReply } from '../../../preload/contract/report.ts'
import { NoPdf } from '../../report/pdf/print-pdf.ts'
import { type Answers, Failure } from '../answer.ts'
import { reportFile } from '../report-file.ts'
import type { CaseHolder } from './connection.ts'

const ENDINGS = { preview: 'html', html: 'html', markdown: 'md', json: 'json', pdf: 'pdf' } as const

/** `report.*`: what leaves the house. */
export function reportAnswers(engine: CaseHolder, version: string) {
  return {
    'report.make': async ({ as, ...wish }, signal): Promise<ReportReply> => {
      try {
        const { redacted, ...file } = await reportFile(engine.case, version, wish, as, signal)
        return { ...file, name: `gskope-report.${ENDINGS[as]}`, redacted: redacted && [...redacted] }
      } catch (error) {
        if (error instanceof NoPdf) throw new Failure('failed', error.message)
        throw error
      }
    },
  } satisfies Partial<Answers>
}
