/**
 * `npm run oracle -- [--decrypted] [part of a name]...`: analyses every capture of the reference material and compares with tshark's reading
 * of it. Prints what differs and is not explained; fails if anything is, or if an explanation explains nothing any more.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openFiles } from '../support/open-files.ts'
import { sharedFolder } from '../support/shared-folder.ts'
import { AREAS, compare, type Counts, type Difference } from './compare.ts'
import { explains, readExplanations } from './explained.ts'
import type { TsharkReading } from './tshark-document.ts'

/** Differences printed of one capture. */
const MAX_PRINTED = 20
/** Captures at work at a time: each waits for its threads to start. */
const AT_ONCE = 2

const given = process.argv.slice(2)
const keys = given.includes('--decrypted') ? 'decrypted' : 'plain'
const parts = given.filter((one) => !one.startsWith('--'))
if (!sharedFolder) {
  console.error('oracle: the reference material is not there')
  process.exit(2)
}
const captures = join(sharedFolder, 'captures')
const ending = keys === 'decrypted' ? '.decrypted.json' : '.json'

const names = readdirSync(join(captures, 'expected'))
  .filter((name) => name.endsWith(ending) && (keys === 'decrypted' || !name.endsWith('.decrypted.json')))
  .map((name) => name.slice(0, -ending.length))
  .filter(
    (name) => existsSync(join(captures, name)) && (parts.length === 0 || parts.some((part) => name.includes(part))),
  )

const explanations = readExplanations().filter((one) => one.keys === undefined || one.keys === keys)
/** `${index of the explanation} ${capture}` of those that explained something. */
const used = new Set<string>()
const total = Object.fromEntries(AREAS.map((area) => [area, { said: 0, agreed: 0 }])) as Counts
let alike = 0
let explained = 0
let unexplained = 0

const waiting = names.values()
await Promise.all(Array.from({ length: AT_ONCE }, work))

async function work(): Promise<void> {
  for (const name of waiting) {
    const reading = JSON.parse(readFileSync(join(captures, 'expected', name + ending), 'utf8')) as TsharkReading
    const capture = join(captures, name)
    const keyLog = `${capture}.keys`
    const paths = keys === 'decrypted' && existsSync(keyLog) ? [capture, keyLog] : [capture]
    // tshark's reading without keys leaves the secrets inside a capture aside too.
    const { document } = await openFiles(paths, false, keys === 'decrypted')
    const { differences, counts } = compare(reading, document)
    for (const area of AREAS) {
      total[area].said += counts[area].said
      total[area].agreed += counts[area].agreed
    }
    if (differences.length === 0) alike += 1
    report(
      name,
      differences.filter((difference) => !isExplained(name, difference)),
    )
  }
}

function isExplained(name: string, difference: Difference): boolean {
  const found = explanations.findIndex((one) => explains(one, name, keys, difference))
  if (found < 0) return false
  used.add(`${found} ${name}`)
  explained += 1
  return true
}

function report(name: string, differences: readonly Difference[]): void {
  if (differences.length === 0) return
  unexplained += differences.length
  console.log(`${name}: ${differences.length}`)
  for (const { area, stream, text } of differences.slice(0, MAX_PRINTED))
    console.log(`  ${stream === undefined ? '' : `stream ${stream}, `}${area} ${text}`)
  if (differences.length > MAX_PRINTED) console.log(`  and ${differences.length - MAX_PRINTED} more`)
}

const stale = explanations.flatMap((one, index) =>
  one.captures.filter((name) => names.includes(name) && !used.has(`${index} ${name}`)).map((name) => ({ name, one })),
)
for (const { name, one } of stale) console.log(`explains nothing any more: ${name}: ${one.says.join(' | ')}`)

console.log(`\n${alike} of ${names.length} captures read as tshark reads them`)
for (const area of AREAS) {
  const { said, agreed } = total[area]
  const share = said === 0 ? '' : `${((agreed / said) * 100).toFixed(2)} %`
  console.log(`${area.padEnd(13)}${String(agreed).padStart(6)} of ${String(said).padStart(6)}  ${share}`)
}
console.log(`differences: ${explained} explained, ${unexplained} not, ${stale.length} stale explanations`)
if (unexplained > 0 || stale.length > 0) process.exitCode = 1
