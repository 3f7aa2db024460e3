import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Engine } from '../../main/engine/engine.ts'
import { exportFile } from '../../main/engine/export/export-file.ts'

/** Opens files as a case and exports all of its connections; undefined where there is none. */
export async function exportOf(paths: readonly string[], target: string): Promise<{ readonly told: readonly string[] } | undefined> {
  const home = mkdtempSync(join(tmpdir(), 'gskope-roundtrip-'))
  const engine = new Engine({ home, version: '0' })
  try {
    await engine.openAs(join(home, 'case.gskope'), paths)
    await engine.idle()
    if (engine.state().connections === 0) return undefined
    return await exportFile(engine.case, {
      target,
      form: 'pcapng',
      ids: undefined,
      secrets: true,
      messages: false,
      replace: true,
      version: '0',
      progress: () => undefined,
      signal: undefined,
    })
  } finally {
    await engine.close()
    rmSync(home, { recursive: true, force: true })
  }
}
