import { expect, test } from 'vitest'
import { byCodePoint } from '../../../main/diagnose/by-code-point.ts'

test('works out each code point once, also where the answer is undefined', () => {
  const worked: number[] = []
  const answer = byCodePoint((code) => {
    worked.push(code)
    return code === 0xc02f ? 'EC' : undefined
  })
  for (const code of [0xc02f, 0, 0xffff, 0xc02f, 0, 0xffff])
    expect(answer(code)).toBe(code === 0xc02f ? 'EC' : undefined)
  expect(worked).toEqual([0xc02f, 0, 0xffff])
})

test('keeps nothing of what is no code point of two bytes', () => {
  let worked = 0
  const answer = byCodePoint((code) => `${code} ${++worked}`)
  expect([answer(0x1_0000), answer(0x1_0000), answer(-1), answer(Number.NaN)]).toEqual([
    '65536 1',
    '65536 2',
    '-1 3',
    'NaN 4',
  ])
})
