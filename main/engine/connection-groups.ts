import type { FilterTerm } from '../../db/query/connection-filter.ts'
import {
  type Grouping,
  type GroupKey,
  type GroupMember,
  prepareConnectionGroup,
} from '../../db/query/connection-group.ts'
import type { ReadableCase } from '../../db/open.ts'
import { OUTCOMES } from '../../db/vocabulary.ts'
import { breathe } from './breathe.ts'

/** Groups that are told apart; what comes behind is one more group. A million names are somebody's experiment. */
export const MAX_GROUPS = 20_000
/** Groups counted before the engine turns to other requests: some 10 ms. */
const RANGE = 500

export interface FoundGroup {
  /** One of its connections: what they have in common is written there. Undefined for what is left behind MAX_GROUPS. */
  readonly member: number | undefined
  /** Where it begins in the list that is ordered by what they have in common, descending: its failed ones come first. */
  readonly start: number
  /** By outcome, in the order of OUTCOMES. */
  readonly counts: readonly number[]
}

/**
 * The groups that the connections matching a filter fall into, in the order of worth: those with the most failed ones first. Without a filter
 * they are counted inside the index, and so with one that asks for outcomes alone; with another, their borders are looked for in the list of
 * what matches (`matching`: by `by`, descending).
 */
export async function groupsOf(
  index: ReadableCase,
  by: Grouping,
  terms: readonly FilterTerm[],
  matching: () => Promise<Uint32Array>,
  signal?: AbortSignal,
  most = MAX_GROUPS,
): Promise<readonly FoundGroup[]> {
  const group = prepareConnectionGroup(index, by)
  const found = terms.every(({ kind }) => kind === 'outcome')
    ? await allGroups(
        group,
        OUTCOMES.map((outcome) => terms.every((term) => asksFor(term, outcome))),
        most,
        signal,
      )
    : await bordersIn(await matching(), group, most, signal)
  let start = 0
  return found
    .map(({ member, counts }) => ({ member, counts, start: (start += total(counts)) - total(counts) }))
    .sort((a, b) => failed(b) - failed(a) || total(b.counts) - total(a.counts) || a.start - b.start)
}

type Group = ReturnType<typeof prepareConnectionGroup>
type Counted = Omit<FoundGroup, 'start'>

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0)
const failed = ({ counts }: FoundGroup): number => counts[OUTCOMES.indexOf('failed')] ?? 0
const none = (): number[] => OUTCOMES.map(() => 0)

const asksFor = (term: FilterTerm, outcome: string): boolean =>
  term.kind === 'outcome' && (term.outcome === outcome) !== term.negated

/** `wanted`: for each of OUTCOMES, whether it counts. */
async function allGroups(
  group: Group,
  wanted: readonly boolean[],
  most: number,
  signal: AbortSignal | undefined,
): Promise<Counted[]> {
  const found: Counted[] = []
  const rest = none()
  for (let key: GroupKey | undefined = null, looked = 0; key !== undefined; key = group.after(key)) {
    const counts = group.counts(key).map((count, outcome) => (wanted[outcome] ? count : 0))
    if (found.length < most) {
      if (total(counts) > 0)
        found.push({
          member: group.member(
            key,
            counts.findIndex((count) => count > 0),
          ),
          counts,
        })
    } else for (const [outcome, count] of counts.entries()) rest[outcome] = (rest[outcome] ?? 0) + count
    if (++looked % RANGE === 0) await breathe(signal)
  }
  if (total(rest) > 0) found.push({ member: undefined, counts: rest })
  return found.reverse()
}

/** Ids are in order, so that those of one group and outcome lie together: each border is found by doubling steps, then by halving. */
async function bordersIn(
  ids: Uint32Array,
  group: Group,
  most: number,
  signal: AbortSignal | undefined,
): Promise<Counted[]> {
  const found: Counted[] = []
  let last: GroupMember | undefined
  let counts = none()
  let looked = 0
  for (let at = 0; at < ids.length;) {
    const member = group.of(ids[at] ?? 0)
    const end = borderAfter(ids, at, member, group)
    if (found.length === 0 || (found.length <= most && !isSame(member?.key, last?.key))) {
      counts = none()
      found.push({ member: found.length < most ? ids[at] : undefined, counts })
    }
    const outcome = member?.outcome ?? 0
    counts[outcome] = (counts[outcome] ?? 0) + end - at
    last = member
    at = end
    if (++looked % RANGE === 0) await breathe(signal)
  }
  return found
}

function borderAfter(ids: Uint32Array, at: number, member: GroupMember | undefined, group: Group): number {
  const belongs = (place: number): boolean => {
    const other = group.of(ids[place] ?? 0)
    return other?.outcome === member?.outcome && isSame(other?.key, member?.key)
  }
  let inside = at
  let step = 1
  while (at + step < ids.length && belongs(at + step)) {
    inside = at + step
    step *= 2
  }
  let outside = Math.min(at + step, ids.length)
  while (outside - inside > 1) {
    const middle = (inside + outside) >> 1
    if (belongs(middle)) inside = middle
    else outside = middle
  }
  return outside
}

function isSame(a: GroupKey | undefined, b: GroupKey | undefined): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b
}
