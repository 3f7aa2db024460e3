import { isAbsolute, resolve } from 'node:path'
import type { ReportReply, ReportRequest } from '../../../preload/contract/report.ts'
import { NoPdf, type PrintPage } from '../../report/pdf/print-pdf.ts'
import { type Answers, Failure } from '../answer.ts'
import { Aborted } from '../breathe.ts'
import { reportFile, type ReportFile } from '../report-file.ts'
import { Throttle } from '../throttle.ts'
import { AlreadyThere, NotWritten, writeBeside } from '../write-beside.ts'
import type { CaseHolder } from './connection.ts'

const ENDINGS = { preview: 'html', html: 'html', markdown: 'md', json: 'json', pdf: 'pdf' } as const

/** Windows hear of a long report ten times a second. */
const PROGRESS_MS = 100

/** `report.*`: what leaves the house. */
export function reportAnswers(
  engine: CaseHolder,
  version: string,
  print: PrintPage,
  told: (progress: { readonly done: number; readonly total: number }) => void,
) {
  const made = async ({ as, ...wish }: ReportRequest, signal: AbortSignal | undefined): Promise<ReportFile> => {
    const latest = { done: 0, total: 0 }
    const throttle = new Throttle(PROGRESS_MS, () => told({ ...latest }))
    const progress = (done: number, total: number): void => {
      Object.assign(latest, { done, total })
      throttle.ask()
    }
    try {
      return await reportFile(engine.case, wish, as, { version, print, progress, signal })
    } catch (error) {
      if (signal?.aborted) throw new Aborted('The request was taken back.')
      if (error instanceof NoPdf) throw new Failure('failed', error.message)
      throw error
    } finally {
      throttle.stop()
    }
  }
  return {
    'report.make': async (request, signal): Promise<ReportReply> => {
      const { redacted, ...file } = await made(request, signal)
      return { ...file, name: `gskope-report.${ENDINGS[request.as]}`, redacted: redacted && [...redacted] }
    },
    'report.save': async ({ path, replace, ...request }, signal) => {
      if (!isAbsolute(path)) throw new Failure('invalid', `${path}: give the whole path of the file, from the root on.`)
      const file = resolve(path)
      let bytes = 0
      try {
        await writeBeside(file, replace, async (write) => {
          const { content } = await made(request, signal)
          bytes = Buffer.byteLength(content)
          await write(content)
        })
      } catch (error) {
        if (error instanceof AlreadyThere) return { file, saved: false, bytes: 0 }
        if (error instanceof NotWritten) throw new Failure('failed', error.message)
        throw error
      }
      return { file, saved: true, bytes }
    },
  } satisfies Partial<Answers>
}
