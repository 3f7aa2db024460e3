import { expect, it } from 'vitest'
import { asciiOf } from '../../../build/ascii-chunks.ts'

const evaluated = (code: string): unknown => (0, eval)(code)

it('writes letters beyond ASCII so that the code means the same', () => {
  for (const code of ['"a – b → c é"', '`„${"ü"}“`', '"😀".length', '/^[–😀]$/u.test("😀")', '"plain"']) {
    const ascii = asciiOf(code)
    expect(ascii.split('').every((unit) => unit < '\u0080')).toBe(true)
    expect(evaluated(ascii)).toStrictEqual(evaluated(code))
  }
})

it('leaves alone what stands behind a backslash, whole', () => {
  const code = String.raw`'\😀\–'`
  expect(asciiOf(code)).toBe(code)
})
