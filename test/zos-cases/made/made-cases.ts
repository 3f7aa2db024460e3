/**
 * `npm run made-cases -- [seed] [id or cause]...`: every labelled recording again as an incident on z/OS. Its capture without a key
 * log stands beside a trace and a log written from it, with words that no reader knows and clocks that are wrong; the connection must be one,
 * and its outcome and cause as arranged.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnalysisConnection } from '../../../main/report/analysis/schema.ts'
import { Random } from '../../fuzz/random.ts'
import { FORMS, LAYOUTS } from '../../support/listing-form.ts'
import { openFiles } from '../../support/open-files.ts'
import { sharedFolder } from '../../support/shared-folder.ts'
import { type HostView, logOf, traceOf } from './host-sources.ts'

interface Label {
  readonly id: string
  readonly file: string
  readonly keylog?: string
  readonly cause: string
  readonly detectedBy: 'client' | 'server' | 'network' | null
}

/** What System SSL or AT-TLS says where it is the one that ends the handshake; others have no code that is known. */
const RETURN_CODES: Readonly<Record<string, number>> = {
  'no-common-cipher': 402,
  'no-common-version': 412,
  'no-common-group': 517,
  'certificate-expired': 401,
  'self-signed': 417,
  'unknown-ca': 435,
  'incomplete-chain': 435,
  'certificate-purpose-wrong': 440,
  'client-certificate-required': 403,
  'decode-error': 410,
  'bad-record-mac': 411,
  'tcp-closed-in-handshake': 420,
  'tcp-reset-in-handshake': 420,
}
const OFFSETS = [0, 0.037, -0.25, 3600.5, -18_000, 7200, -0.008, 2.5] as const

if (sharedFolder === undefined) {
  console.error('made cases: the reference material is not beside the checkout')
  process.exit(2)
}
const failures = join(sharedFolder, 'failures')
const [first, ...rest] = process.argv.slice(2)
const seed = Number(first ?? 1)
const labels = (JSON.parse(readFileSync(join(failures, 'labels.json'), 'utf8')) as Label[]).filter(
  ({ id, cause }) => rest.length === 0 || rest.includes(id) || rest.includes(cause),
)

/** How often what was arranged was found. */
class Counts {
  cases = 0
  joined = 0
  outcome = 0
  cause = 0
  /** Another cause was said to be likely or certain. */
  wrong = 0
  falseAlarms = 0
}
const withCapture = new Counts()
const hostAlone = new Counts()

for (const [index, label] of labels.entries()) {
  const random = new Random(seed, index)
  const paths = [join(failures, label.file)]
  const alone = await openFiles(label.keylog ? [...paths, join(failures, label.keylog)] : paths, true)
  const sides = ['client', 'server'] as const
  const side = sides.find((one) => one === label.detectedBy) ?? random.pick(sides)
  const traceOffset = random.pick(OFFSETS)
  const logOffset = random.pick(OFFSETS)
  const views = alone.document.connections.map((connection, i): HostView => {
    const returnCode = connection.outcome === 'established' ? undefined : RETURN_CODES[label.cause]
    const handle = random.below(0x7fffffff).toString(16).toUpperCase().padStart(8, '0')
    return { connection, bytes: alone.bytes[i] ?? [], side, returnCode, handle, traceOffset, logOffset }
  })
  const form = random.pick(Object.keys(FORMS))
  const layout = random.pick(Object.keys(LAYOUTS))
  const how = `${form}, ${layout}, ${side}, trace ${traceOffset}, log ${logOffset}`
  const folder = mkdtempSync(join(tmpdir(), 'gskope-made-case-'))
  try {
    const [trace, log] = [join(folder, 'trace.txt'), join(folder, 'attls.log')]
    const lines = traceOf(views, random).split('\n')
    writeFileSync(trace, FORMS[form]?.(LAYOUTS[layout]?.(lines) ?? []) ?? '')
    writeFileSync(log, logOf(views))
    const wanted = alone.document.connections
    judge(withCapture, label, how, wanted, (await openFiles([...paths, trace, log], false)).document.connections)
    judge(hostAlone, label, `${how}, no capture`, wanted, (await openFiles([trace, log], false)).document.connections)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
console.log(`with the capture ${JSON.stringify(withCapture)}`)
console.log(`the host's alone ${JSON.stringify(hostAlone)}`)

function judge(
  counts: Counts,
  label: Label,
  how: string,
  wanted: readonly AnalysisConnection[],
  found: readonly AnalysisConnection[],
): void {
  counts.cases++
  const notes: string[] = []
  if (found.length === wanted.length) counts.joined++
  else notes.push(`${found.length} connections of ${wanted.length}`)
  if (outcomes(wanted) === outcomes(found)) counts.outcome++
  else notes.push(`outcome ${outcomes(wanted)}, found ${outcomes(found)}`)
  const findings = found.flatMap((one) => one.findings)
  const sure = findings.filter(({ confidence }) => confidence !== 'possible')
  const first = findings.find(({ rank }) => rank === 1)
  if (label.cause === 'ok' ? sure.length === 0 : first?.cause === label.cause) counts.cause++
  else {
    if (label.cause === 'ok') counts.falseAlarms++
    else if (first !== undefined && first.confidence !== 'possible') counts.wrong++
    notes.push(`${label.cause}: ${causesOf(found)} (the capture alone, with its keys: ${causesOf(wanted)})`)
  }
  if (notes.length > 0) console.log(`${label.id} [${how}]\n   ${notes.join('\n   ')}`)
}

function outcomes(of: readonly AnalysisConnection[]): string {
  return of.map(({ outcome }) => outcome).join(' ')
}

function causesOf(of: readonly AnalysisConnection[]): string {
  const causes = of.flatMap(({ findings }) => findings.map(({ cause, confidence }) => `${cause} ${confidence}`))
  return causes.join('; ') || 'nothing'
}
