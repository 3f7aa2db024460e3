import { beforeEach, expect, it, vi } from 'vitest'
import { CardTurns } from '../../../../renderer/view/overview/card-turns.svelte.ts'

let due: (() => void)[] = []
const frame = (): void => {
  const now = due
  due = []
  for (const run of now) run()
}
beforeEach(() => {
  due = []
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => due.push(run))
  vi.stubGlobal('cancelAnimationFrame', () => (due = []))
})

const shown = (turns: CardTurns<string>): (string | undefined)[] => [0, 1, 2].map((card) => turns.of(card))

it('a count reaches card after card, one a frame, and each shows the one before until then', () => {
  const turns = new CardTurns<string>(3)
  expect(shown(turns)).toEqual([undefined, undefined, undefined])
  turns.show('old')
  expect(shown(turns)).toEqual(['old', undefined, undefined])
  frame()
  frame()
  expect(shown(turns)).toEqual(['old', 'old', 'old'])
  expect(due).toHaveLength(0)
  turns.show('new')
  frame()
  expect(shown(turns)).toEqual(['new', 'new', 'old'])
})

it('of another case nothing of the last one stays, and who stops it gets no more frames', () => {
  const turns = new CardTurns<string>(3)
  turns.show('old')
  frame()
  turns.show(undefined)
  expect(shown(turns)).toEqual([undefined, undefined, undefined])
  expect(due).toHaveLength(0)
  turns.show('new')
  expect(shown(turns)).toEqual(['new', undefined, undefined])
  turns.stop()
  expect(due).toHaveLength(0)
})
