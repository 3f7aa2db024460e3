/** Height of a tick, px. */
export const TICK_PX = 2

/** Where hits lie along a scroll bar, px from its top: each place once, however many hits fall on it. Lines count from 1 and ascend. */
export function hitTicks(hitLines: readonly number[], lines: number, heightPx: number): readonly number[] {
  if (lines <= 0 || heightPx <= TICK_PX) return []
  const ticks: number[] = []
  for (const line of hitLines) {
    const y = Math.min(heightPx - TICK_PX, Math.floor(((line - 1) / lines) * heightPx))
    if (y >= 0 && y !== ticks.at(-1)) ticks.push(y)
  }
  return ticks
}

/** The place, among ascending hits, of the first one behind a line (or, going back, the last one before it); round and round. -1: no hits. */
export function nextHit(hitLines: readonly number[], line: number, step: 1 | -1): number {
  if (hitLines.length === 0) return -1
  let low = 0
  let high = hitLines.length
  while (low < high) {
    const middle = (low + high) >> 1
    const isBefore = step === 1 ? (hitLines[middle] ?? 0) <= line : (hitLines[middle] ?? 0) < line
    if (isBefore) low = middle + 1
    else high = middle
  }
  return step === 1 ? low % hitLines.length : (low - 1 + hitLines.length) % hitLines.length
}
