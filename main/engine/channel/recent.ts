import type { Answers } from '../answer.ts'
import type { RecentCases } from '../recent.ts'

/** `recent.*`: the cases opened lately. */
export function recentAnswers(recent: RecentCases) {
  return {
    'recent.list': () => recent.list(),
    'recent.forget': ({ file }) => recent.forget(file),
  } satisfies Partial<Answers>
}
