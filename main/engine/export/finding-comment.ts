/** What gskope says of a connection, as comments at the packets that prove it. */
import type { AnalysisConnection } from '../../report/analysis/schema.ts'

/** Comments that are held until their packets come; what is beyond them is left out and counted. */
export const MAX_COMMENTS = 100_000

export interface PlacedComment {
  /** Position of the message that it speaks of, from 0. */
  readonly message: number
  /** Number of the packet in `source`; undefined where the evidence is elsewhere and no message of the source is known. */
  readonly frame: number | undefined
  readonly text: string
}

/** The packet of `source` that a message is in, by its position from 0; else the first that holds any message of the connection. */
export function frameOf(
  { messages }: AnalysisConnection,
  source: number | undefined,
  message: number,
): number | undefined {
  const own = messages[message]
  if (own && own.source === source && own.frame !== null) return own.frame
  return messages.find((one) => one.source === source && one.frame !== null)?.frame ?? undefined
}

/** Each finding stands whole at its first piece of evidence, and at the others by its title and what is seen there. */
export function findingComments(connection: AnalysisConnection, source: number | undefined): PlacedComment[] {
  const frame = (message: number): number | undefined => frameOf(connection, source, message)
  return connection.findings.flatMap(({ title, cause, confidence, explanation, evidence }) => {
    const whole = `gskope: ${title} (${cause}, ${confidence})\n${explanation}`
    if (evidence.length === 0) return [{ message: 0, frame: frame(0), text: whole }]
    return evidence.map((one, at) => {
      const message = Math.max(0, (one.message ?? 1) - 1)
      const own = one.source === source && one.frame !== null ? one.frame : undefined
      const seen = one.text === '' ? '' : `\nEvidence: ${one.text}`
      return { message, frame: own ?? frame(message), text: `${at === 0 ? whole : `gskope: ${title}`}${seen}` }
    })
  })
}
