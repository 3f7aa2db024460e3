/**
 * What an AT-TLS message says (z/OS Communications Server: IP Messages Volume 2, EZD1282I to EZD1287I). Its fields are `NAME: value` pairs whose
 * order differs from one message to the next, so that only their names count.
 */
import type { LogMessage } from '../reader.ts'

export interface AttlsEnd {
  readonly address: string
  readonly port: number
}

export interface AttlsMessage {
  /** `map`: a connection matched a rule; `start` and `event`: something begins and ended; `flow`: a call; `data`; `error`. */
  readonly kind: 'map' | 'start' | 'event' | 'flow' | 'data' | 'error' | 'other'
  /** 8 hex digits; undefined where none is printed, or zeros, which mean that it does not apply. */
  readonly connectionId: string | undefined
  readonly groupId: string | undefined
  readonly environmentId: string | undefined
  readonly local: AttlsEnd | undefined
  readonly remote: AttlsEnd | undefined
  readonly job: string | undefined
  readonly user: string | undefined
  readonly rule: string | undefined
  /** Of EZD1281I: `InBound`, `OutBound`, as printed. */
  readonly type: string | undefined
  readonly status: string | undefined
  /** Below 5000 System SSL's, from there on AT-TLS's own. */
  readonly returnCode: number | undefined
  /** `Initial Handshake`, `Environment Master Init`, with what follows it. */
  readonly event: string | undefined
}

const KINDS: ReadonlyMap<string, AttlsMessage['kind']> = new Map(
  (['map', 'start', 'event', 'flow', 'data', 'error'] as const).map((kind) => [kind, kind]),
)
const KIND = /^EZD12\d\dI\s+TTLS\s+([A-Za-z]+)/
const FIELD =
  /(?<![A-Za-z0-9])(LOCAL|REMOTE|JOBNAME|USERID|RULE|GRPID|ENVID|CONNID|ACTIONS|TYPE|STATUS|RC): {0,4}(?:(Not Enabled|Appl Control)\b|([^\s:]\S{0,254}|::\S{1,60}))?/g
/** Two dots between address and port; some write one, or a blank. */
const END = /^(.{2,45}?)(?:\.\.|\s)(\d{1,5})$/
const RC = /(?<![A-Za-z0-9])RC: {0,6}(\d{1,5})(?!\d)/

export function isAttls(id: string): boolean {
  return /^EZD12[89]\dI$/.test(id)
}

/** Undefined: it is no AT-TLS message. */
export function attlsMessage(message: Pick<LogMessage, 'id' | 'lines'>): AttlsMessage | undefined {
  if (!isAttls(message.id)) return undefined
  const text = message.lines.join(' ')
  const fields = new Map<string, string>()
  for (const [, name = '', words, value] of text.matchAll(FIELD)) {
    const found = words ?? value
    if (found !== undefined && !fields.has(name)) fields.set(name, found)
  }
  const code = RC.exec(text)
  const returnCode = code === null ? undefined : Number(code[1])
  return {
    kind: KINDS.get(KIND.exec(text)?.[1]?.toLowerCase() ?? '') ?? 'other',
    connectionId: identifier(fields.get('CONNID')),
    groupId: identifier(fields.get('GRPID')),
    environmentId: identifier(fields.get('ENVID')),
    local: endOf(fields.get('LOCAL')),
    remote: endOf(fields.get('REMOTE')),
    job: fields.get('JOBNAME'),
    user: fields.get('USERID'),
    rule: fields.get('RULE'),
    type: fields.get('TYPE'),
    status: fields.get('STATUS'),
    returnCode,
    event: eventOf(text, code),
  }
}

function identifier(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9A-Fa-f]{1,16}$/.test(text) && !/^0+$/.test(text) ? text.toUpperCase() : undefined
}

function endOf(text: string | undefined): AttlsEnd | undefined {
  const found = text === undefined ? null : END.exec(text)
  if (found === null) return undefined
  const port = Number(found[2])
  return port > 65_535 ? undefined : { address: plainAddress(found[1] ?? ''), port }
}

/** `::FFFF:010.001.001.002` is an IPv4 address (RFC 4291 §2.5.5.2), and some print its parts with zeros in front. */
function plainAddress(printed: string): string {
  const mapped = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/i.exec(printed)
  return mapped ? mapped.slice(1).map(Number).join('.') : printed.toLowerCase()
}

/** What follows the return code, or in EZD1282I the connection, as far as no further field begins. */
function eventOf(text: string, code: RegExpExecArray | null): string | undefined {
  const connection = /CONNID: {0,4}[0-9A-Fa-f]+/.exec(text)
  const from = code ?? connection
  if (from === null) return undefined
  const behind = text.slice(from.index + from[0].length)
  const next = behind.search(/\s[A-Z]{2,8}: ?/)
  const event = (next < 0 ? behind : behind.slice(0, next)).trim()
  return event === '' ? undefined : event
}
