import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { AnalysisConnection, AnalysisDocument } from '../../main/report/analysis/schema.ts'
import { isEnd, matchConnections, type Matched } from './match.ts'
import type { Opened } from '../support/open-files.ts'
import type { TrueConnection, TrueMessage, Truth } from './truth.ts'

export const AREAS = [
  'records',
  'dumps',
  'connections',
  'ends',
  'negotiated',
  'outcome',
  'messages',
  'alerts',
  'sources',
  'offset',
  'returnCode',
  'cause',
  'caseCause',
] as const

export type Area = (typeof AREAS)[number]

/** One thing that the truth says, and whether it was found. */
export interface Check {
  readonly area: Area
  readonly ok: boolean
  /** What was expected and what was there; empty where it is as it should be. */
  readonly note: string
}

const TLS13 = 'TLS 1.3'
const DAY = 86_400
const OFFSET_SECONDS = 0.001
const WHOLE_SECONDS = 1.001
const FINISHED = 20
/** Fixed fields of a ServerHello's body (RFC 8446 §4.1.3): a shorter one names nothing for sure. */
const SERVER_HELLO_LENGTH = 38
/** The truth was made by a program that reads no TLS in a connection of which one side speaks something else. */
const CLEAR_TEXT: ReadonlySet<string | null> = new Set([
  'plaintext-on-tls-port',
  'tls-on-plaintext-port',
  'starttls-missing',
])
/** Of TLS 1.3 these alone are in clear on the wire. */
const HELLOS: ReadonlySet<number | null> = new Set([1, 2])

/** The listing by itself, with its messages' bytes. */
export function measureListing(truth: Truth, alone: Opened): Check[] {
  const { document, bytes } = alone
  const checks = [same('records', truth.sources['gsk']?.records, document.sources[0]?.records)]
  const { matched } = matchConnections(
    truth.connections.filter(({ gsk }) => gsk !== undefined),
    document.connections,
  )
  for (const { truth: connection, found } of matched) {
    const messages = found === undefined ? [] : handshakes(found)
    const shown = messages.map(({ n, type, complete, length }) => {
      const whole = bytes[document.connections.indexOf(found as AnalysisConnection)]?.[n - 1] ?? new Uint8Array()
      return `${type} ${length + 4} ${complete ? createHash('sha256').update(whole).digest('hex') : 'truncated'}`
    })
    for (const dump of connection.gsk?.dumps ?? []) {
      if (dump.state === 'lost') continue
      const wanted = `${dump.type} ${dump.length} ${dump.state === 'whole' ? dump.sha256 : 'truncated'}`
      const at = shown.indexOf(wanted)
      if (at >= 0) shown.splice(at, 1)
      checks.push(check('dumps', at >= 0, () => `${connection.client}: no dump ${wanted}`))
    }
    for (const extra of shown) checks.push(check('dumps', false, () => `${connection.client}: not dumped: ${extra}`))
  }
  return checks
}

/** The whole case. */
export function measureCase(truth: Truth, document: AnalysisDocument): Check[] {
  const { matched, extra } = matchConnections(truth.connections, document.connections)
  return [
    ...extra.map(({ id, signature }) => check('connections', false, () => `too many: ${id} (${signature})`)),
    ...matched.flatMap((one) => measureConnection(truth, one, document)),
    ...measureOffsets(truth, document, matched),
    ...(truth.caseCause ? [same('caseCause', truth.caseCause, document.findings[0]?.cause)] : []),
  ]
}

function measureConnection(truth: Truth, { truth: wanted, found }: Matched, document: AnalysisDocument): Check[] {
  const who = wanted.client
  if (found === undefined) return [check('connections', false, () => `${who}: not found`)]
  const kinds = found.legs.map(({ source }) => kindOf(truth, document, source))
  const shown = visible(truth, wanted)
  const checks: Check[] = [
    check('connections', true, () => ''),
    check(
      'ends',
      (isEnd(found.client, wanted.client) && isEnd(found.server, wanted.server)) ||
        (!showsEnds(wanted) && found.client.address === null) ||
        (!showsEnds(wanted) && isEnd(found.client, wanted.client)) ||
        (!showsEnds(wanted) && found.client.address === null && isEnd(found.server, wanted.server)),
      () => `${who}: ${JSON.stringify([found.client, found.server])}`,
    ),
    same('outcome', wanted.outcome, found.outcome, who),
    same('sources', [...wanted.sources].sort().join(' '), [...new Set(kinds)].sort().join(' '), who),
    ...(CLEAR_TEXT.has(wanted.cause) ? [] : measureMessages(wanted, found, shown)),
    ...measureFindings(wanted, found),
  ]
  if (shown.serverHello) {
    checks.push(same('negotiated', wanted.version, found.version?.name ?? null, who))
    const suite = found.cipherSuite?.code.toString(16).toUpperCase().padStart(4, '0')
    checks.push(same('negotiated', wanted.cipherSuite, suite ?? null, who))
  }
  if (shown.hello) checks.push(same('negotiated', wanted.clientRandom, found.clientRandom, who))
  return checks
}

interface Visible {
  readonly hello: boolean
  readonly serverHello: boolean
  /** The handshake messages that must be shown with type and length. */
  readonly messages: readonly TrueMessage[]
  readonly alerts: boolean
}

