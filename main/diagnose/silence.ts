/** How long one side was not heard before somebody gave up. */
import type { Side } from '../tls/message.ts'
import { ALERT } from './alert-code.ts'
import type { ConnectionFacts } from './facts.ts'
import { firstEnd } from './refusal.ts'

/** Nobody waits this long for an answer that is on its way. */
export const LONG_NS = 3_000_000_000n

export interface Silence {
  /** From the last that was heard of `from`, or of anybody, up to the end. */
  readonly lengthNs: bigint
  /** When it ended: at the first alert that only says that somebody gives up, or at the first FIN or RST. */
  readonly untilNs: bigint
}

/** Undefined where no end was seen, or an alert gives a reason, or nothing was heard before. */
export function silenceBeforeEnd(facts: ConnectionFacts, from?: Side): Silence | undefined {
  const end = firstEnd(facts)
  if (end?.timeNs === undefined) return undefined
  if (facts.alerts.some(({ n, description }) => n <= end.afterMessage && !FAREWELLS.includes(description ?? -1)))
    return undefined
  const farewell = facts.alerts.find(({ n }) => n <= end.afterMessage)?.timeNs
  const untilNs = farewell !== undefined && farewell < end.timeNs ? farewell : end.timeNs
  let last: bigint | undefined
  for (const { timeNs, from: by } of [...facts.messages, ...facts.events]) {
    if (timeNs === undefined || timeNs >= untilNs || (from !== undefined && by !== from)) continue
    if (last === undefined || timeNs > last) last = timeNs
  }
  return last === undefined ? undefined : { lengthNs: untilNs - last, untilNs }
}

/** RFC 8446 §6.1: whoever gives up waiting may say that it does. */
export const FAREWELLS: readonly number[] = [ALERT.closeNotify, ALERT.userCanceled]
