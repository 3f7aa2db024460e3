/** Connections, or their messages, as rows: CSV for spreadsheets, NDJSON for programs. */
import type { Note } from '../../../preload/contract/note.ts'
import { harmlessJson } from '../../presentation/harmless.ts'
import { csvRow, type Cell } from '../../export/csv.ts'
import type { AnalysisConnection } from '../../report/analysis/schema.ts'
import { analysisReader } from '../analysis-reader.ts'
import { breathe } from '../breathe.ts'
import type { OpenCase } from '../open-case.ts'
import type { Write } from '../write-beside.ts'
import { exportedNotes } from './connection-notes.ts'
import type { NumberedConnection } from './connection-plan.ts'
import type { TableRedaction } from './table-redaction.ts'

type Message = AnalysisConnection['messages'][number]
type Noted<T> = T & { readonly notes: readonly Note[] }
type Column<T> = readonly [name: string, value: (row: T) => Cell]

const CONNECTION: readonly Column<Noted<AnalysisConnection>>[] = [
  ['connection', ({ id }) => id],
  ['start', ({ start }) => start],
  ['end', ({ end }) => end],
  ['client_address', ({ client }) => client.address],
  ['client_port', ({ client }) => client.port],
  ['server_address', ({ server }) => server.address],
  ['server_port', ({ server }) => server.port],
  ['transport', ({ transport }) => transport],
  ['outcome', ({ outcome }) => outcome],
  ['boundary', ({ boundary }) => boundary],
  ['cause', ({ findings }) => findings[0]?.cause],
  ['confidence', ({ findings }) => findings[0]?.confidence],
  ['finding', ({ findings }) => findings[0]?.title],
  [
    'return_codes',
    ({ findings }) => findings[0]?.returnCodes.map(({ system, code }) => `${system} ${code}`).join('; '),
  ],
  ['version', ({ version }) => version?.name],
  ['cipher_suite', ({ cipherSuite }) => cipherSuite?.name],
  ['group', ({ group }) => group?.name],
  ['server_name', ({ serverName }) => serverName],
  ['alpn', ({ alpn }) => alpn],
  ['resumption', ({ resumption }) => resumption],
  ['client_authentication', ({ clientAuthentication }) => clientAuthentication],
  ['certificate_subject', ({ certificates }) => leafOf(certificates)?.subject],
  ['certificate_issuer', ({ certificates }) => leafOf(certificates)?.issuer],
  ['certificate_not_after', ({ certificates }) => leafOf(certificates)?.notAfter],
  ['signature', ({ signature }) => signature],
  ['messages', ({ messages }) => messages.length],
  ['client_random', ({ clientRandom }) => clientRandom],
  ['ja3', ({ ja3 }) => ja3],
  ['ja4', ({ ja4 }) => ja4],
  ['sources', ({ legs }) => [...new Set(legs.map(({ source }) => source))].join(' ')],
  ['jobs', ({ legs }) => [...new Set(legs.flatMap(({ job }) => job ?? []))].join(' ')],
  ['notes', ({ notes }) => notesCell(notes)],
]

const MESSAGE: readonly Column<Noted<{ readonly connection: number; readonly message: Message }>>[] = [
  ['connection', ({ connection }) => connection],
  ['n', ({ message }) => message.n],
  ['time', ({ message }) => message.time],
  ['source', ({ message }) => message.source],
  ['frame', ({ message }) => message.frame],
  ['line', ({ message }) => message.line],
  ['from', ({ message }) => message.from],
  ['content', ({ message }) => message.content],
  ['type', ({ message }) => message.type],
  ['name', ({ message }) => message.name],
  ['record_version', ({ message }) => message.recordVersion],
  ['length', ({ message }) => message.length],
  ['visibility', ({ message }) => message.visibility],
  ['complete', ({ message }) => message.complete],
  ['fields', ({ message }) => JSON.stringify(message.fields)],
  ['notes', ({ notes }) => notesCell(notes)],
]

const notesCell = (notes: readonly Note[]): string => notes.map(({ letter, text }) => `${letter}: ${text}`).join('\n')
/** As programs read them. */
const notesValue = (notes: readonly Note[]) =>
  notes.map(({ letter, about, range, text }) => ({ letter, about, range, text }))

const ndjsonRow = (value: object): string => `${harmlessJson(JSON.stringify(value))}\n`

const leafOf = (certificates: AnalysisConnection['certificates']) =>
  certificates.find(({ from, position }) => from === 'server' && position === 0)

export interface TableOptions {
  readonly form: 'csv' | 'ndjson'
  /** A row for each message instead of each connection. */
  readonly messages: boolean
  /** Masks names, addresses and notes; undefined: everything is as in the sources. */
  readonly redaction: TableRedaction | undefined
  readonly progress: (done: number, total: number) => void
  readonly signal: AbortSignal | undefined
}

/** `numbers`: what the connections are called, as in the analysis document. Resolves with how many rows there are. */
export async function exportTable(
  open: OpenCase,
  connections: readonly NumberedConnection[],
  write: Write,
  { form, messages, redaction, progress, signal }: TableOptions,
): Promise<number> {
  const read = analysisReader(open)
  const noted = await exportedNotes(open, signal)
  let written = 0
  if (form === 'csv') await write(csvRow((messages ? MESSAGE : CONNECTION).map(([name]) => name)))
  for (const [at, { id, number }] of connections.entries()) {
    await breathe(signal)
    const whole = read(id, number)
    if (!whole) continue
    const connection = redaction?.connection(whole) ?? whole
    const notes = redaction ? noted.of(id).map((note) => redaction.note(note)) : noted.of(id)
    const on = (n: number): readonly Note[] => notes.filter((note) => note.n === n)
    const rows = messages
      ? connection.messages.map((message) =>
          form === 'csv'
            ? csvRow(MESSAGE.map(([, value]) => value({ connection: number, message, notes: on(message.n) })))
            : ndjsonRow({ connection: number, ...message, notes: notesValue(on(message.n)) }),
        )
      : [
          form === 'csv'
            ? csvRow(CONNECTION.map(([, value]) => value({ ...connection, notes })))
            : ndjsonRow({ ...connection, notes: notesValue(notes) }),
        ]
    written += rows.length
    await write(rows.join(''))
    progress(at + 1, connections.length)
  }
  return written
}
