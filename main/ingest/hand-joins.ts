import type { HandDecision } from '../../db/query/hand-decision-list.ts'
import type { StoredLeg } from '../../db/query/leg-list.ts'
import type { HandJoins } from '../join/by-hand.ts'
import { contentMark, partsOf } from './leg-mark.ts'

/** Finds the legs again that a person decided about, while all legs of the case pass by. */
export class MarkedLegs {
  readonly #wanted = new Set<string>()
  /** By what they show: their ids, by the path of their source. */
  readonly #found = new Map<string, Map<string, number>>()

  constructor(decisions: readonly HandDecision[]) {
    for (const { groups } of decisions)
      for (const mark of groups.flat()) this.#wanted.add(partsOf(mark)?.content ?? mark)
  }

  get isEmpty(): boolean {
    return this.#wanted.size === 0
  }

  /** Whether a decision names the leg. */
  see(leg: StoredLeg, path: string): boolean {
    if (this.isEmpty) return false
    const content = contentMark(leg)
    if (!this.#wanted.has(content)) return false
    const byPath = this.#found.get(content) ?? new Map<string, number>()
    this.#found.set(content, byPath)
    if (!byPath.has(path)) byPath.set(path, leg.id)
    return true
  }

  /** The leg's id: of its own source, or where that is gone, of the first one that shows the same. */
  idOf(mark: string): number | undefined {
    const parts = partsOf(mark)
    const byPath = parts && this.#found.get(parts.content)
    return byPath && (byPath.get(parts.path) ?? byPath.values().next().value)
  }
}

/**
 * What a person's decisions come to, one after the other: a split takes back what was joined before between the groups, and a join what was
 * split. Two groups are joined at one leg of each; what else is in them was joined by itself.
 */
export function handJoins(decisions: readonly HandDecision[], legs: MarkedLegs): HandJoins {
  let links: (readonly [number, number])[] = []
  const splits = new Map<number, Set<number>>()
  for (const { kind, groups } of decisions) {
    const ids = groups
      .map((group) => group.map((mark) => legs.idOf(mark)).filter((id) => id !== undefined))
      .filter((group) => group.length > 0)
    if (kind === 'join') {
      for (const [one, other] of acrossGroups(ids)) {
        splits.get(one)?.delete(other)
        splits.get(other)?.delete(one)
      }
      const [first, ...others] = ids
      for (const other of others)
        if (first?.[0] !== undefined && other[0] !== undefined && first[0] !== other[0])
          links.push([first[0], other[0]])
    } else {
      const groupOf = new Map(ids.flatMap((group, at) => group.map((id) => [id, at] as const)))
      links = links.filter(([one, other]) => {
        const [first, second] = [groupOf.get(one), groupOf.get(other)]
        return first === undefined || second === undefined || first === second
      })
      for (const [one, other] of acrossGroups(ids)) {
        add(splits, one, other)
        add(splits, other, one)
      }
    }
  }
  for (const [id, others] of splits) if (others.size === 0) splits.delete(id)
  return { joins: links, splits }
}

/** Two marks may name the same leg, where the file of one is gone. */
function* acrossGroups(groups: readonly (readonly number[])[]): Generator<readonly [number, number]> {
  for (const [at, group] of groups.entries())
    for (const later of groups.slice(at + 1))
      for (const one of group) for (const other of later) if (one !== other) yield [one, other]
}

function add(splits: Map<number, Set<number>>, one: number, other: number): void {
  const known = splits.get(one)
  if (known) known.add(other)
  else splits.set(one, new Set([other]))
}
