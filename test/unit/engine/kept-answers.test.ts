import { expect, it } from 'vitest'
import { KeptAnswers } from '../../../main/engine/kept-answers.ts'

function counting(growing = false, most = 2) {
  const kept = new KeptAnswers<number>(() => growing, most)
  let asked = 0
  return { kept, ask: (key: string) => kept.get(key, () => ++asked) }
}

it('keeps the answers to the last questions that were asked', () => {
  const { kept, ask } = counting()
  expect([ask('a'), ask('b'), ask('a'), ask('c')]).toStrictEqual([1, 2, 1, 3])
  expect([kept.known('a'), kept.known('b'), kept.known('c')]).toStrictEqual([1, undefined, 3])
})

it('finds anew when the case changed, but not at every change of one that grows', () => {
  const still = counting(false)
  const growing = counting(true)
  for (const { kept, ask } of [still, growing]) {
    ask('a')
    kept.changed()
  }
  expect(still.kept.known('a')).toBeUndefined()
  expect(still.ask('a')).toBe(2)
  expect(growing.ask('a')).toBe(1)
})

it('drops an answer that is none', () => {
  const { kept, ask } = counting()
  kept.drop(ask('a'))
  expect(ask('a')).toBe(2)
})
