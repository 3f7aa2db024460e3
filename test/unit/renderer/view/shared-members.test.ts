import { expect, it } from 'vitest'
import { sharedMembers } from '../../../../renderer/view/compare/shared-members.ts'

it('is what all have that show the fact', () => {
  const values = [['a', 'b', 'c'], ['b', 'a'], []]
  expect([...sharedMembers({ values, kinds: [0, 1, null] })]).toEqual(['a', 'b'])
  // One that shows the fact and has no member shares none.
  expect([...sharedMembers({ values, kinds: [0, 1, 2] })]).toEqual([])
  expect([...sharedMembers({ values: [], kinds: [] })]).toEqual([])
})
