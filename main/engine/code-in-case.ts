import type { ReadableCase } from '../../db/open.ts'
import { prepareConnectionOfLeg } from '../../db/query/connection-of-leg.ts'
import { prepareFailedConnections } from '../../db/query/failed-connections.ts'
import { prepareLogMessageScan, type ScannedLogMessage } from '../../db/query/log-message-scan.ts'
import type { CodeInCase, CodeInCaseRequest } from '../../preload/contract/code.ts'
import { tracedCodes } from '../diagnose/traced-error.ts'
import type { HostCodeFact } from '../diagnose/facts.ts'
import { hexDigits } from '../reference/code-point-name.ts'
import { breathe } from './breathe.ts'
import type { ConnectionContents } from './connection-content.ts'
import type { ConnectionList } from './connection-list.ts'
import { parseFilter } from './filter.ts'
import { hostCodes } from './host-facts.ts'

/** Log messages looked through, and so many before the engine turns to other requests. */
const MAX_MESSAGES = 50_000
const AT_ONCE = 500
/** Failed connections whose trace records are looked through. */
const MAX_CONNECTIONS = 500
/** Lines told of. */
const MAX_LINES = 50
const MAX_TEXT = 240

type Line = CodeInCase['lines'][number]
/** What the search needs of an open case. */
export interface SearchedCase {
  readonly index: ReadableCase
  readonly contents: ConnectionContents
  readonly list: ConnectionList
}

/** Where a code occurs: the connections that negotiated it or were ended by it, and the lines of logs and traces that print it. */
export async function codeInCase(
  { index, contents, list }: SearchedCase,
  asked: CodeInCaseRequest,
  signal: AbortSignal | undefined,
): Promise<CodeInCase> {
  const filter = filterFor(asked)
  const parsed = filter === undefined ? undefined : parseFilter(filter)
  const connections = parsed?.ok
    ? (await list.page({ terms: parsed.terms, order: 'start', descending: false, offset: 0, limit: 1 }, signal)).total
    : 0
  const lines: Line[] = []
  const says = printedBy(asked)
  const whole = says === undefined || (await inLogs(index, says, lines, signal))
  const traced = isReturnCode(asked.kind) ? await inTraces(index, contents, asked, lines, signal) : true
  return { filter: filter ?? null, connections, lines: lines.slice(0, MAX_LINES), more: !whole || !traced }
}

/** The list's word for it. */
function filterFor({ kind, code }: CodeInCaseRequest): string | undefined {
  if (code === null) return undefined
  switch (kind) {
    case 'alert':
      return `alert:${code}`
    case 'cipher-suite':
      return `cipher:${code.toLowerCase()}`
    case 'group':
      return `group:${hexDigits(Number(code), 4).toLowerCase()}`
    case 'version':
      return `version:0x${code}`
    default:
      return undefined
  }
}

function isReturnCode(kind: string): boolean {
  return kind === 'system-ssl' || kind === 'at-tls' || kind === 'cms' || kind === 'icsf'
}

/** Whether a message of a log prints the code; undefined for kinds that logs do not print. */
function printedBy(asked: CodeInCaseRequest): ((message: ScannedLogMessage) => boolean) | undefined {
  const { kind, code, name } = asked
  if (isReturnCode(kind)) return (message) => hostCodes([message]).some((found) => isCode(found, asked))
  switch (kind) {
    case 'message':
      return ({ id }) => id === code
    case 'pagent-level':
      return ({ id }) => id === name
    case 'errno2':
      return ({ lines }) => code !== null && lines.some((line) => line.includes(code))
    default:
      return undefined
  }
}

/** CMS statuses are spelt in hexadecimal, those of ICSF with the return code before them. */
function isCode({ system, code }: Pick<HostCodeFact, 'system' | 'code'>, asked: CodeInCaseRequest): boolean {
  if (system !== asked.kind || asked.code === null) return false
  if (system === 'cms') return code === Number.parseInt(asked.code, 16)
  return code === Number(system === 'icsf' ? asked.code.split('/')[1] : asked.code)
}

/** False where not all was looked through. */
async function inLogs(
  index: ReadableCase,
  says: (message: ScannedLogMessage) => boolean,
  lines: Line[],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const scan = prepareLogMessageScan(index)
  const connectionOf = prepareConnectionOfLeg(index)
  let after = 0n
  for (let looked = 0; looked < MAX_MESSAGES; looked += AT_ONCE) {
    const messages = scan(after, AT_ONCE)
    for (const message of messages) {
      if (!says(message)) continue
      if (lines.length === MAX_LINES) return false
      const connection = message.leg === undefined ? undefined : connectionOf(message.leg)
      lines.push(lineOf(message.source, message.line, message.lines.join(' '), connection))
    }
    const last = messages.at(-1)
    if (last === undefined || messages.length < AT_ONCE) return true
    after = last.key
    await breathe(signal)
  }
  return false
}

/** Error records of System SSL traces, which stand with the connection that they are of. */
async function inTraces(
  index: ReadableCase,
  contents: ConnectionContents,
  asked: CodeInCaseRequest,
  lines: Line[],
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const failed = prepareFailedConnections(index)(0, Number.MAX_SAFE_INTEGER, MAX_CONNECTIONS)
  for (const id of failed) {
    const content = contents.content(id)
    const sighted = content?.merged.events ?? []
    const sources = sighted.map(({ source }) => source)
    for (const found of tracedCodes(content?.view.events ?? [], sources)) {
      if (found.line === undefined || !isCode(found, asked)) continue
      if (lines.length === MAX_LINES) return false
      lines.push(lineOf(found.source, found.line, found.text, id))
    }
    await breathe(signal)
  }
  return failed.length < MAX_CONNECTIONS
}

function lineOf(source: number, line: number, text: string, connection: number | undefined): Line {
  return { source, line, text: text.slice(0, MAX_TEXT), connection: connection ?? null }
}
