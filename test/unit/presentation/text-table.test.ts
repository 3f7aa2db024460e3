import { describe, expect, it } from 'vitest'
import { tableMarkdown, tableTsv, type TextTable } from '../../../main/presentation/text-table.ts'

const table = (...cells: readonly string[]): TextTable => ({ title: 'T', heads: ['A', 'B'], rows: [cells] })

describe('a copied table', () => {
  it.each([
    ['tabs and lines in a cell', 'a\tb\r\nc', 'a b c'],
    ['a formula', '=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
    ['one behind blanks, in full width', ' ＝1+1', "'＝1+1"],
    ['a command', '@SUM(1)', "'@SUM(1)"],
    ['what turns the direction of writing', 'a\u202eb', 'a\ufffdb'],
    ['control characters', 'a\u0007b', 'a\ufffdb'],
  ])('as TSV holds no %s', (_, given, expected) => {
    expect(tableTsv([table(given, 'x')])).toBe(`A\tB\n${expected}\tx\n`)
  })

  it('as Markdown means nothing but itself', () => {
    expect(tableMarkdown([table('<b>|*x*', '[a](http://x)')])).toBe(
      '| A | B |\n| --- | --- |\n| \\<b\\>\\|\\*x\\* | \\[a\\](http\\://x) |\n',
    )
  })

  it('has its title where there are several', () => {
    expect(tableTsv([table('1', '2'), table('3', '4')])).toBe('T\nA\tB\n1\t2\n\nT\nA\tB\n3\t4\n')
    expect(tableMarkdown([table('1', '2'), table('3', '4')])).toMatch(/^\*\*T\*\*\n\n\| A \|/)
  })

  it('takes long names as they are', () => {
    const long = 'x'.repeat(65_536)
    expect(tableTsv([table(long, '')])).toBe(`A\tB\n${long}\t\n`)
  })
})
