import { expect, it } from 'vitest'
import { UndoOrder } from '../../../../renderer/state/undo-order.ts'

it('takes back the latest of all, then what has a past from before', () => {
  const order = new UndoOrder()
  const both = { note: true, join: true }
  order.did('join')
  order.did('note')
  order.did('join')
  expect([order.take(both), order.take(both), order.take(both)]).toEqual(['join', 'note', 'join'])
  expect(order.take({ note: false, join: true })).toBe('join')
  expect(order.take({ note: false, join: false })).toBeUndefined()
})

it('passes over what was undone by other means', () => {
  const order = new UndoOrder()
  order.did('note')
  order.did('join')
  expect(order.take({ note: true, join: false })).toBe('note')
  order.did('join')
  order.clear()
  expect(order.take({ note: true, join: true })).toBe('note')
})
