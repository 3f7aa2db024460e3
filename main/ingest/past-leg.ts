import type { WritableCase } from '../../db/open.ts'
import type { StoredLeg } from '../../db/query/leg-list.ts'
import { legsKey, type PastLeg, prepareLostLegs } from '../../db/query/past-leg.ts'
import { preparePastLegWriter } from '../../db/write/past-leg.ts'
import type { TlsMessage } from '../tls/message.ts'
import { contentMark } from './leg-mark.ts'
import { type MarkedMessage, markMessage, messageOf } from './note-mark.ts'
import { findLegs, type FoundLeg } from './place-notes.ts'

/** A leg as it is now, to be known again by what it shows. `numberOf` gives its messages the connection's numbers. */
export function pastLegOf(
  leg: StoredLeg,
  legs: readonly number[],
  messages: readonly TlsMessage[],
  numberOf: (n: number) => number | undefined,
): PastLeg {
  const marked = messages.map((message, at) => [numberOf(at + 1) ?? 0, markMessage(at + 1, message)] as const)
  const { id, source, stream } = leg
  return {
    legs: legsKey(legs),
    leg: id,
    source,
    stream,
    mark: contentMark(leg),
    messages: JSON.stringify(marked.filter(([n]) => n > 0)),
    now: id,
  }
}

/** What the leg showed as message `n` of its connection. */
export function pastMessage({ messages }: PastLeg, n: number): MarkedMessage | undefined {
  try {
    const all: unknown = JSON.parse(messages)
    if (!Array.isArray(all)) return undefined
    for (const one of all as unknown[]) if (Array.isArray(one) && one[0] === n) return messageOf(one[1])
  } catch {
    // A case file may come from anybody.
  }
  return undefined
}

/** Finds the legs that show what those showed that are gone. One that is nowhere is forgotten. */
export function placePastLegs(index: WritableCase, aborted: () => boolean): void {
  const lost = prepareLostLegs(index)()
  if (lost.length === 0) return
  const found = findLegs(index, new Set(lost.map(({ mark }) => mark)), aborted)
  // Only what was looked for everywhere is gone.
  if (aborted()) return
  const writer = preparePastLegWriter(index)
  const place = index.db.transaction(() => {
    for (const leg of lost) {
      const now = theSame(leg, found.get(leg.mark) ?? [])
      if (now === undefined) writer.remove(leg)
      else writer.place(leg, now.id)
    }
  })
  place.immediate()
}

/** Undefined rather than a leg that only looks like it: another connection would be shown in its place. */
export function theSame({ source, stream }: PastLeg, alike: readonly FoundLeg[]): FoundLeg | undefined {
  const own = alike.filter((leg) => leg.source === source)
  // Parts of a file are sources of their own, which get other numbers.
  const among = own.length > 0 ? own : alike
  if (among.length === 1) return among[0]
  const [first, second] = among.filter((leg) => leg.stream === stream)
  return second ? undefined : first
}
