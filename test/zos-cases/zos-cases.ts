/**
 * `npm run zos-cases -- [folder] [part of a name]...`: opens every case of a folder as a user would and measures what is found against what
 * is known to be in it. Without a folder: the reference material beside the checkout.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sharedFolder } from '../support/shared-folder.ts'
import { AREAS, type Check, measureCase, measureListing } from './measure.ts'
import { openFiles } from '../support/open-files.ts'
import { readCases, type ZosCase } from './truth.ts'

/** Notes printed of one case. */
const MAX_NOTES = 12

const given = process.argv.slice(2)
const folder =
  given[0] !== undefined && existsSync(given[0]) ? (given.shift() ?? '') : join(sharedFolder ?? '', 'zos-cases')
if (!existsSync(folder)) {
  console.error(`zos-cases: there is no folder ${folder}; name one`)
  process.exit(2)
}

const all: Check[] = []
let whole = 0
const cases = readCases(folder).filter(({ name }) => given.length === 0 || given.some((part) => name.includes(part)))
for (const one of cases) {
  const checks = await measured(one)
  const missed = checks.filter(({ ok }) => !ok)
  all.push(...checks)
  if (missed.length === 0) whole++
  console.log(`${missed.length === 0 ? 'ok    ' : 'missed'} ${one.name}: ${counted(checks)}`)
  for (const { area, note } of missed.slice(0, MAX_NOTES)) console.log(`         ${area}: ${note}`)
  if (missed.length > MAX_NOTES) console.log(`         and ${missed.length - MAX_NOTES} more`)
}
console.log(`\n${whole} of ${cases.length} cases with nothing missed`)
for (const area of AREAS) console.log(`${area.padEnd(12)} ${score(all.filter((check) => check.area === area))}`)
console.log(`${'all'.padEnd(12)} ${score(all)}`)

async function measured({ truth, folder: at }: ZosCase): Promise<Check[]> {
  const document = (
    await openFiles(
      Object.values(truth.files).map((name) => join(at, name)),
      false,
    )
  ).document
  const listing = truth.files['gsk']
  const alone = listing === undefined ? [] : measureListing(truth, await openFiles([join(at, listing)], true))
  return [...alone, ...measureCase(truth, document)]
}

function counted(checks: readonly Check[]): string {
  return AREAS.map((area) => ({ area, of: checks.filter((check) => check.area === area) }))
    .filter(({ of }) => of.length > 0)
    .map(({ area, of }) => `${area} ${of.filter(({ ok }) => ok).length}/${of.length}`)
    .join(', ')
}

function score(checks: readonly Check[]): string {
  const found = checks.filter(({ ok }) => ok).length
  return `${String(found).padStart(5)} of ${String(checks.length).padStart(5)}${checks.length === 0 ? '' : `  ${((found / checks.length) * 100).toFixed(1)} %`}`
}
