import type { Random } from './random.ts'

/**
 * One change to an input, as a value: a crasher is made smaller by leaving changes out. A place beyond the input's end counts from
 * its beginning again.
 */
export type Mutation =
  | { readonly kind: 'set'; readonly at: number; readonly bytes: readonly number[] }
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  /** Adds to a big-endian or little-endian number: lengths that are off by little do more harm than wild ones. */
  | { readonly kind: 'add'; readonly at: number; readonly width: number; readonly by: number; readonly little: boolean }
  | { readonly kind: 'remove'; readonly at: number; readonly count: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly count: number; readonly times: number }
  | { readonly kind: 'swap'; readonly at: number; readonly other: number; readonly count: number }
  /** A piece of another input. */
  | { readonly kind: 'splice'; readonly at: number; readonly bytes: readonly number[] }
  | { readonly kind: 'cut'; readonly at: number }

const MAX_MUTATIONS = 12
const MAX_PIECE = 512
const MAX_REPEATS = 40
/** Inputs do not grow for ever. */
const MAX_GROWTH = 65_536

/** Where readers and decoders go wrong if they do: empty, full, negative, one too many. */
const NUMBERS: readonly (readonly number[])[] = [
  [0x00],
  [0x01],
  [0x7f],
  [0x80],
  [0xff],
  [0x00, 0x00],
  [0x7f, 0xff],
  [0x80, 0x00],
  [0xff, 0xff],
  [0x40, 0x00],
  [0xff, 0xff, 0xff],
  [0x00, 0x00, 0x00],
  [0x00, 0x00, 0x00, 0x00],
  [0x7f, 0xff, 0xff, 0xff],
  [0x80, 0x00, 0x00, 0x00],
  [0xff, 0xff, 0xff, 0xff],
  [0xff, 0xff, 0xff, 0x7f],
  [0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
]

/** What text has, and must not be taken for. */
const TEXTS = [
  '\n',
  '\r\n',
  '\f',
  '\0',
  '\t',
  ' ',
  '        ',
  '1',
  '-',
  '+0000',
  '+00000000',
  'FFFF',
  '******',
  '99:99:99.999999',
  '\u0015',
  '\u0025',
  '<script>',
  "'",
  '"',
  '(((((((((((((((((((((((((((((((((',
  '{{{{{{{{{{{{{{{{',
  '}',
  '#',
  'EZD1287I',
  'RC: -2147483648',
  '134CC19E',
].map((text) => [...Buffer.from(text, 'latin1')])

/** Changes for an input of `length` bytes; `others`: what pieces are taken from. */
export function mutations(random: Random, length: number, others: readonly Uint8Array[]): Mutation[] {
  const count = 1 + random.below(random.below(MAX_MUTATIONS) + 1)
  return Array.from({ length: count }, () => mutation(random, length, others))
}

function mutation(random: Random, length: number, others: readonly Uint8Array[]): Mutation {
  const at = random.below(length + 1)
  const count = 1 + random.below(random.below(MAX_PIECE) + 1)
  switch (random.below(12)) {
    case 0:
    case 1:
      return { kind: 'set', at, bytes: random.pick(NUMBERS) }
    case 2:
      return { kind: 'set', at, bytes: random.pick(TEXTS) }
    case 3:
      return { kind: 'set', at, bytes: [random.below(256)] }
    case 4:
      return { kind: 'flip', at, bit: random.below(8) }
    case 5:
    case 6:
      return {
        kind: 'add',
        at,
        width: random.pick([1, 2, 3, 4]),
        by: random.pick([-1, 1, -2, 2, -4, 4, -16, 16, 256, -256]),
        little: random.below(4) === 0,
      }
    case 7:
      return { kind: 'remove', at, count }
    case 8:
      return { kind: 'repeat', at, count, times: 1 + random.below(random.below(MAX_REPEATS) + 1) }
    case 9:
      return { kind: 'swap', at, other: random.below(length + 1), count }
    case 10: {
      const other = random.pick(others)
      const from = random.below(other.length)
      return { kind: 'splice', at, bytes: [...other.subarray(from, from + count)] }
    }
    default:
      return { kind: 'cut', at }
  }
}

export function applyMutations(seed: Uint8Array, list: readonly Mutation[]): Uint8Array {
  const limit = seed.length + MAX_GROWTH
  return list.reduce<Uint8Array>((bytes, one) => apply(bytes, one).subarray(0, limit), seed.slice())
}

/** The bytes may be changed in place. */
function apply(bytes: Uint8Array, mutation: Mutation): Uint8Array {
  const at = mutation.at % (bytes.length + 1)
  switch (mutation.kind) {
    case 'set':
      bytes.set(mutation.bytes.slice(0, bytes.length - at), at)
      return bytes
    case 'flip':
      if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << mutation.bit)
      return bytes
    case 'add':
      add(bytes, at, mutation.width, mutation.by, mutation.little)
      return bytes
    case 'remove':
      return joined(bytes.subarray(0, at), bytes.subarray(at + mutation.count))
    case 'repeat': {
      const piece = bytes.subarray(at, at + mutation.count)
      return joined(bytes.subarray(0, at), ...Array.from({ length: mutation.times }, () => piece), bytes.subarray(at))
    }
    case 'swap': {
      const other = mutation.other % (bytes.length + 1)
      const [low, high] = at < other ? [at, other] : [other, at]
      const count = Math.min(mutation.count, high - low, bytes.length - high)
      const piece = bytes.slice(low, low + count)
      bytes.copyWithin(low, high, high + count)
      bytes.set(piece, high)
      return bytes
    }
    case 'splice':
      return joined(bytes.subarray(0, at), Uint8Array.from(mutation.bytes), bytes.subarray(at))
    case 'cut':
      return bytes.subarray(0, at)
  }
}

function add(bytes: Uint8Array, at: number, width: number, by: number, little: boolean): void {
  let carry = by
  for (let step = 0; step < width; step++) {
    const place = little ? at + step : at + width - 1 - step
    const sum = (bytes[place] ?? 0) + (carry & 0xff)
    if (place < bytes.length) bytes[place] = sum & 0xff
    carry = (carry >> 8) + (sum >> 8)
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
