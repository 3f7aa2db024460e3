import type { MergedLegs } from '../ingest/merge-legs.ts'
import { findMessage } from '../ingest/note-mark.ts'
import { pastMessage } from '../ingest/past-leg.ts'
import { Failure } from './answer.ts'
import type { ConnectionContent, ConnectionContents } from './connection-content.ts'

/** A message by the number that somebody knows, and the legs that its connection had then; without them the number is of now. */
export interface KnownMessage {
  readonly connection: number
  readonly n: number
  readonly legs?: readonly number[] | undefined
}

/**
 * Where a message is now: in its connection, or after a split in the one that has the leg which shows it. Joining and splitting numbers messages
 * anew, and a number alone would be another message's. Throws a Failure where it is not known any more.
 */
export function messageNow(
  contents: ConnectionContents,
  { connection, n, legs }: KnownMessage,
): { readonly content: ConnectionContent; readonly n: number } {
  const id = contents.standing(connection)
  const content = id === undefined ? undefined : contents.content(id)
  const gone = new Failure('not-found', `There is no message ${n} of connection ${connection}.`)
  if (!content) throw gone
  // A connection that was joined to another one began as the leg of its own number.
  const then = legs ?? (id === connection ? undefined : [connection])
  if (!then || isSame(then, content.legs)) {
    if (content.merged.messages[n - 1]) return { content, n }
    throw gone
  }
  const showing = showingNow(contents, then, n)
  if (!showing)
    throw new Failure('not-found', `The files of connection ${connection} were read anew: open its message again.`)
  const shown = showing.find((one) => one.in === id) ?? showing[0]
  const now = shown?.in === id ? content : shown?.in === undefined ? undefined : contents.content(shown.in)
  const place = shown && now?.merged.numberOf(shown.leg, shown.number)
  if (!now || !place || !now.merged.messages[place - 1]) throw gone
  return { content: now, n: place }
}

interface Showing {
  readonly leg: number
  readonly number: number
  /** The connection that the leg is in. */
  readonly in: number | undefined
}

/** The legs that show message `n` of a connection that had the legs `then`; undefined where it is not known how they were numbered. */
function showingNow(contents: ConnectionContents, then: readonly number[], n: number): readonly Showing[] | undefined {
  const merged = contents.mergedOf(then)
  if (merged)
    return then.flatMap((leg) => {
      const number = numberInLeg(merged, leg, n)
      return number === undefined ? [] : { leg, number, in: contents.connectionOfLeg(leg) }
    })
  const past = contents.pastLegs(then)
  if (past.length === 0) return undefined
  const found = past.flatMap((leg) => {
    const mark = pastMessage(leg, n)
    const number = mark && leg.now !== null ? findMessage(mark, contents.messagesOfLeg(leg.now)) : undefined
    return number === undefined || leg.now === null
      ? []
      : [{ leg: leg.now, number, in: contents.connectionOfLeg(leg.now) }]
  })
  return found.length > 0 ? found : undefined
}

/** The number that message `n` of a connection has in one of its legs; undefined where that leg does not show it. */
export function numberInLeg({ messages, numberOf }: MergedLegs, leg: number, n: number): number | undefined {
  for (let own = 1; own <= messages.length; own++) if (numberOf(leg, own) === n) return own
  return undefined
}

function isSame(then: readonly number[], now: ConnectionContent['legs']): boolean {
  return then.length === now.length && now.every(({ id }) => then.includes(id))
}