/** What the sources of a connection can show: a dump shows what it holds, a capture what is not encrypted, with its keys everything. */
function visible(truth: Truth, wanted: TrueConnection): Visible {
  const onWire = wanted.sources.includes('capture') || wanted.sources.includes('packetListing')
  const keys = onWire && truth.files['keys'] !== undefined
  const dumps = (wanted.gsk?.dumps ?? [])
    .filter(({ state }) => state !== 'lost')
    .map(({ type, length }) => `${type} ${length - 4}`)
  const messages = wanted.messages.filter(([, type, length]) => {
    const dumped = dumps.indexOf(`${type} ${length}`)
    if (dumped >= 0) dumps.splice(dumped, 1)
    const clear = wanted.version === TLS13 ? HELLOS.has(type) : type !== FINISHED
    return type !== null && (dumped >= 0 || (onWire && (keys || clear)))
  })
  return {
    messages,
    hello: messages.some(([, type]) => type === 1),
    serverHello: messages.some(([, type, length]) => type === 2 && length >= SERVER_HELLO_LENGTH),
    alerts: keys || (wanted.gsk?.dumps.length ?? 0) > 0 || (onWire && wanted.version === null),
  }
}

function measureMessages(wanted: TrueConnection, found: AnalysisConnection, shown: Visible): Check[] {
  const who = wanted.client
  const plain = handshakes(found)
    .filter(({ type }) => type !== null)
    .map(({ from, type, length }) => `${from === 'client' ? 'C' : 'S'}${type}/${length}`)
  const alerts = found.alerts
    .filter(({ level }) => level !== null)
    .map(({ from, level, description }) => `${from === 'client' ? 'C' : 'S'}${level}/${description}`)
  const trueAlerts = wanted.alerts.map(([from, level, description]) => `${from}${level}/${description}`)
  return [
    same(
      'messages',
      shown.messages.map(([from, type, length]) => `${from}${type}/${length}`).join(' '),
      plain.join(' '),
      who,
    ),
    shown.alerts
      ? same('alerts', trueAlerts.join(' '), alerts.join(' '), who)
      : check(
          'alerts',
          alerts.every((one) => trueAlerts.includes(one)),
          () => `${who}: ${alerts.join(' ')}`,
        ),
  ]
}

function measureFindings(wanted: TrueConnection, found: AnalysisConnection): Check[] {
  const who = wanted.client
  const first = found.findings.find(({ rank }) => rank === 1)
  const checks: Check[] = []
  if (wanted.returnCode !== null) {
    const codes = found.findings.flatMap(({ returnCodes }) => returnCodes.map(({ code }) => code))
    checks.push(
      check(
        'returnCode',
        codes.includes(wanted.returnCode),
        () => `${who}: ${wanted.returnCode}, not among ${codes.join(' ')}`,
      ),
    )
  }
  if (wanted.outcome === 'established' && wanted.cause === null) {
    const sure = found.findings.filter(({ confidence }) => confidence !== 'possible')
    checks.push(check('cause', sure.length === 0, () => `${who}: is well, but ${sure[0]?.cause}`))
  } else if (wanted.cause !== null) {
    const accepted = [wanted.cause, ...wanted.alsoAcceptable]
    checks.push(
      check(
        'cause',
        first !== undefined && accepted.includes(first.cause),
        () => `${who}: ${wanted.cause}, found ${first?.cause}`,
      ),
    )
  }
  return checks
}

/** Distances between clocks: of every source to the first one that shares a connection with it, the capture before all others. */
function measureOffsets(truth: Truth, document: AnalysisDocument, matched: readonly Matched[]): Check[] {
  const kinds = Object.keys(truth.sources).filter((kind) =>
    matched.some(({ truth: one }) => one.sources.includes(kind)),
  )
  const [base, ...others] = kinds
  if (base === undefined) return []
  return others.map((kind) => {
    const offset = (of: string): number => Number(sourceOf(truth, document, of)?.clockOffset ?? NaN)
    const wanted = (truth.sources[base]?.clockOffsetSeconds ?? 0) - (truth.sources[kind]?.clockOffsetSeconds ?? 0)
    const undated = [base, kind].some((of) => truth.sources[of]?.heading === false)
    const error = offset(kind) - offset(base) - wanted
    const distance = undated ? Math.abs(error - Math.round(error / DAY) * DAY) : Math.abs(error)
    const whole = [base, kind].some((of) => truth.sources[of]?.fractionsOfSeconds === false)
    return check(
      'offset',
      distance <= (whole ? WHOLE_SECONDS : OFFSET_SECONDS),
      () => `${kind}: off by ${distance.toFixed(6)} s`,
    )
  })
}

/** Whether a source gives addresses and ports of both ends. */
function showsEnds(wanted: TrueConnection): boolean {
  return wanted.sources.includes('capture') || wanted.sources.includes('packetListing')
}

function handshakes(found: AnalysisConnection): AnalysisConnection['messages'] {
  return found.messages.filter(({ content }) => content === 'handshake')
}

function sourceOf(
  truth: Truth,
  document: AnalysisDocument,
  kind: string,
): AnalysisDocument['sources'][number] | undefined {
  return document.sources.find(({ name }) => name === basename(truth.files[kind] ?? ''))
}

function kindOf(truth: Truth, document: AnalysisDocument, source: number): string {
  const name = document.sources.find(({ id }) => id === source)?.name
  return Object.keys(truth.files).find((kind) => truth.files[kind] === name) ?? `source ${source}`
}

function same(area: Area, wanted: unknown, found: unknown, who = ''): Check {
  return check(area, wanted === found, () => `${who} ${String(wanted)}, found ${String(found)}`.trim())
}

function check(area: Area, ok: boolean, note: () => string): Check {
  return { area, ok, note: ok ? '' : note() }
}
