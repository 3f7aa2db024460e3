import type { Difference, Seen, Weight } from './difference.ts'
import { explains } from './explaining-paths.ts'
import type { ComparedHandshake } from './handshake.ts'

/** The handshake whose outcome is to be explained, if one of the two failed and the other did not. */
export type Failed = 'a' | 'b' | undefined

export function failedOne(a: ComparedHandshake, b: ComparedHandshake): Failed {
  if ((a.outcome === 'failed') === (b.outcome === 'failed')) return undefined
  return a.outcome === 'failed' ? 'a' : 'b'
}

/** What says how it ended, and so cannot say why. */
const ENDS = new Set(['outcome', 'boundary', 'signature', 'alert'])

/**
 * Gives each difference its weight and sorts by it: what explains the finding of the failed one, then what could, in the order in which the handshake came to
 * it. `divergence` is the row at which the two ladders part; what a handshake that failed does not show from there on follows from that.
 */
export function weigh(found: readonly Seen[], failed: ComparedHandshake | undefined, divergence: number): Difference[] {
  const cause = failed?.findings.find(({ rank }) => rank === 1)?.cause
  const weighed = found.map((difference, at) => {
    const place = cause === undefined || difference.noise ? undefined : explains(cause, difference.path)
    const [weight, why] = weightOf(difference, cause, place, failed !== undefined, divergence)
    return { difference, weight, why, place: place ?? Number.MAX_SAFE_INTEGER, at }
  })
  weighed.sort(
    (one, other) =>
      RANK[one.weight] - RANK[other.weight] ||
      (one.weight === 'cause' ? one.place - other.place : 0) ||
      rowRank(one.difference.row) - rowRank(other.difference.row) ||
      one.at - other.at,
  )
  return promoted(
    weighed.map(({ difference: { row: _row, noise: _noise, ...rest }, weight, why }) => ({ ...rest, weight, why })),
  )
}

/** Where nothing explains an end that differs, the end itself is what matters: the two are not the same. */
function promoted(differences: readonly Difference[]): Difference[] {
  const [top, ...rest] = differences
  if (top?.weight !== 'consequence') return [...differences]
  return [{ ...top, weight: 'matters', why: 'Nothing that these sources show before it differs.' }, ...rest]
}

const RANK: Readonly<Record<Weight, number>> = { cause: 0, matters: 1, consequence: 2, noise: 3 }
/** What is about the connection as a whole comes after what a message said. */
const rowRank = (row: number): number => (row < 0 ? Number.MAX_SAFE_INTEGER : row)

function weightOf(
  difference: Seen,
  cause: string | undefined,
  place: number | undefined,
  oneFailed: boolean,
  divergence: number,
): readonly [Weight, string] {
  if (difference.noise) return ['noise', 'It differs between any two handshakes.']
  if (place !== undefined) return ['cause', `It is what ${cause ?? ''} is about.`]
  if (!oneFailed) {
    return difference.path === 'signature'
      ? ['consequence', 'It follows from which messages were sent.']
      : ['matters', 'It changes what the two ends agreed on or showed.']
  }
  if (ENDS.has(difference.path)) return ['consequence', 'It says how the handshake ended, not why.']
  if (difference.row > divergence) return ['consequence', 'It comes after the two handshakes parted.']
  if (difference.row === divergence) return ['matters', 'It is where the two handshakes part.']
  return ['matters', 'It came before the handshake failed and could have led to it.']
}
