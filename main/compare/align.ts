import type { ComparedMessage } from './handshake.ts'

/** One row of two ladders side by side: positions in the lists given, undefined for a gap. */
export interface AlignedRow {
  readonly a: number | undefined
  readonly b: number | undefined
  /** The other side has the same message in another place: that place. */
  readonly movedTo: number | undefined
}

/** A handshake has a dozen messages; what lies beyond stands in rows of its own. The table is this long squared. */
const MAX_ALIGNED = 1_000

const SAME = 4
/** A message that one source shows and the other has encrypted. */
const MAYBE_SAME = 1

/**
 * The alignment with the most in common (Needleman and Wunsch 1970, gaps cost nothing): messages match by who sent them, what they are, and on which
 * side of a HelloRetryRequest they stand. In a run without a match, rows of A come before rows of B.
 */
export function align(a: readonly ComparedMessage[], b: readonly ComparedMessage[]): AlignedRow[] {
  const keysA = keys(a)
  const keysB = keys(b)
  // Of several best alignments one is chosen by looking at A first: look at the same one first whoever is called A.
  const rows = keysA.join() <= keysB.join() ? aligned(keysA, keysB) : aligned(keysB, keysA).map(swapped)
  return withMoves(inRuns(rows), keysA, keysB)
}

type Pair = readonly [a: number | undefined, b: number | undefined]

const swapped = ([a, b]: Pair): Pair => [b, a]

/** `client client_hello 0`; `client ? 0` for what is encrypted; `server plain-alert handshake_failure 0` for an alert before there were keys, which no encrypted one can be. */
function keys(messages: readonly ComparedMessage[]): string[] {
  let epoch = 0
  // A host's trace shows in clear what was sent under keys: what came before tells which alerts were.
  const sealed = new Set<string>()
  return messages.map(({ from, content, name, type, visibility }) => {
    const what = content === 'handshake' || content === 'alert' ? (name ?? type ?? '?') : content
    const alert = content === 'alert' ? (visibility === 'plain' && !sealed.has(from) ? 'plain-alert ' : 'alert ') : ''
    const key = `${from} ${alert}${what} ${epoch}`
    if (name === 'hello_retry_request') epoch++
    if (name === 'finished' || content === 'change_cipher_spec' || name === null) sealed.add(from)
    return key
  })
}

function likeness(one: string, other: string): number {
  if (one === other || one.replace(' plain-', ' ') === other.replace(' plain-', ' ')) return SAME
  if (one.includes(' plain-') || other.includes(' plain-') || one.includes(' ? ') === other.includes(' ? ')) return 0
  const [fromOne, , ...restOne] = one.split(' ')
  const [fromOther, , ...restOther] = other.split(' ')
  return fromOne === fromOther && restOne.length === restOther.length ? MAYBE_SAME : 0
}

function aligned(keysA: readonly string[], keysB: readonly string[]): Pair[] {
  const lengthA = Math.min(keysA.length, MAX_ALIGNED)
  const lengthB = Math.min(keysB.length, MAX_ALIGNED)
  const width = lengthB + 1
  // best[i * width + j]: the most that the messages from i and from j on have in common.
  const best = new Int32Array((lengthA + 1) * width)
  const alike = likenesses(keysA, keysB)
  for (let i = lengthA - 1; i >= 0; i--) {
    for (let j = lengthB - 1; j >= 0; j--) {
      const skip = Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0)
      const match = alike(i, j)
      best[i * width + j] = match > 0 ? Math.max(skip, match + (best[(i + 1) * width + j + 1] ?? 0)) : skip
    }
  }
  const rows: Pair[] = []
  let i = 0
  let j = 0
  while (i < lengthA && j < lengthB) {
    const here = best[i * width + j] ?? 0
    const match = alike(i, j)
    if (match > 0 && here === match + (best[(i + 1) * width + j + 1] ?? 0)) rows.push([i++, j++])
    else if (here === (best[(i + 1) * width + j] ?? 0)) rows.push([i++, undefined])
    else rows.push([undefined, j++])
  }
  while (i < keysA.length) rows.push([i++, undefined])
  while (j < keysB.length) rows.push([undefined, j++])
  return rows
}

/** How alike message i of A and message j of B are: worked out once for each two keys, of which there are few. */
function likenesses(keysA: readonly string[], keysB: readonly string[]): (i: number, j: number) => number {
  const [distinctA, distinctB] = [[...new Set(keysA)], [...new Set(keysB)]]
  const table = Uint8Array.from(distinctA.flatMap((one) => distinctB.map((other) => likeness(one, other))))
  const [placeA, placeB] = [placesIn(distinctA, keysA), placesIn(distinctB, keysB)]
  return (i, j) => table[(placeA[i] ?? 0) * distinctB.length + (placeB[j] ?? 0)] ?? 0
}

function placesIn(distinct: readonly string[], keys: readonly string[]): Uint32Array {
  const places = new Map(distinct.map((key, at) => [key, at]))
  return Uint32Array.from(keys, (key) => places.get(key) ?? 0)
}

/** Between two matches: all rows of A, then all of B. */
function inRuns(rows: readonly Pair[]): Pair[] {
  const ordered: Pair[] = []
  let onlyB: Pair[] = []
  for (const row of rows) {
    if (row[0] === undefined) onlyB.push(row)
    else if (row[1] === undefined) ordered.push(row)
    else {
      ordered.push(...onlyB, row)
      onlyB = []
    }
  }
  return [...ordered, ...onlyB]
}

function withMoves(rows: readonly Pair[], keysA: readonly string[], keysB: readonly string[]): AlignedRow[] {
  const waiting = new Map<string, number[]>()
  for (const [a, b] of rows) {
    if (a !== undefined || b === undefined) continue
    const key = keysB[b] ?? ''
    const places = waiting.get(key)
    if (places) places.push(b)
    else waiting.set(key, [b])
  }
  const movedOfB = new Map<number, number>()
  const withA = rows.map(([a, b]): AlignedRow => {
    if (a === undefined || b !== undefined) return { a, b, movedTo: undefined }
    const movedTo = waiting.get(keysA[a] ?? '')?.shift()
    if (movedTo !== undefined) movedOfB.set(movedTo, a)
    return { a, b, movedTo }
  })
  return withA.map((row) =>
    row.a === undefined && row.b !== undefined ? { ...row, movedTo: movedOfB.get(row.b) } : row,
  )
}
