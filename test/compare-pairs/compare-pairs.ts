/**
 * `npm run compare-pairs [-- NAME...]`: each labelled failure beside its good counterpart. Right is a first meaningful difference at a path that the label's
 * words map to (what-changed.ts). Each recording is also compared with itself and the other way round.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compare } from '../../main/compare/compare.ts'
import type { AnalysisConnection } from '../../main/report/analysis/schema.ts'
import { sharedFolder } from '../support/shared-folder.ts'
import { openFiles } from '../support/open-files.ts'
import { pathsOf } from './what-changed.ts'

interface Label {
  readonly file: string
  readonly cause: string
  readonly pairedGood?: string
  readonly whatChanged?: string
}

if (sharedFolder === undefined) {
  console.log('compare-pairs: the labelled recordings are not beside the checkout; left out')
} else {
  const folder = join(sharedFolder, 'failures')
  const labels = JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')) as readonly Label[]
  const wanted = process.argv.slice(2)
  let right = 0
  let counted = 0
  let sealed = 0
  for (const { file, cause, pairedGood, whatChanged } of labels) {
    if (pairedGood === undefined || whatChanged === undefined || cause === 'ok') continue
    if (wanted.length > 0 && !wanted.some((name) => file.startsWith(name) || cause === name)) continue
    const bad = await connectionOf(folder, file, 'failed')
    const good = await connectionOf(folder, pairedGood, 'established')
    counted++
    if (!bad || !good) {
      console.log(`- ${file} ${cause}: ${bad ? 'the good one' : 'the failed one'} shows no connection. ${whatChanged}`)
      continue
    }
    const { differences, first, summary } = compare(bad, good)
    const path = differences[first ?? -1]?.path
    const expected = pathsOf(whatChanged)
    const isRight = path !== undefined && (expected?.some((one) => path === one || path.startsWith(`${one}.`)) ?? false)
    if (isRight) right++
    else if (expected?.[0]?.startsWith('certificate') && !showsCertificate(bad) && !showsCertificate(good)) {
      sealed++
      console.log(
        `- ${file} ${cause}: what was changed is under keys that neither recording comes with. ${whatChanged}`,
      )
    } else console.log(`- ${file} ${cause}: ${path ?? 'nothing'}: ${summary}\n    ${whatChanged}`)
    const own = compare(bad, bad)
    const mirrored = compare(good, bad)
    if (own.first !== null) console.log(`- ${file} differs from itself: ${own.summary}`)
    if (mirrored.differences[mirrored.first ?? -1]?.path !== path)
      console.log(`- ${file} is not mirrored: ${mirrored.summary}`)
  }
  console.log(
    `${right} of ${counted} pairs name what was changed first; ${sealed} of the others encrypt it (TLS 1.3 without a key log)`,
  )
}

function showsCertificate({ certificates }: AnalysisConnection): boolean {
  return certificates.length > 0
}

/** The one that failed, or else the longest. */
async function connectionOf(
  folder: string,
  file: string,
  outcome: AnalysisConnection['outcome'],
): Promise<AnalysisConnection | undefined> {
  const paths = [join(folder, file), join(folder, file.replace(/\.\w+$/, '.keylog'))].filter((path) => existsSync(path))
  const { connections } = (await openFiles(paths, false)).document
  const longest = connections.toSorted((one, other) => other.messages.length - one.messages.length)
  return longest.find((one) => one.outcome === outcome) ?? longest[0]
}
