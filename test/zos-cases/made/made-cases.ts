/**
 * `npm run zos-cases -- made [seed] [part of a name]...`: every labelled recording again as an incident on z/OS. Its capture without a key
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
const [first, ...rest] = process.argv.slice(3)
const seed = Number(first ?? 1)
const labels = (JSON.parse(readFileSync(join(failures, 'labels.json'), 'utf8')) as Label[]).filter(
  ({ id, cause }) => rest.length === 0 || rest.includes(id) || rest.includes(cause),
)
/** For a look at one case: `KEEP=folder`. */
const kept = process.env['KEEP']
const counts = { cases: 0, joined: 0, outcome: 0, cause: 0, wrong: 0, falseAlarm: 0 }
for (const [index, label] of labels.entries()) {
  const random = new Random(seed, index)
  const paths = [join(failures, label.file)]
  const alone = await openFiles(label.keylog ? [...paths, join(failures, label.keylog)] : paths, true)
  const side =
    label.detectedBy === 'client' || label.detectedBy === 'server'
      ? label.detectedBy
      : random.pick(['client', 'server'] as const)
  const views: HostView[] = alone.document.connections.map((connection, i) => ({
    connection,
    bytes: alone.bytes[i] ?? [],
    side,
    returnCode: connection.outcome === 'established' ? undefined : RETURN_CODES[label.cause],
    traceOffset: random.pick(OFFSETS),
    logOffset: 0,
  }))
  const offsets = { traceOffset: random.pick(OFFSETS), logOffset: random.pick(OFFSETS) }
  const seen = views.map((view) => ({ ...view, ...offsets }))
  const folder = kept === undefined ? mkdtempSync(join(tmpdir(), 'gskope-made-case-')) : kept
  try {
    const form = process.env.FORM ?? random.pick(Object.keys(FORMS))
    const layout = process.env.LAYOUT ?? random.pick(Object.keys(LAYOUTS))
    const lines = traceOf(seen, random).split('\n')
    writeFileSync(join(folder, 'trace.txt'), FORMS[form]?.(LAYOUTS[layout]?.(lines) ?? []) ?? '')
    writeFileSync(join(folder, 'attls.log'), logOf(seen, random))
    const { document } = await openFiles([...paths, join(folder, 'trace.txt'), join(folder, 'attls.log')], false)
    judge(
      label,
      `${form}, ${layout}, ${side}, trace ${offsets.traceOffset}, log ${offsets.logOffset}`,
      alone.document.connections,
      document.connections,
    )
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true })
  }
}
console.log(JSON.stringify(counts))

function judge(
  label: Label,
  how: string,
  wanted: readonly AnalysisConnection[],
  found: readonly AnalysisConnection[],
): void {
  counts.cases++
  const notes: string[] = []
  const kinds = found.map(({ legs }) => new Set(legs.map(({ source }) => source)).size)
  if (found.length === wanted.length) counts.joined++
  else notes.push(`${found.length} connections of ${wanted.length}, legs ${kinds.join(' ')}`)
  const outcomes = (of: readonly AnalysisConnection[]): string => of.map(({ outcome }) => outcome).join(' ')
  if (outcomes(wanted) === outcomes(found)) counts.outcome++
  else notes.push(`outcome ${outcomes(wanted)}, found ${outcomes(found)}`)
  const findings = found.flatMap((one) => one.findings)
  const said = findings.map(({ cause, confidence }) => `${cause} ${confidence}`).join('; ')
  const sure = findings.some(({ confidence }) => confidence !== 'possible')
  if (label.cause === 'ok') {
    if (sure) (counts.falseAlarm++, notes.push(`false alarm: ${said}`))
    else counts.cause++
  } else if (findings.some(({ cause, rank }) => rank === 1 && cause === label.cause)) counts.cause++
  else {
    if (findings[0] !== undefined && findings[0].confidence !== 'possible') counts.wrong++
    const before = wanted
      .flatMap((one) => one.findings.map(({ cause, confidence }) => `${cause} ${confidence}`))
      .join('; ')
    notes.push(`${label.cause}: ${said || 'nothing'} (capture with keys alone: ${before})`)
  }
  if (notes.length > 0) console.log(`${label.id} [${how}]\n   ${notes.join('\n   ')}`)
}
