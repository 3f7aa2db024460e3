import type { MessageContent, Side } from '../tls/message.ts'

/** A record that cannot be read, as its capture shows it. */
export interface SealedRecord {
  readonly from: Side
  /** Bytes of its fragment. */
  readonly length: number
}

/** A message that a host's trace shows. */
export interface ShownMessage {
  readonly from: Side
  readonly content: MessageContent
  /** With its header. */
  readonly bytes: { readonly length: number }
}

/** The record that the last byte of a message came in. */
export interface Covered {
  readonly message: number
  readonly record: number
}

export interface Cover {
  readonly covered: readonly Covered[]
  /** Records that hold nothing but messages that are shown. */
  readonly records: readonly number[]
}

/** Bytes of a TLS 1.3 record beside its content: the content's type and the tag (RFC 8446 §5.2): AEAD; CCM-8; integrity alone (RFC 9150). */
export const PROTECTION_LENGTHS: readonly number[] = [17, 9, 33, 49]
/** Records and messages that end together for the first time: a flight has six messages, a certificate of 64 KiB takes four records. */
const MAX_RUN = 8

/**
 * Which protected records of TLS 1.3 hold the messages that a host's trace shows. Both are in their order; a message may share its record with
 * others, or be cut over several. Sizes must fit to the byte; what does not is left out.
 */
export function coverRecords(records: readonly SealedRecord[], messages: readonly ShownMessage[]): Cover {
  let best: Cover = { covered: [], records: [] }
  for (const added of PROTECTION_LENGTHS) {
    const found = (['client', 'server'] as const).map((side) => align(records, messages, side, added))
    const covered = found.flatMap((one) => one.covered)
    if (covered.length > best.covered.length) best = { covered, records: found.flatMap((one) => one.records) }
  }
  return best
}

function align(
  records: readonly SealedRecord[],
  messages: readonly ShownMessage[],
  side: Side,
  added: number,
): { readonly covered: Covered[]; readonly records: number[] } {
  const sealed = records.flatMap(({ from }, at) => (from === side ? [at] : []))
  const shown = messages.flatMap(({ from }, at) => (from === side ? [at] : []))
  const covered: Covered[] = []
  const used: number[] = []
  let record = 0
  for (let message = 0; message < shown.length;) {
    let run: Run | undefined
    let at = record
    for (; at < sealed.length && run === undefined; at++) {
      const room = sealed.slice(at, at + MAX_RUN).map((one) => (records[one]?.length ?? 0) - added)
      run = endTogether(
        room,
        shown.slice(message, message + MAX_RUN).map((one) => messages[one]),
        message,
        at,
      )
    }
    if (run === undefined) {
      message++
      continue
    }
    for (const { message: one, record: within } of run.covered)
      covered.push({ message: shown[one] ?? 0, record: sealed[within] ?? 0 })
    used.push(...sealed.slice(at - 1, at - 1 + run.records))
    record = at - 1 + run.records
    message += run.covered.length
  }
  return { covered, records: used }
}

interface Run {
  readonly covered: readonly Covered[]
  readonly records: number
}

/** Messages and records that begin together, up to where they end together; undefined where they do not within a run. */
function endTogether(
  room: readonly number[],
  messages: readonly (ShownMessage | undefined)[],
  firstMessage: number,
  firstRecord: number,
): Run | undefined {
  const covered: Covered[] = []
  let records = 0
  let held = 0
  let said = 0
  while (said === 0 || said !== held) {
    if (said < held) {
      const next = messages[covered.length]
      // A record holds one kind of content (RFC 8446 §5.1).
      if (next === undefined || next.content !== messages[0]?.content) return undefined
      said += next.bytes.length
      covered.push({ message: firstMessage + covered.length, record: firstRecord + records - 1 })
    } else {
      const more = room[records]
      if (more === undefined || more <= 0) return undefined
      held += more
      records++
      const last = covered.pop()
      if (last) covered.push({ message: last.message, record: firstRecord + records - 1 })
    }
  }
  return { covered, records }
}
