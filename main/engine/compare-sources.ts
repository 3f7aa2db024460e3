import type { SettingsComparisonReply } from '../../preload/contract/comparison.ts'
import { comparableKinds, compareSettings } from '../compare/settings/compare-settings.ts'
import { settingSentence } from '../compare/settings/setting-sentence.ts'
import { Failure } from './answer.ts'
import type { OpenCase } from './open-case.ts'

/** What two sources of the case set, beside each other, by what is in force; throws a Failure. */
export function compareSources(open: OpenCase, a: number, b: number): SettingsComparisonReply {
  const name = (id: number): string => open.sources.find((source) => source.id === id)?.name ?? `source ${id}`
  const [ofA, ofB] = [open.setUp.of(a), open.setUp.of(b)]
  for (const [id, { policies, rings }] of [
    [a, ofA],
    [b, ofB],
  ] as const) {
    if (policies.length + rings.length === 0)
      throw new Failure('not-found', `${name(id)} holds neither a policy nor a key ring.`)
  }
  if (comparableKinds(ofA, ofB).length === 0)
    throw new Failure(
      'not-found',
      `One of ${name(a)} and ${name(b)} is a policy and the other a key ring: nothing of them can be compared.`,
    )
  const { differences, first, summary } = compareSettings(ofA, ofB)
  return {
    differences: differences.map((one) => ({
      path: one.path,
      weight: one.weight,
      sentence: settingSentence(one),
      why: one.why,
    })),
    first,
    summary,
  }
}
