import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analysisParts } from '../engine/analysis.ts'
import { Engine } from '../engine/engine.ts'
import type { AnalysisConnection } from '../report/analysis/schema.ts'
import type { Chosen } from '../report/comparison/document.ts'
import type { ChosenSettings } from '../report/comparison/settings-document.ts'
import { gskopeVersion } from './version.ts'

/** Connections are read from the index as they are asked for: a capture may have a million. */
export type Connections = Iterable<AnalysisConnection>

/** `trace.txt#3`; a file may have a # of its own, so only digits behind the last one count. */
export interface Named {
  readonly files: readonly string[]
  /** Of a connection in the analysis document. */
  readonly number: number | undefined
}

export function named(argument: string): Named & { readonly file: string } {
  const [, file = argument, digits] = /^(.+)#(\d{1,9})$/.exec(argument) ?? []
  return { file, files: [file], number: digits === undefined ? undefined : Number(digits) }
}

/** The connection that is named, or that `pick` takes; of a file without connections the settings that it holds. */
export async function comparedIn(
  { files, number }: Named,
  pick: (all: Connections) => AnalysisConnection | undefined,
): Promise<Chosen | ChosenSettings> {
  const home = mkdtempSync(join(tmpdir(), 'gskope-compare-'))
  const engine = new Engine({ home, version: gskopeVersion() })
  try {
    await engine.openAs(join(home, 'case.gskope'), files)
    await engine.idle()
    const file = files.join(', ')
    const { sources, connections: count } = engine.state()
    if (count === 0) {
      const { settings } = engine.case.configured
      if (number === undefined && holdsSettings(settings)) return { file, settings }
      const problem = sources.find((source) => source.problem)?.problem
      throw new Error(
        problem
          ? `${problem.text} ${problem.nextStep}`
          : `${file}: there is neither a connection nor a policy or key ring to compare.`,
      )
    }
    const all = analysisParts(engine.case, gskopeVersion(), () => false).connections
    const connection = number === undefined ? pick(all) : withNumber(all, number)
    if (connection) return { file, connection }
    if (number === undefined)
      throw new Error(`${file}: none of its ${count} connections is established. Name one as FILE#number.`)
    throw new Error(`${file}: there is no connection ${number}; it has ${count}. \`gskope analyze\` numbers them.`)
  } finally {
    await engine.close()
    rmSync(home, { recursive: true, force: true })
  }
}

const holdsSettings = ({ policies, rings }: ChosenSettings['settings']): boolean =>
  policies.length > 0 || rings.length > 0

function withNumber(all: Connections, number: number): AnalysisConnection | undefined {
  for (const one of all) if (one.id === number) return one
  return undefined
}
