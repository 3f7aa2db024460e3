/**
 * `npm run score -- [failures|zos-cases|captures]... [part of a name]... [--list]`: how often the cause is found, over recordings whose
 * cause somebody arranged, with and without their key logs, and whether healthy connections are left in peace.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedFolder } from '../support/shared-folder.ts'
import { readCases } from '../zos-cases/truth.ts'
import { findingsOf, type Judged } from './findings-of.ts'
import knownNotShown from './not-shown.json' with { type: 'json' }
import { type Sample, Tally } from './tally.ts'

const given = process.argv.slice(2)
const list = given.includes('--list')
const parts = ['failures', 'zos-cases', 'captures'].filter(
  (part) => given.includes(part) || !given.some((word) => ['failures', 'zos-cases', 'captures'].includes(word)),
)
const names = given.filter((word) => !word.startsWith('--') && !['failures', 'zos-cases', 'captures'].includes(word))
const wanted = (name: string): boolean => names.length === 0 || names.some((part) => name.includes(part))

if (sharedFolder === undefined) {
  console.error('score: the reference material is not beside the checkout')
  process.exit(2)
}
const shared = sharedFolder
if (parts.includes('failures')) await scoreFailures(join(shared, 'failures'))
if (parts.includes('zos-cases')) await scoreCases(join(shared, 'zos-cases'))
if (parts.includes('captures')) await scoreCaptures(join(shared, 'captures'))

interface NotShown {
  readonly recordings: readonly string[]
  readonly keys: 'with' | 'without' | 'both'
  readonly bytes: string
  readonly reason: string
}

/** Known of recordings that do not show their cause, with the bytes and the reason. */
function notShown(id: string, withKeys: boolean): string | undefined {
  const found = (knownNotShown as readonly NotShown[]).find(
    ({ recordings, keys }) => recordings.includes(id) && (keys === 'both' || keys === (withKeys ? 'with' : 'without')),
  )
  return found && `${found.bytes}: ${found.reason}`
}

interface Label {
  readonly id: string
  readonly file: string
  readonly keylog?: string
  readonly cause: string
  readonly variant?: string | null
  readonly detectedBy: string | null
  readonly clientImpl: string
  readonly serverImpl: string
}

async function scoreFailures(folder: string): Promise<void> {
  const labels = (JSON.parse(readFileSync(join(folder, 'labels.json'), 'utf8')) as Label[]).filter(
    ({ id, cause }) => wanted(id) || names.includes(cause),
  )
  for (const withKeys of [false, true]) {
    const tally = new Tally()
    for (const label of labels) {
      const { file, keylog, id, cause } = label
      const judged = await findingsOf(
        [join(folder, file)],
        withKeys && keylog !== undefined ? [join(folder, keylog)] : [],
      )
      const sample: Sample = {
        name: `${id} ${label.clientImpl} to ${label.serverImpl}${label.variant ? `, ${label.variant}` : ''}`,
        causes: cause === 'ok' ? [] : [cause],
        detectedBy: label.detectedBy ?? undefined,
        notShown: notShown(id, withKeys),
      }
      tally.add(
        sample,
        outcomeOf(judged),
        judged.flatMap(({ findings }) => findings),
      )
    }
    tally.print(`failures ${withKeys ? 'with' : 'without'} key logs`, list)
  }
}

/** A recording holds one connection; attempts that fail are several. */
function outcomeOf(judged: readonly Judged[]): string {
  return judged.map(({ row }) => row.outcome).join(' ')
}

async function scoreCases(folder: string): Promise<void> {
  const tally = new Tally()
  for (const { name, folder: at, truth } of readCases(folder).filter(({ name }) => wanted(name))) {
    const { keys } = truth.files
    const judged = await findingsOf(
      Object.values(truth.files).map((file) => join(at, file)),
      keys === undefined ? [] : [join(at, keys)],
    )
    for (const connection of truth.connections) {
      const found = judged.find(
        ({ row }) => row.client !== undefined && `${row.client.address} ${row.client.port}` === connection.client,
      )
      if (connection.cause === null && connection.outcome !== 'established') continue
      tally.add(
        {
          name: `${name} ${connection.client}`,
          causes: connection.cause === null ? [] : [connection.cause, ...connection.alsoAcceptable],
          detectedBy: undefined,
        },
        found?.row.outcome ?? 'not found',
        found?.findings ?? [],
      )
    }
  }
  tally.print('z/OS cases', list)
}

/** Captures of unknown cause: nothing sure may be said of what was established. */
async function scoreCaptures(folder: string): Promise<void> {
  const files = readdirSync(folder).filter((name) => /\.(pcap|pcapng|cap|trc|snoop)(\.gz)?$/.test(name) && wanted(name))
  let established = 0
  let alarms = 0
  let failed = 0
  let explained = 0
  for (const name of files) {
    const path = join(folder, name)
    if (!existsSync(path)) continue
    for (const { row, findings } of await findingsOf([path])) {
      const sure = findings.filter(({ confidence }) => confidence !== 'possible')
      if (row.outcome === 'failed') {
        failed++
        if (sure.length > 0) explained++
        if (list) console.log(`  ${name} ${row.id} ${row.signature}: ${said(findings)}`)
        continue
      }
      if (row.outcome !== 'established') continue
      established++
      if (sure.length === 0) continue
      alarms++
      console.log(`  false alarm: ${name} ${row.id} ${row.signature}: ${said(findings)}`)
    }
  }
  console.log(
    `captures: ${established} established connections, ${alarms} false alarms; ${failed} failed ones, ${explained} with a cause likely at least`,
  )
}

function said(findings: Judged['findings']): string {
  return findings.map(({ cause, confidence }) => `${cause} (${confidence})`).join(', ')
}
