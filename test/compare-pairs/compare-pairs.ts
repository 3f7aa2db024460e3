/**
 * `npm run compare-pairs [-- NAME...]`: each labelled failure beside its good counterpart. Right is a first meaningful difference at a path that the label's
 * words map to (what-changed.ts). Each recording is also compared with itself and the other way round. Pairs that cannot show what was changed are counted apart; those that
 * were looked at stand in sealed.json with what their bytes show. Without names, recordings of the same set-up, and captures and
 * traces of the same handshake, are compared as well.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compare } from '../../main/compare/compare.ts'
import type { AnalysisConnection } from '../../main/report/analysis/schema.ts'
import { sharedFolder } from '../support/shared-folder.ts'
import { connectionOf, type Label } from './recorded-connection.ts'
import { compareSameHandshake } from './same-handshake.ts'
import { compareSameSetUp } from './same-set-up.ts'
import { pathsOf } from './what-changed.ts'

const SEALED = JSON.parse(readFileSync(join(import.meta.dirname, 'sealed.json'), 'utf8')) as Readonly<
  Record<string, string>
>

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
        `- ${file} ${cause}: ${SEALED[file] ?? 'what was changed is under keys that neither comes with.'} ${whatChanged}`,
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
  if (wanted.length === 0) {
    await compareSameSetUp(folder, labels)
    await compareSameHandshake(join(sharedFolder, 'zos-cases'))
  }
}

function showsCertificate({ certificates }: AnalysisConnection): boolean {
  return certificates.length > 0
}
