/**
 * `npm run export-roundtrip -- [part of a name]...`: exports every capture and z/OS case, reads the export back and compares; where tshark is
 * installed, its reading of both too. Fails where something differs that is not stated to (compare-documents.ts, known.json).
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFiles } from '../support/open-files.ts'
import { sharedFolder } from '../support/shared-folder.ts'
import { readCases } from '../zos-cases/truth.ts'
import { compareDocuments, type Counts, type Difference, type Kind } from './compare-documents.ts'
import { exportOf } from './exported.ts'
import { hasTshark, tsharkReading } from './tshark.ts'

interface Known {
  readonly name: string
  /** The beginning of what differs; absent: all that does. */
  readonly what?: string
  readonly reason: string
}

interface Trial {
  readonly name: string
  readonly paths: readonly string[]
  readonly kind: Kind
  /** What tshark opens as it is. */
  readonly capture: string | undefined
}

const MAX_PRINTED = 6
const MAX_VALUE = 300
const CAPTURE = /\.(pcap|pcapng|cap|snoop|enc|gz|zst|cap1|trc1)$/

const known = JSON.parse(readFileSync(join(import.meta.dirname, 'known.json'), 'utf8')) as readonly Known[]
const parts = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'gskope-roundtrip-'))
const totals = { gskope: { same: 0, compared: 0 }, tshark: { same: 0, compared: 0 } }
let whole = 0
let explained = 0
let failed = 0
let tried = 0
let empty = 0

try {
  for (const trial of trials())
    if (parts.length === 0 || parts.some((part) => trial.name.includes(part))) await tryOne(trial)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(
  `\n${tried} exported, ${empty} without a connection; ${whole} the same in all, ${explained} with stated differences, ${failed} with others`,
)
console.log(`gskope  ${rate(totals.gskope)}`)
console.log(hasTshark ? `tshark  ${rate(totals.tshark)}` : 'tshark  not installed: left out')
process.exitCode = failed > 0 ? 1 : 0

function* trials(): Generator<Trial> {
  const fixtures = join(import.meta.dirname, '../fixture/capture')
  for (const name of readdirSync(fixtures).filter((one) => CAPTURE.test(one)))
    yield {
      name: `fixture/${name}`,
      paths: withKeys(join(fixtures, name)),
      kind: 'packets',
      capture: join(fixtures, name),
    }
  if (sharedFolder === undefined)
    return console.log('the reference material is not there: captures and z/OS cases are left out')
  const captures = join(sharedFolder, 'captures')
  for (const name of readdirSync(captures).filter((one) => CAPTURE.test(one)))
    yield {
      name: `captures/${name}`,
      paths: withKeys(join(captures, name)),
      kind: 'packets',
      capture: join(captures, name),
    }
  for (const { name, folder: at, truth } of readCases(join(sharedFolder, 'zos-cases'))) {
    for (const [what, file] of Object.entries(truth.files)) {
      const path = join(at, file)
      if (what === 'capture') yield { name: `zos-cases/${name}/${file}`, paths: [path], kind: 'packets', capture: path }
      else if (what === 'gsk')
        yield { name: `zos-cases/${name}/${file}`, paths: [path], kind: 'synthetic', capture: undefined }
      else if (/packet/i.test(what))
        yield { name: `zos-cases/${name}/${file}`, paths: [path], kind: 'packets', capture: undefined }
    }
  }
}

function withKeys(capture: string): string[] {
  const keys = `${capture}.keys`
  return existsSync(keys) ? [capture, keys] : [capture]
}

async function tryOne({ name, paths, kind, capture }: Trial): Promise<void> {
  const target = join(folder, 'export.pcapng')
  const { document, told } = await exportOf(paths, target)
  if (!told) {
    empty++
    return
  }
  tried++
  const exported = (await openFiles([target], false)).document
  const differences: Difference[] = compareDocuments(document, exported, kind, totals.gskope)
  if (hasTshark)
    differences.push(
      ...byTshark(
        capture,
        paths,
        target,
        exported.connections.some(({ messages }) => messages.length > 0),
      ),
    )
  const reasons = differences.map(
    ({ what }) => known.find((one) => name.includes(one.name) && what.startsWith(one.what ?? ''))?.reason,
  )
  const open = differences.filter((_, at) => reasons[at] === undefined)
  if (differences.length === 0) whole++
  else if (open.length === 0) explained++
  else failed++
  if (open.length === 0 && told.length === 0 && parts.length === 0) return
  console.log(`${open.length > 0 ? 'differs' : 'ok     '} ${name}`)
  for (const one of told) console.log(`         told: ${one}`)
  for (const { connection, what, original: one, exported: other } of open.slice(0, MAX_PRINTED))
    console.log(`         #${connection} ${what}\n           - ${short(one)}\n           + ${short(other)}`)
  if (open.length > MAX_PRINTED) console.log(`         and ${open.length - MAX_PRINTED} more`)
  for (const reason of new Set(reasons.filter((one) => one !== undefined))) console.log(`         stated: ${reason}`)
}

function byTshark(
  capture: string | undefined,
  paths: readonly string[],
  target: string,
  hasTls: boolean,
): Difference[] {
  const after = tsharkReading(target, undefined) ?? new Map<string, readonly string[]>()
  if (capture === undefined) {
    // Of what tshark cannot read in its own form: that the export is TLS to it.
    totals.tshark.compared++
    const seen = after.size > 0 || !hasTls
    if (seen) totals.tshark.same++
    return seen ? [] : [{ connection: 0, what: 'tshark: no TLS in the export', original: hasTls, exported: false }]
  }
  const before = tsharkReading(capture, paths[1])
  if (!before) return []
  const differences: Difference[] = []
  for (const [key, said] of after) {
    totals.tshark.compared++
    if (JSON.stringify(before.get(key)) === JSON.stringify(said)) totals.tshark.same++
    else differences.push({ connection: 0, what: `tshark: ${key}`, original: before.get(key), exported: said })
  }
  return differences
}

function rate({ same, compared }: Counts): string {
  return `${same} of ${compared} the same${compared === 0 ? '' : ` (${((same / compared) * 100).toFixed(2)} %)`}`
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text
}
