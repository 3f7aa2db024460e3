import type { AnalysisConnection } from '../../../main/report/analysis/schema.ts'
import type { Random } from '../../fuzz/random.ts'
import { heading, type ListedRecord, listRecord, timeOfDay } from '../../support/listing-writer.ts'

/** A connection of a capture as a z/OS system that was one of its ends would have traced it. */
export interface HostView {
  readonly connection: AnalysisConnection
  /** Bytes of each message, in order; empty where they are not known. */
  readonly bytes: readonly Uint8Array[]
  readonly side: 'client' | 'server'
  /** What AT-TLS and System SSL say of the end; `undefined`: nothing. */
  readonly returnCode: number | undefined
  /** The connection's, as both System SSL and AT-TLS print it. */
  readonly handle: string
  /** Seconds that are added to every time of the trace, and of the log. */
  readonly traceOffset: number
  readonly logOffset: number
}

/** No word below is known to be System SSL's own: a reader that depends on one does not read what z/OS writes. */
const VERBS = ['xa', 'hs', 'do', 'proc', 'ssl', 'emit', 'fetch', 'v3', 'tls', 'flow'] as const
const NOUNS = ['hello', 'part', 'blob', 'msg', 'unit', 'flight', 'block', 'step', 'frame', 'seg'] as const
const TITLES = ['Contents', 'Octets', 'Raw area', 'Message', 'Data at entry', 'Buffer contents', 'Storage'] as const
const TEXTS = [
  'Phase 3 done',
  'Looking at item 12',
  'Now in state 7',
  'Length 512 is accepted',
  'No match for entry 4',
] as const
const FAILURES = ['failed, rc =', 'gives up with', 'ended, return code', 'Reason:', 'rejected:'] as const
const RECORD_HEADER = 5
/** What encryption adds to a message of TLS 1.3: its content type and a tag. */
const SEALED = 17
const HANDSHAKE = 'handshake'
const ALERT = 'alert'

const secondsOf = (time: string | null): number => Number(time ?? 0)

