import { expect, test } from 'vitest'
import { readName } from '../../../main/x509/name.ts'

/** An attribute: the last byte of its identifier 2.5.4.n, the tag of its text, the text. */
function attribute(type: number, tag: number, text: string): number[] {
  const bytes = Array.from(text, (letter) => letter.charCodeAt(0))
  return [0x30, 7 + bytes.length, 6, 3, 0x55, 4, type, tag, bytes.length, ...bytes]
}

function name(...parts: number[][][]): Uint8Array {
  const sets = parts.flatMap((part) => [0x31, part.flat().length, ...part.flat()])
  return Uint8Array.of(0x30, sets.length, ...sets)
}

const UTF8 = 0x0c
const PRINTABLE = 0x13

test.each([
  [
    'the most specific part first',
    name([attribute(6, PRINTABLE, 'DE')], [attribute(10, UTF8, 'Example')], [attribute(3, UTF8, 'a.test')]),
    'CN=a.test,O=Example,C=DE',
  ],
  ['several values in one part', name([attribute(3, UTF8, 'a'), attribute(5, PRINTABLE, '7')]), 'CN=a+serialNumber=7'],
  ['special characters', name([attribute(10, UTF8, ' A, "B" + C ')]), 'O=\\ A\\, \\"B\\" \\+ C\\ '],
  ['what would forge a line', name([attribute(3, UTF8, 'a\nb')]), 'CN=a\\0ab'],
  ['a control character that UTF-8 writes in two bytes', name([attribute(3, UTF8, 'a\u0084')]), 'CN=a\\c2\\84'],
  ['an attribute without a short name', name([attribute(99, UTF8, 'x')]), '2.5.4.99=x'],
  ['nothing', Uint8Array.of(0x30, 0), ''],
])('readName: %s', (_, der, text) => {
  expect(readName(der)).toBe(text)
})

test('readName: bytes that are no name', () => {
  expect(readName(Uint8Array.of(1, 2, 3))).toBeUndefined()
  expect(readName(new Uint8Array(0))).toBeUndefined()
})
