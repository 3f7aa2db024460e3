import { expect, it } from 'vitest'
import { visible } from '../../../../../renderer/view/source/visible-text.ts'

it.each([
  ['plain\ttext é', 'plain\ttext é'],
  ['a\u0000b\u001b[31m', 'a·b·[31m'],
  ['user\u202egnp.exe', 'user·gnp.exe'],
  ['zero\u200bwidth\ufeff', 'zero·width·'],
])('%j is seen as %j', (text, seen) => {
  expect(visible(text)).toBe(seen)
  expect(visible(text)).toHaveLength(text.length)
})
