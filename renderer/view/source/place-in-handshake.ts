import type { SourceRecord } from '../../../preload/contract/source-text.ts'

/** Where the record of a line stands: in which connection, at which message. Nothing of one that was not looked up yet. */
export function placeInHandshake(record: SourceRecord | null | undefined): string {
  if (record === undefined) return ''
  if (record === null || record.connection === null) return 'belongs to no connection'
  const where =
    record.message === null
      ? 'before its first message'
      : record.holds
        ? `message ${record.message}`
        : `after message ${record.message}`
  return `connection ${record.connection}, ${where}`
}
