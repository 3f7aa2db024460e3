import type { Comparison } from '../compare.ts'
import type { Difference, Seen } from '../difference.ts'
import type { ComparedPolicy, ComparedRing } from './compared-settings.ts'
import { policyDifferences } from './policy-difference.ts'
import { ringDifferences } from './ring-difference.ts'
import { settingSentence } from './setting-sentence.ts'

export interface ComparedSetUp {
  readonly policies: readonly ComparedPolicy[]
  readonly rings: readonly ComparedRing[]
}

/** What both have: policies with policies, rings with rings. */
export type ComparableKind = 'policies' | 'rings'

/** More nobody reads, and two policies that have nothing in common have more. */
const MAX_DIFFERENCES = 1_000

export function comparableKinds(a: ComparedSetUp, b: ComparedSetUp): readonly ComparableKind[] {
  return (['policies', 'rings'] as const).filter((kind) => a[kind].length > 0 && b[kind].length > 0)
}

/** Two set-ups by what is in force; the shape is that of two handshakes, of which nothing is aligned. */
export function compareSettings(a: ComparedSetUp, b: ComparedSetUp): Comparison {
  const kinds = comparableKinds(a, b)
  const found = [
    ...(kinds.includes('policies') ? policyDifferences(a.policies, b.policies) : []),
    ...(kinds.includes('rings') ? ringDifferences(a.rings, b.rings) : []),
  ]
  const origins = kinds.includes('policies') ? [originOf(a), originOf(b)] : []
  const differences = found
    .toSorted((one, other) => Number(one.noise) - Number(other.noise))
    .slice(0, MAX_DIFFERENCES)
    .map((one) => weighed(one, origins))
  const telling = differences.filter(({ weight }) => weight === 'matters')
  const [top] = telling
  const more = telling.length - 1
  return {
    aligned: [],
    differences,
    first: top ? 0 : null,
    summary: top
      ? settingSentence(top) + (more > 0 ? ` ${more} more ${more === 1 ? 'difference' : 'differences'}.` : '')
      : 'The two are the same in all that matters.',
  }
}

const originOf = ({ policies }: ComparedSetUp): ComparedPolicy['origin'] | undefined => policies[0]?.origin

function weighed(
  { row: _row, noise, ...rest }: Seen,
  [a, b]: readonly (ComparedPolicy['origin'] | undefined)[],
): Difference {
  if (noise) return { ...rest, weight: 'noise', why: 'It is a default that only one of the two states.' }
  return { ...rest, weight: 'matters', why: whyOf(rest, a, b) }
}

function whyOf({ a: valueA, b: valueB }: Pick<Seen, 'a' | 'b'>, a: string | undefined, b: string | undefined): string {
  if (a === undefined || a === b) return 'It is in force in one of the two and not in the other.'
  const [written, active] = a === 'written' ? [valueA, valueB] : [valueB, valueA]
  if (active === null) return 'Written but not active.'
  return written === null ? 'Active but not written.' : 'Active with another value than is written.'
}
