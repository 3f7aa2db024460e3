import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Aborted } from '../engine/breathe.ts'
import { Engine } from '../engine/engine.ts'
import { say } from './fail.ts'
import { ProgressBar } from './progress-bar.ts'
import { gskopeVersion } from './version.ts'

export interface CaseOptions {
  /** A case file to keep; without one the index is of this run alone. */
  readonly caseFile?: string | undefined
  readonly embeddedSecrets?: boolean
}

/**
 * Opens files as a case, a single `.gskope` as the case it is, and hands it to `use` once all is read. Ctrl-C stops reading and aborts the
 * signal; what fails after it is Aborted. Nothing temporary is left, however it ends.
 */
export async function caseOfFiles<T>(
  files: readonly string[],
  use: (engine: Engine, signal: AbortSignal) => Promise<T>,
  { caseFile, embeddedSecrets = true }: CaseOptions = {},
): Promise<T> {
  const temporary = mkdtempSync(join(tmpdir(), 'gskope-'))
  const engine = new Engine({ home: temporary, version: gskopeVersion(), embeddedSecrets })
  const bar = new ProgressBar()
  const stop = new AbortController()
  const interrupt = (): void => {
    stop.abort()
    for (const source of engine.state().sources) void engine.request('case.cancel', { source: source.id })
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  engine.on('ingest.progress', (progress) => bar.show(progress))
  try {
    const [only] = files
    if (caseFile === undefined && files.length === 1 && only?.endsWith('.gskope')) await engine.open([only])
    else await engine.openAs(caseFile ?? join(temporary, 'case.gskope'), files)
    await engine.idle()
    bar.clear()
    if (stop.signal.aborted) throw new Aborted('interrupted')
    return await use(engine, stop.signal)
  } catch (error) {
    if (stop.signal.aborted) throw new Aborted('interrupted')
    throw error
  } finally {
    bar.clear()
    process.removeListener('SIGINT', interrupt)
    process.removeListener('SIGTERM', interrupt)
    await engine.close().finally(() => rmSync(temporary, { recursive: true, force: true }))
  }
}

/** Says which sources could not be read, or not whole, and what to do about it. */
export function sayProblems(engine: Engine): void {
  for (const { problem } of engine.state().sources) if (problem) say(`${problem.text} ${problem.nextStep}`)
}
