import { analysisReader } from '../engine/analysis-reader.ts'
import { numbersOf } from '../engine/connection-numbers.ts'
import type { OpenCase } from '../engine/open-case.ts'
import type { AnalysisConnection } from '../report/analysis/schema.ts'
import type { Chosen } from '../report/comparison/document.ts'
import type { ChosenSettings } from '../report/comparison/settings-document.ts'
import { caseOfFiles } from './case-of-files.ts'

/** Chooses a connection of an indexed case by its id, through the index: a capture may have a million. */
export type Pick = (open: OpenCase) => number | undefined | Promise<number | undefined>

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
export function comparedIn({ files, number }: Named, pick: Pick): Promise<Chosen | ChosenSettings> {
  return caseOfFiles(files, async (engine) => {
    const file = files.join(', ')
    const { sources, connections: count } = engine.state()
    if (count === 0) {
      const { settings } = engine.case.setUp.configured
      if (number === undefined && holdsSettings(settings)) return { file, settings }
      const problem = sources.find((source) => source.problem)?.problem
      throw new Error(
        problem
          ? `${problem.text} ${problem.nextStep}`
          : `${file}: there is neither a connection nor a policy or key ring to compare.`,
      )
    }
    const id = await (number === undefined ? pick(engine.case) : idOf(engine.case, number))
    const connection = id === undefined ? undefined : await connectionOf(engine.case, id)
    if (connection) return { file, connection }
    if (number === undefined)
      throw new Error(`${file}: none of its ${count} connections is established. Name one as FILE#number.`)
    throw new Error(`${file}: there is no connection ${number}; it has ${count}. \`gskope analyze\` numbers them.`)
  })
}

const holdsSettings = ({ policies, rings }: ChosenSettings['settings']): boolean =>
  policies.length > 0 || rings.length > 0

/** Connections are numbered from 1 in order of start, as the analysis document numbers them. */
async function idOf(open: OpenCase, number: number): Promise<number | undefined> {
  const offset = number - 1
  return (await open.list.page({ terms: [], order: 'start', descending: false, offset, limit: 1 })).ids[0]
}

async function connectionOf(open: OpenCase, id: number): Promise<AnalysisConnection | undefined> {
  const numbers = await numbersOf(open, new Set([id]), undefined)
  return analysisReader(open)(id, numbers.get(id) ?? 0)
}
