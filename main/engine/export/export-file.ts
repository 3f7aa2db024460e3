/** Writes connections of a case into a file of the kind that its name asks for. */
import { Failure } from '../answer.ts'
import type { OpenCase } from '../open-case.ts'
import { writeBeside } from '../write-beside.ts'
import { MAX_CONNECTIONS, numberedConnections } from './connection-plan.ts'
import { exportCertificates } from './export-certificates.ts'
import { exportPcapng } from './export-pcapng.ts'
import { exportTable } from './export-table.ts'
import { tableRedaction } from './table-redaction.ts'

export const EXPORT_FORMS = ['pcapng', 'csv', 'ndjson', 'pem'] as const
export type ExportForm = (typeof EXPORT_FORMS)[number]

export interface ExportRequest {
  readonly target: string
  readonly form: ExportForm
  /** Connections by their ids, in any order; undefined: all of the case. */
  readonly ids: readonly number[] | undefined
  readonly secrets: boolean
  /** Hex digits that stand-ins for addresses are derived with, of tables only; undefined: nothing is masked. */
  readonly redactWith: string | undefined
  /** Rows of messages in place of connections. */
  readonly messages: boolean
  /** An existing file may be replaced. */
  readonly replace: boolean
  readonly version: string
  readonly progress: (done: number, total: number) => void
  readonly signal: AbortSignal | undefined
}

export interface Exported {
  /** One sentence: what the file holds. */
  readonly summary: string
  /** What was left out or changed. */
  readonly told: readonly string[]
}

/** The form that a file's name asks for. */
export function exportFormOf(target: string): ExportForm | undefined {
  return EXPORT_FORMS.find((form) => target.toLowerCase().endsWith(`.${form}`))
}

/** Throws NotWritten, Failure (nothing to export, or too much), Aborted. */
export async function exportFile(open: OpenCase, request: ExportRequest): Promise<Exported> {
  const { target, form, replace, messages, secrets, redactWith, version, progress, signal } = request
  const notRedacted = redactWith === undefined ? undefined : NOT_REDACTED[form]
  if (notRedacted !== undefined) throw new Failure('refused', notRedacted)
  const connections = await numberedConnections(open, request.ids, signal)
  if (connections.length === 0) throw new Failure('not-found', 'There is no connection to export.')
  let exported: Exported = { summary: '', told: [] }
  await writeBeside(target, replace, async (write) => {
    if (form === 'csv' || form === 'ndjson') {
      const redaction =
        redactWith === undefined ? undefined : await tableRedaction(open, connections, redactWith, signal)
      const rows = await exportTable(open, connections, write, { form, messages, redaction, progress, signal })
      exported = {
        summary: counted(rows, messages ? 'message' : 'connection'),
        told: redaction ? [redaction.told] : [],
      }
    } else if (form === 'pem') {
      const certificates = await exportCertificates(open, connections, write, progress, signal)
      if (certificates === 0)
        throw new Failure('not-found', 'These connections show no certificate: it was not sent, or it is encrypted.')
      exported = { summary: counted(certificates, 'certificate'), told: [] }
    } else {
      if (connections.length > MAX_CONNECTIONS)
        throw new Failure(
          'refused',
          `${connections.length} connections are more than one capture takes (${MAX_CONNECTIONS}): filter them first.`,
        )
      const done = await exportPcapng(
        open,
        connections.map(({ id }) => id),
        write,
        { version, secrets, all: request.ids === undefined, progress, signal },
      )
      const built = done.synthetic > 0 ? `, ${done.synthetic} of them synthetic` : ''
      const keys = secrets ? `, with ${counted(done.secrets, 'secret')}` : ''
      exported = {
        summary: `${counted(done.packets, 'packet')} of ${counted(done.connections, 'connection')}${built}${keys}`,
        told: done.told,
      }
    }
  })
  return exported
}

/** Why there is no such file: what would have to be masked is what it is made for. */
export const NOT_REDACTED: Readonly<Partial<Record<ExportForm, string>>> = {
  pcapng:
    'A capture is not redacted: its packets carry addresses, names and certificates in bytes that lengths, checksums and signatures hang on, and changed ones would prove nothing. Tables (.csv, .ndjson) and reports can be.',
  pem: 'Certificates are not redacted: their names are what their signatures sign, and one that was changed is another certificate. Tables (.csv, .ndjson) and reports can be.',
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
