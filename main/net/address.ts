/** The address in four words of `words` from `at`: dotted decimal, or RFC 5952's canonical text of IPv6. */
export function addressText(ipVersion: number, words: readonly number[] | Int32Array, at: number): string {
  if (ipVersion === 4) {
    const word = words[at] ?? 0
    return `${word >>> 24}.${(word >>> 16) & 0xff}.${(word >>> 8) & 0xff}.${word & 0xff}`
  }
  if (words[at] === 0 && words[at + 1] === 0 && words[at + 2] === 0xffff)
    return `::ffff:${addressText(4, words, at + 3)}`
  const groups: number[] = []
  for (let index = 0; index < 4; index++) {
    const word = words[at + index] ?? 0
    groups.push(word >>> 16, word & 0xffff)
  }
  return ipv6Text(groups)
}

/** RFC 5952 §4: no leading zeros, the longest run of at least two zero groups as `::` (the first of equals), lower case. */
function ipv6Text(groups: readonly number[]): string {
  let bestStart = -1
  let bestLength = 1
  for (let start = 0; start < groups.length; start++) {
    let length = 0
    while (groups[start + length] === 0) length++
    if (length > bestLength) {
      bestStart = start
      bestLength = length
    }
  }
  const hex = (from: number, to: number) =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':')
  if (bestStart < 0) return hex(0, groups.length)
  return `${hex(0, bestStart)}::${hex(bestStart + bestLength, groups.length)}`
}
