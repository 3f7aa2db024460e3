import { expect, it } from 'vitest'
import { lineMatcher } from '../../../main/ingest/line-matcher.ts'

it.each([
  ['error', false, false, 'an ERROR here', [3, 8]],
  ['error', false, true, 'an ERROR here', undefined],
  ['a.c', false, false, 'abc a.c', [4, 7]],
  ['a.c', true, false, 'xABC', [1, 4]],
  ['a.c', true, true, 'xABC', undefined],
  ['x*', true, false, 'abc', [0, 0]],
  ['', false, false, 'abc', [0, 0]],
] as const)('%j (expression %s, case %s) in %j', (text, regex, matchCase, line, found) =>
  expect(lineMatcher({ text, regex, matchCase })(line)).toEqual(found),
)

it('refuses what is no expression', () =>
  expect(() => lineMatcher({ text: '(', regex: true, matchCase: false })).toThrow(SyntaxError))
