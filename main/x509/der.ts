/** One DER element (X.690 §8.1): a tag, a length, a content. Just enough to find a place in bytes that a parser has accepted. */

export interface DerElement {
  readonly tag: number
  /** The content is `der[start..end)`. */
  readonly start: number
  readonly end: number
}

/** The element that begins at `at`; undefined where it does not fit. */
export function derElement(der: Uint8Array, at: number): DerElement | undefined {
  const tag = der[at]
  const first = der[at + 1]
  if (tag === undefined || first === undefined) return undefined
  const more = first < 0x80 ? 0 : first & 0x7f
  // Indefinite lengths are not DER, and no certificate has 16 MiB.
  if (more > 3 || first === 0x80) return undefined
  let length = more === 0 ? first : 0
  for (let index = 0; index < more; index += 1) length = length * 256 + (der[at + 2 + index] ?? 0)
  const start = at + 2 + more
  return start + length <= der.length ? { tag, start, end: start + length } : undefined
}
