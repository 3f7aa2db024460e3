import type { AlignedRow } from './align.ts'
import { seen, type Seen } from './difference.ts'
import type { ComparedHandshake, ComparedMessage } from './handshake.ts'

/** A pause is told when it is so many times the other's, and long enough that somebody waited. */
const TIMES = 10
const WORTH_TELLING_S = 0.5

/** Times matter only where one side waited much longer than the other did in the same place. */
export function pauseDifferences(rows: readonly AlignedRow[], a: ComparedHandshake, b: ComparedHandshake): Seen[] {
  const found: Seen[] = []
  let before: readonly [ComparedMessage, ComparedMessage] | undefined
  for (const [at, row] of rows.entries()) {
    const messageA = row.a === undefined ? undefined : a.messages[row.a]
    const messageB = row.b === undefined ? undefined : b.messages[row.b]
    if (!messageA || !messageB) continue
    const pauseA = before && seconds(before[0], messageA)
    const pauseB = before && seconds(before[1], messageB)
    before = [messageA, messageB]
    if (pauseA === undefined || pauseB === undefined) continue
    const longer = Math.max(pauseA, pauseB)
    if (longer < WORTH_TELLING_S || longer < TIMES * Math.min(pauseA, pauseB)) continue
    const name = messageA.name ?? messageB.name ?? messageA.content
    const values = [`${pauseA.toFixed(3)} s`, `${pauseB.toFixed(3)} s`] as const
    found.push(seen(`${name}.pause`, 'time', ...values, { row: at, messageA: messageA.n, messageB: messageB.n }))
  }
  return found
}

function seconds(from: ComparedMessage, to: ComparedMessage): number | undefined {
  return from.time === null || to.time === null ? undefined : Number(to.time) - Number(from.time)
}
