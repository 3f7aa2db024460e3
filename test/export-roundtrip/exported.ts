import { exportFile } from '../../main/engine/export/export-file.ts'
import type { AnalysisDocument } from '../../main/report/analysis/schema.ts'
import { openFiles } from '../support/open-files.ts'

export interface Exported {
  readonly document: AnalysisDocument
  /** What the export says that it left out; undefined where there was no connection to export. */
  readonly told: readonly string[] | undefined
}

/** Opens files as a case, says what is in it, and exports all of its connections. */
export async function exportOf(paths: readonly string[], target: string): Promise<Exported> {
  let told: readonly string[] | undefined
  const { document } = await openFiles(paths, false, true, async (engine) => {
    if (engine.state().connections === 0) return
    const exported = await exportFile(engine.case, {
      target,
      form: 'pcapng',
      ids: undefined,
      secrets: true,
      redactWith: undefined,
      messages: false,
      replace: true,
      version: '0',
      progress: () => undefined,
      signal: undefined,
    })
    told = exported.told
  })
  return { document, told }
}
