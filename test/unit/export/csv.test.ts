import { expect, it } from 'vitest'
import { csvRow } from '../../../main/export/csv.ts'

it.each([
  ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['+1', "'+1"],
  ['-1+1', "'-1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', '"\'\t=1"'],
  ['\r=1', '\ufffd=1'],
  ['\n=1', '"\'\n=1"'],
  ['  =1', '"\'  =1"'.replaceAll('"', '')],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['a=1', 'a=1'],
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['\u0000\u001b\u202ex', '\ufffd\ufffd\ufffdx'],
  ['', ''],
])('%j', (given, cell) => {
  expect(csvRow([given])).toBe(`${cell}\r\n`)
})

it('numbers, words and nothing', () => {
  expect(csvRow([-1, 2.5, 10n, true, null, undefined, 'x'])).toBe('-1,2.5,10,true,,,x\r\n')
})

it('a text longer than a cell is cut, and still no formula', () => {
  const row = csvRow([`=${'x'.repeat(100_000)}`])
  expect(row.startsWith("'=x")).toBe(true)
  expect(row.length).toBe(32_767 + 2)
})
