import { compare } from '../../main/compare/compare.ts'
import type { AnalysisConnection } from '../../main/report/analysis/schema.ts'
import { connectionOf, type Label } from './recorded-connection.ts'

/** Good recordings of which both ends were started alike: the first of each beside all others. Differences that matter are printed. */
export async function compareSameSetUp(folder: string, labels: readonly Label[]): Promise<void> {
  const groups = Map.groupBy(
    labels.filter(({ cause }) => cause === 'ok'),
    ({ clientConfig, serverConfig }) => JSON.stringify([clientConfig, serverConfig]),
  )
  let same = 0
  let counted = 0
  for (const [first, ...again] of groups.values()) {
    if (!first || again.length === 0) continue
    const one = await connectionOf(folder, first.file, 'established')
    for (const { file } of again) {
      const other = await connectionOf(folder, file, 'established')
      counted++
      const told = one && other && difference(one, other)
      if (one && other && told === undefined) same++
      else console.log(`- ${first.file} and ${file}, started alike: ${told ?? 'one of them shows no connection'}`)
    }
  }
  console.log(`${same} of ${counted} recordings of the same set-up are the same in all that matters`)
}

function difference(one: AnalysisConnection, other: AnalysisConnection): string | undefined {
  const { differences, first, summary } = compare(one, other)
  return first === null ? undefined : `${differences[first]?.path ?? ''}: ${summary}`
}
