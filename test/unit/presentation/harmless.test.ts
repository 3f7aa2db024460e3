import fc from 'fast-check'
import { csvParseRows } from 'd3'
import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { csvRow } from '../../../main/export/csv.ts'
import { harmless, harmlessJson, noFormula } from '../../../main/presentation/harmless.ts'
import { markup } from '../../../main/presentation/markup.ts'
import { tableTsv } from '../../../main/presentation/text-table.ts'
import { HARMFUL, HOSTILE, HOSTILE_WORDS } from '../../support/hostile-names.ts'

describe('harmless', () => {
  it.each([
    ['control characters', 'a\u0000b\u001b[31mc\u009bd\u007f', 'a\ufffdb\ufffd[31mc\ufffdd\ufffd'],
    ['overrides of direction', 'good\u202egnp.exe\u2066\u200f', 'good\ufffdgnp.exe\ufffd\ufffd'],
    ['what shows nothing', 'a\u200bb\ufeffc\u2060', 'a\ufffdb\ufffdc\ufffd'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
    ['lines and tabs, which stay', 'a\n\tb', 'a\n\tb'],
    ['signs beyond the first plane, which stay', '😀', '😀'],
  ])('takes out %s', (_, given, expected) => expect(harmless(given)).toBe(expected))

  it.each([
    ['=1', "'=1"],
    ['  @x', "'  @x"],
    ['－1', "'－1"],
    ['1-1', '1-1'],
  ])('keeps a spreadsheet from calculating %j', (given, expected) => expect(noFormula(given)).toBe(expected))
})

/** Any text, and pieces of those that mean something to somebody. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(...HOSTILE.map((text) => text.slice(0, 200)), ...HOSTILE_WORDS.map((word) => word.slice(0, 200))),
      fc.constantFrom('"', ',', '\r\n', '\n', '\t', "'", '=', '+', '-', '@', '<', '&', ' ', '\ud800', '\u202e'),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))

describe('whatever a text is', () => {
  it('JSON of it has the value, and no sign that turns or hides', () =>
    fc.assert(
      fc.property(hostile, (text) => {
        const json = harmlessJson(JSON.stringify({ text }))
        expect(HARMFUL.exec(json)).toBeNull()
        expect(JSON.parse(json)).toEqual({ text })
      }),
    ))

  it('a row of CSV is as many cells as it was made of, and none of them is calculated', () =>
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 2, maxLength: 5 }), (cells) => {
        const rows = csvParseRows(csvRow(cells))
        expect(rows).toHaveLength(1)
        const [row = []] = rows
        expect(row.map((cell) => cell.replace(/^'/, ''))).toEqual(cells.map((cell) => harmless(cell).replace(/^'/, '')))
        for (const cell of row) {
          expect(/^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell)).toBe(false)
          expect(HARMFUL.exec(cell)).toBeNull()
        }
      }),
    ))

  it('a row for a spreadsheet keeps its cells and lines', () =>
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 2, maxLength: 5 }), (cells) => {
        const text = tableTsv([{ title: '', heads: cells.map(() => 'head'), rows: [cells] }])
        const lines = text.split('\n')
        expect(lines).toHaveLength(3)
        expect(lines[1]?.split('\t')).toHaveLength(cells.length)
        expect(HARMFUL.exec(text)).toBeNull()
        for (const cell of lines[1]?.split('\t') ?? []) expect(/^\s*[=+\-@＝＋－＠]/.test(cell)).toBe(false)
      }),
    ))

  it('markup of it is one text and one attribute', () =>
    fc.assert(
      fc.property(hostile, (text) => {
        const { body } = new JSDOM(`<body>${markup`<p title="${text}">${text}</p>`.toString()}`).window.document
        expect(body.children).toHaveLength(1)
        expect(body.firstElementChild?.getAttributeNames()).toEqual(['title'])
        expect(body.firstElementChild?.childElementCount).toBe(0)
        expect(body.textContent).toBe(harmless(text))
        expect(body.firstElementChild?.getAttribute('title')).toBe(harmless(text))
      }),
      { numRuns: 50 },
    ))
})
