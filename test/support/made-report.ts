import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ReportRequest } from '../../preload/contract/report.ts'
import { REPORT_SECTIONS } from '../../preload/contract/report-section.ts'
import { Engine } from '../../main/engine/engine.ts'
import { type ReportFormat, reportFile } from '../../main/engine/report-file.ts'
import { printPdf } from '../../main/report/pdf/print-pdf.ts'

const WISH: Omit<ReportRequest, 'as'> = {
  connections: [],
  filter: '',
  comparison: null,
  sections: [...REPORT_SECTIONS],
  title: null,
  author: null,
  redactWith: null,
}

/** Reports on files, made as the command makes them. */
export interface ReportMaker {
  readonly engine: Engine
  /** Ids of its connections in order of start. */
  readonly ids: () => Promise<readonly number[]>
  /** What differs from one run to the next (dates, durations, folders) is put in place. */
  readonly make: (as: Exclude<ReportFormat, 'pdf'>, wish?: Partial<ReportRequest>) => Promise<string>
}

/** Opens copies of the files, so that their folder is nobody's; closed after the test. */
export async function reportMaker(...files: readonly string[]): Promise<ReportMaker> {
  const folder = mkdtempSync(join(tmpdir(), 'gskope-report-'))
  const sources = join(folder, 'sources')
  mkdirSync(sources)
  for (const file of files) copyFileSync(file, join(sources, basename(file)))
  const engine = new Engine({ home: join(folder, 'home'), version: '0.0.0' })
  onTestFinished(async () => {
    await engine.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  await engine.openAs(
    join(folder, 'case.gskope'),
    files.map((file) => join(sources, basename(file))),
  )
  await engine.idle()
  return {
    engine,
    ids: async () =>
      (await engine.case.list.page({ terms: [], order: 'start', descending: false, offset: 0, limit: 100 })).ids,
    make: async (as, wish = {}) => {
      const { content } = await reportFile(engine.case, { ...WISH, ...wish }, as, { version: '0.0.0', print: printPdf })
      return steady(String(content), folder)
    },
  }
}

function steady(text: string, folder: string): string {
  return text
    .replaceAll(folder, '/cases')
    .replace(/("madeAt": ")[^"]+/, '$12026-01-02T03:04:05.678Z')
    .replace(/("indexedInMs": )\d+/g, '$10')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC(?=.*gskope 0\.0\.0|<\/p><\/div>)/g, '2026-01-02 03:04 UTC')
}
