/** Beyond so many cells two lists are paired by position: the table would cost more than it tells. */
const MAX_CELLS = 4_000_000

/**
 * Pairs of positions of two lists that belong together: those of a longest common subsequence by `key`, in order. What is in no pair is in
 * one list only.
 */
export function align<A, B>(
  left: readonly A[],
  right: readonly B[],
  leftKey: (item: A) => string,
  rightKey: (item: B) => string,
): [number, number][] {
  const ours = left.map(leftKey)
  const theirs = right.map(rightKey)
  const pairs: [number, number][] = []
  let start = 0
  while (start < ours.length && start < theirs.length && ours[start] === theirs[start]) {
    pairs.push([start, start])
    start += 1
  }
  const rows = ours.length - start
  const columns = theirs.length - start
  if (rows === 0 || columns === 0) return pairs
  if (rows * columns > MAX_CELLS) {
    for (let at = start; at < Math.min(ours.length, theirs.length); at += 1) pairs.push([at, at])
    return pairs
  }
  // lengths[row][column]: of the longest common subsequence of what begins there.
  const width = columns + 1
  const lengths = new Uint32Array((rows + 1) * width)
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        ours[start + row] === theirs[start + column]
          ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0)
  let row = 0
  let column = 0
  while (row < rows && column < columns) {
    if (ours[start + row] === theirs[start + column]) pairs.push([start + row++, start + column++])
    else if ((lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0)) row += 1
    else column += 1
  }
  return pairs
}
