import { createHash } from 'node:crypto'
import type { TlsMessage } from '../tls/message.ts'

/**
 * What a note is about, by what it shows: so that it is found again when its source was read anew, when the file lies elsewhere, and in
 * another case that holds the same file.
 */
export interface NoteMark {
  readonly on: 'case' | 'connection' | 'message' | 'bytes'
  /** In words, as it was called when the note was made. */
  readonly about: string
  /** Each leg that shows it, captures first; none for a note on the case. */
  readonly legs: readonly MarkedLeg[]
  /** First and end, among the message's bytes. */
  readonly range: readonly [number, number] | undefined
}

export interface MarkedLeg {
  /** SHA-256 of its file; undefined where that was not read to its end. */
  readonly sha256: string | undefined
  /** `contentMark` of the leg. */
  readonly leg: string
  readonly message: MarkedMessage | undefined
}

export interface MarkedMessage {
  /** Its number in the leg, from 1. */
  readonly n: number
  readonly from: string
  readonly frame: number | undefined
  readonly line: number | undefined
  readonly length: number
  /** The beginning of the SHA-256 of its bytes; empty where those were not seen. */
  readonly digest: string
}

/** 64 bits: to tell messages of one leg apart. */
const DIGEST_DIGITS = 16
/** Points of capture that are remembered. */
const MAX_LEGS = 16
/** A case file may come from anybody. */
const MAX_MARK_LENGTH = 64 * 1024

export function markMessage(n: number, { from, frame, line, length, bytes }: TlsMessage): MarkedMessage {
  const digest = bytes.length === 0 ? '' : createHash('sha256').update(bytes).digest('hex').slice(0, DIGEST_DIGITS)
  return { n, from, frame, line, length, digest }
}

/**
 * The number of the message in a leg that now shows `messages`; undefined where none is it. Its bytes decide, and among equal ones its
 * place; one that was sealed then and is readable now, or the other way round, is known by its place.
 */
export function findMessage(mark: MarkedMessage, messages: readonly TlsMessage[]): number | undefined {
  const now = messages.map((message, at) => markMessage(at + 1, message))
  const inPlace = (one: MarkedMessage): boolean =>
    one.from === mark.from && one.frame === mark.frame && one.line === mark.line
  const alike = now.filter((one) => one.from === mark.from && one.length === mark.length && one.digest === mark.digest)
  const same = mark.digest === '' ? [] : alike
  const found =
    same.find((one) => inPlace(one) && one.n === mark.n) ??
    same.find(inPlace) ??
    same.find(({ n }) => n === mark.n) ??
    same[0] ??
    alike.find((one) => inPlace(one) && one.n === mark.n) ??
    now.find(
      (one) => inPlace(one) && (mark.frame ?? mark.line) !== undefined && (one.digest === '') !== (mark.digest === ''),
    )
  return found?.n
}

export function writeNoteMark({ legs, ...mark }: NoteMark): string {
  return JSON.stringify({ ...mark, legs: legs.slice(0, MAX_LEGS) })
}

/** Undefined for what is none. */
export function readNoteMark(text: string): NoteMark | undefined {
  if (text.length > MAX_MARK_LENGTH) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value)) return undefined
    const { on, about, legs, range } = value
    if (on !== 'case' && on !== 'connection' && on !== 'message' && on !== 'bytes') return undefined
    if (typeof about !== 'string' || !Array.isArray(legs)) return undefined
    const bytes = rangeOf(range)
    if (on === 'bytes' && bytes === undefined) return undefined
    return { on, about, legs: legs.slice(0, MAX_LEGS).flatMap(legOf), range: bytes }
  } catch {
    return undefined
  }
}

function legOf(value: unknown): MarkedLeg[] {
  if (!isRecord(value) || typeof value['leg'] !== 'string') return []
  const { sha256, leg, message } = value
  return [{ sha256: typeof sha256 === 'string' ? sha256 : undefined, leg, message: messageOf(message) }]
}

/** As one was written with JSON; undefined for what is none. */
export function messageOf(value: unknown): MarkedMessage | undefined {
  if (!isRecord(value)) return undefined
  const { n, from, frame, line, length, digest } = value
  if (!isCount(n) || typeof from !== 'string' || !isCount(length) || typeof digest !== 'string') return undefined
  return { n, from, frame: isCount(frame) ? frame : undefined, line: isCount(line) ? line : undefined, length, digest }
}

function rangeOf(value: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(value)) return undefined
  const [start, end] = value as unknown[]
  return isCount(start) && isCount(end) && start < end ? [start, end] : undefined
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
