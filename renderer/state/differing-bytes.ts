import type { Field } from '../../preload/contract/connection.ts'

export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** What two messages of a kind do not share, as ranges of the bytes of each. */
export interface DifferingBytes {
  readonly a: readonly ByteRange[]
  readonly b: readonly ByteRange[]
}

const EXTENSION = 'extension'

/** Deeper than any message is made; a hostile one may be. What lies below is marked as a whole. */
const MAX_DEPTH = 32

interface Side {
  readonly bytes: Uint8Array
  readonly fields: readonly Field[]
}

/** Values that are new in every handshake, and lengths, which follow from what they count: marked they would hide the rest. */
const INCIDENTAL =
  /^(random|legacy_session_id|session_id|legacy_session_id_echo|key_exchange|verify_data|ticket|length)$/

/**
 * Fields are matched by name and place among those of their name; members of a list by their bytes, wherever they stand. What one side has
 * alone, and what differs, is marked.
 */
export function differingBytes(a: Side, b: Side): DifferingBytes {
  const found: { a: ByteRange[]; b: ByteRange[] } = { a: [], b: [] }
  const walk = (fieldsA: readonly Field[], fieldsB: readonly Field[], depth: number): void => {
    const byNameB = Map.groupBy(fieldsB, ({ name }) => name)
    for (const [name, ofA] of Map.groupBy(fieldsA, ({ name }) => name)) {
      const ofB = byNameB.get(name) ?? []
      byNameB.delete(name)
      if (INCIDENTAL.test(name)) continue
      if (name === EXTENSION || ofA.length > 1 || ofB.length > 1) members(ofA, ofB, depth)
      else pair(ofA[0], ofB[0], depth)
    }
    for (const [name, left] of byNameB) if (!INCIDENTAL.test(name)) found.b.push(...left)
  }
  const pair = (one: Field | undefined, other: Field | undefined, depth: number): void => {
    if (!one || !other) {
      if (one) found.a.push(one)
      if (other) found.b.push(other)
    } else if (textOf(a.bytes, one) === textOf(b.bytes, other)) return
    else if (one.children.length > 0 && other.children.length > 0 && depth < MAX_DEPTH)
      walk(one.children, other.children, depth + 1)
    else {
      found.a.push(one)
      found.b.push(other)
    }
  }
  /** A list: extensions are matched by what they are, other members by their bytes. */
  const members = (ofA: readonly Field[], ofB: readonly Field[], depth: number): void => {
    const key = (bytes: Uint8Array, field: Field): string =>
      field.name === EXTENSION ? field.value : textOf(bytes, field)
    const waiting = Map.groupBy(ofB, (field) => key(b.bytes, field))
    for (const one of ofA) pair(one, waiting.get(key(a.bytes, one))?.shift(), depth)
    for (const left of waiting.values()) found.b.push(...left)
  }
  walk(a.fields, b.fields, 0)
  return { a: found.a.map(rangeOf), b: found.b.map(rangeOf) }
}

const rangeOf = ({ start, end }: ByteRange): ByteRange => ({ start, end })

/** One character a byte: compares fast, and serves as a key. */
function textOf(bytes: Uint8Array, { start, end }: ByteRange): string {
  let text = ''
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0)
  return text
}
