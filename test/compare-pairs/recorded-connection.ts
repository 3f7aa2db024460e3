import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AnalysisConnection } from '../../main/report/analysis/schema.ts'
import { openFiles } from '../support/open-files.ts'

/** A labelled recording. */
export interface Label {
  readonly file: string
  readonly cause: string
  readonly clientConfig: string
  readonly serverConfig: string
  readonly pairedGood?: string
  readonly whatChanged?: string
}

/** The connection of a recording that ended so, or else the longest; with its key log where it has one. */
export async function connectionOf(
  folder: string,
  file: string,
  outcome: AnalysisConnection['outcome'],
): Promise<AnalysisConnection | undefined> {
  const paths = [join(folder, file), join(folder, file.replace(/\.\w+$/, '.keylog'))].filter((path) => existsSync(path))
  const { connections } = (await openFiles(paths, false)).document
  const longest = connections.toSorted((one, other) => other.messages.length - one.messages.length)
  return longest.find((one) => one.outcome === outcome) ?? longest[0]
}
