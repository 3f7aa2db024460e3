import type { ConnectionDetail, Field, MessageDetail } from '../../../preload/contract/connection.ts'
import type { Evidence, Finding } from '../../../preload/contract/finding.ts'
import { letterOf } from '../../presentation/evidence-link.ts'
import { hex } from '../../presentation/format.ts'
import type { Proof, ProofBytes } from './report.ts'

/** Bytes of a piece of evidence that are shown; a whole Certificate message has thousands, and its first ones say what it is. */
const MAX_BYTES = 256
/** Lines of a trace record or message that are quoted. */
const MAX_LINES = 12

/** A message with its bytes, by its number; undefined where it has none. */
export type MessageOf = (n: number) => Pick<MessageDetail, 'row' | 'bytes' | 'fields'> | undefined

/** What the evidence of each finding shows. Letters go on from one finding to the next, so that each is there once. */
export function proofsOf(detail: ConnectionDetail, messageOf: MessageOf): readonly (readonly Proof[])[] {
  let next = 0
  return detail.findings.map((finding: Finding) =>
    finding.evidence.map((evidence) => ({
      letter: letterOf(next++),
      evidence,
      bytes: bytesOf(evidence, messageOf),
      lines: linesOf(evidence, detail),
    })),
  )
}

function bytesOf({ message: n, byteRange }: Evidence, messageOf: MessageOf): ProofBytes | null {
  if (n === null || byteRange === null) return null
  const message = messageOf(n)
  const [start, end] = byteRange
  if (!message || start >= message.bytes.length) return null
  const stop = Math.min(end, message.bytes.length)
  const shown = message.bytes.subarray(start, Math.min(stop, start + MAX_BYTES))
  return {
    message: message.row.name ?? `message ${n}`,
    field: fieldOf(message.fields, start, stop),
    parts: partsOf(message.fields, start, start + shown.length),
    offset: start,
    hex: Array.from(shown, (byte) => hex(byte, 2)).join(''),
    leftOut: stop - start - shown.length,
  }
}

/** The smallest field that holds all of a range, with the names on the way to it. */
function fieldOf(fields: readonly Field[], start: number, end: number): string | null {
  const path: string[] = []
  let among = fields
  for (;;) {
    const holds = among.find((field) => field.start <= start && field.end >= end && field.end > field.start)
    if (!holds) break
    path.push(holds.name)
    among = holds.children
  }
  return path.length > 0 ? path.join(' · ') : null
}

/** Leaves of the tree that reach into a range. Without recursion: the tree is as deep as a message wants. */
function partsOf(fields: readonly Field[], start: number, end: number): ProofBytes['parts'] {
  const parts: { readonly name: string; readonly start: number; readonly end: number }[] = []
  const waiting = [...fields]
  while (parts.length < MAX_BYTES) {
    const field = waiting.shift()
    if (!field) break
    if (field.start >= end || field.end <= start) continue
    if (field.children.length > 0) waiting.unshift(...field.children)
    else parts.push({ name: field.name, start: field.start, end: field.end })
  }
  return parts
}

function linesOf({ source, line }: Evidence, { traceNotes }: ConnectionDetail): readonly string[] {
  if (line === null) return []
  const note = traceNotes.find((one) => one.source === source && one.line === line)
  if (!note) return []
  const head = [note.description, note.functionName].filter(Boolean).join(' ')
  return [...(note.detail[0]?.startsWith(head) ? [] : [head]), ...note.detail].slice(0, MAX_LINES)
}
