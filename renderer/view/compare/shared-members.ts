import type { ComparedFact } from '../../../preload/contract/comparison.ts'

/** What every handshake has that shows the fact at all. */
export function sharedMembers({ values, kinds }: Pick<ComparedFact, 'values' | 'kinds'>): ReadonlySet<string> {
  const [first = [], ...rest] = values.filter((_, at) => kinds[at] !== null).map((members) => new Set(members))
  return new Set([...first].filter((member) => rest.every((members) => members.has(member))))
}
