/** All that two bytes can hold. */
const CODES = 0x1_0000

/**
 * What a registry says of a code point, worked out when it is first asked for: rules ask it of every suite, scheme and group of a hundred
 * thousand hellos, and a place in an array is found sooner than an entry and its words. Codes beyond two bytes are worked out each time.
 */
export function byCodePoint<Answer>(work: (code: number) => Answer): (code: number) => Answer {
  // By the first byte, then by the second: one array of all would be mostly holes.
  const known: ({ readonly answer: Answer } | undefined)[][] = []
  return (code) => {
    if (!(code >= 0 && code < CODES)) return work(code)
    const page = (known[code >> 8] ??= [])
    return (page[code & 0xff] ??= { answer: work(code) }).answer
  }
}