export function traceOf(views: readonly HostView[], random: Random): string {
  const records: { readonly at: number; readonly record: ListedRecord }[] = []
  views.forEach((view, index) => {
    const who = {
      job: 'TCPIP',
      process: '0300004A',
      thread: (0x31 + index).toString(16).toUpperCase().padStart(8, '0'),
    }
    const readsTold = random.below(4) > 0
    const add = (at: number, of: Pick<ListedRecord, 'entryId' | 'description' | 'detail'>, dump?: Uint8Array): void => {
      records.push({
        at: at + view.traceOffset,
        record: {
          mnemonic: dump === undefined ? 'MESSAGE' : 'DUMP',
          ...who,
          functionName: `${random.pick(VERBS)}_${random.pick(NOUNS)}_${random.pick(NOUNS)}`,
          ...of,
          dump,
        },
      })
    }
    const { messages, end } = view.connection
    const start = secondsOf(view.connection.start)
    add(start, { entryId: '00000001', description: 'SSL_ENTRY', detail: [`Handle ${view.handle}`] })
    let last = start
    messages.forEach((message, i) => {
      const bytes = view.bytes[i]
      if (message.content !== HANDSHAKE && message.content !== ALERT) return
      if (bytes === undefined || bytes.length === 0 || message.type === null || !message.complete) return
      const at = Math.max(last, secondsOf(message.time)) + (20 + random.below(80)) / 1e6
      last = at
      if (readsTold && message.from !== view.side) {
        const length = bytes.length + (message.visibility === 'plain' ? 0 : SEALED)
        for (const [i, size] of [RECORD_HEADER, length].entries())
          records.push({
            at: at + view.traceOffset - (2 - i) * 2e-6,
            record: {
              mnemonic: 'MESSAGE',
              entryId: '00000008',
              description: 'SSL_INFO',
              ...who,
              functionName: 'gsk_read_v3_record',
              detail: [`Calling read routine for ${size} bytes`],
              dump: undefined,
            },
          })
      }
      add(at, { entryId: '00000008', description: 'SSL_INFO', detail: [random.pick(TEXTS)] })
      add(at + 9e-6, { entryId: '00000020', description: 'SSL_ASCII_DUMP', detail: [random.pick(TITLES)] }, bytes)
    })
    last = Math.max(last, secondsOf(end)) + 3e-4
    if (view.returnCode !== undefined)
      add(last, {
        entryId: '00000004',
        description: 'SSL_ERROR',
        detail: [`${random.pick(FAILURES)} ${view.returnCode}`],
      })
    add(last + 5e-6, { entryId: '00000002', description: 'SSL_EXIT', detail: ['Done'] })
  })
  records.sort((a, b) => a.at - b.at)
  const day = new Date((records[0]?.at ?? 0) * 1000).toISOString().slice(0, 10)
  const [year, month, date] = day.split('-')
  const midnight = Date.parse(`${day}T00:00:00Z`) / 1000
  return (
    heading(`${month}/${date}/${year}`) +
    records.map(({ at, record }) => listRecord(record, Math.round((at - midnight) * 1e6))).join('')
  )
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

export function logOf(views: readonly HostView[]): string {
  const lines: { readonly at: number; readonly text: string }[] = []
  views.forEach((view, index) => {
    const { connection, side, returnCode } = view
    const connectionId = (0x2f10 + index * 7).toString(16).toUpperCase().padStart(8, '0')
    const [local, remote] =
      side === 'server' ? [connection.server, connection.client] : [connection.client, connection.server]
    const ends = `LOCAL: ${local.address}..${local.port} REMOTE: ${remote.address}..${remote.port}`
    const ids = `GRPID: 00000002 ENVID: 00000005 CONNID: ${connectionId}`
    const start = secondsOf(connection.start)
    const end = Math.max(secondsOf(connection.end), secondsOf(connection.messages.at(-1)?.time ?? null)) + 4e-4
    const say = (at: number, text: string): void => void lines.push({ at: at + view.logOffset, text })
    say(
      start,
      `EZD1281I TTLS Map CONNID: ${connectionId} ${ends} JOBNAME: SRVJOB USERID: SRVUSR TYPE: ${side === 'server' ? 'InBound' : 'OutBound'} STATUS: Enabled RULE: Rule1 ACTIONS: GA1 EA1 CA1`,
    )
    say(
      start,
      `EZD1282I TTLS Start ${ids} Initial Handshake ACTIONS: GA1 EA1 CA1 HS-${side === 'server' ? 'Server' : 'Client'}`,
    )
    say(start, `EZD1284I TTLS Flow ${ids} RC:    0 Call GSK_SECURE_SOCKET_OPEN- ${view.handle}`)
    const code = String(returnCode ?? 0).padStart(4)
    if (returnCode !== undefined || connection.outcome === 'established')
      say(end, `EZD1284I TTLS Flow ${ids} RC: ${code} Call GSK_SECURE_SOCKET_INIT- ${view.handle}`)
    if (returnCode !== undefined)
      say(
        end,
        `EZD1286I TTLS Error ${ids} ${ends} JOBNAME: SRVJOB USERID: SRVUSR RULE: Rule1 RC: ${code} Initial Handshake ${view.handle}`,
      )
    else if (connection.outcome === 'established')
      say(end, `EZD1283I TTLS Event ${ids} RC: ${code} Initial Handshake ${view.handle}`)
  })
  lines.sort((a, b) => a.at - b.at)
  return lines.map(({ at, text }) => `${stamp(at)} SYS1 TTLS[50331723]: ${clock(at)} TCPIP ${text}\n`).join('')
}

const pad = (value: number): string => String(value).padStart(2, '0')

function stamp(at: number): string {
  const date = new Date(at * 1000)
  return `${MONTHS[date.getUTCMonth()]} ${pad(date.getUTCDate())} ${clock(at).slice(0, 8)}`
}

const clock = (at: number): string => timeOfDay(Math.round((at % 86_400) * 1e6))
