/** Edits that a slip of the keyboard makes. */
const MAX_EDITS = 2
const MIN_LENGTH = 4
const MAX_LENGTH = 48

/** The word that was probably meant: at most two letters away, and nearer than any other. */
export function likeWord(word: string, known: readonly string[]): string | undefined {
  if (word.length < MIN_LENGTH || word.length > MAX_LENGTH) return undefined
  let best: string | undefined
  let least = Math.min(MAX_EDITS, Math.floor(word.length / MIN_LENGTH)) + 1
  for (const other of known) {
    if (Math.abs(other.length - word.length) >= least) continue
    const edits = distance(word.toLowerCase(), other.toLowerCase())
    if (edits === 0 || edits >= least) continue
    least = edits
    best = other
  }
  return best
}

/** Letters inserted, left out, changed, or two of them exchanged. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, (beforeLast[j - 2] ?? 0) + 1)
      row.push(edits)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
