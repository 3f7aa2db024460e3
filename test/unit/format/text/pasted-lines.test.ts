import { describe, expect, it } from 'vitest'
import { isPasted, PastedLines } from '../../../../main/format/text/pasted-lines.ts'
import type { Encoding } from '../../../../main/format/text/encoding.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const mended = (bytes: Uint8Array, encoding: Encoding = 'utf-8'): string => {
  let text = ''
  const sink = {
    line: (of: Uint8Array, start: number, end: number, offset: number, extent: number) => {
      text += `${Buffer.from(of.subarray(start, end)).toString('latin1')}|${offset}+${extent}`
    },
    broken: () => undefined,
  }
  new PastedLines(sink, encoding).line(bytes, 0, bytes.length, 700, bytes.length)
  return text
}

describe('isPasted', () => {
  it.each<[string, Uint8Array, Encoding, boolean]>([
    ['plain text', utf8('Job TCPIP & more; &SYSUID.'), 'utf-8', false],
    ['a blank that does not break', utf8('Job\u00a0TCPIP'), 'utf-8', true],
    ['a letter whose second byte is the same', utf8('\u0160'), 'utf-8', false],
    ['such a blank in Latin-1', Uint8Array.of(0x41, 0xa0, 0x42), 'latin-1', true],
    ['such a blank in UTF-16', Uint8Array.of(0x41, 0, 0xa0, 0), 'utf-16le', true],
    ['a name of HTML', utf8('Job&nbsp;TCPIP'), 'utf-8', true],
    ['a name that is none', utf8('Job&SYSNAME;'), 'utf-8', false],
    ['EBCDIC, whose A0 is something else', Uint8Array.of(0xa0), 'ibm-1047', false],
  ])('%s', (_what, bytes, encoding, expected) => {
    expect(isPasted(bytes, encoding)).toBe(expected)
  })
})

describe('PastedLines', () => {
  it.each<[string, string]>([
    ['a\u00a0b', 'a b|700+4'],
    ['&lt;b&gt; &amp;amp; &#39;x&#39; &quot;', `<b> &amp; 'x' "|700+38`],
    ['&nbsp', '&nbsp|700+5'],
    ['&nosuch;&&nbsp;', '&nosuch;& |700+15'],
    ['', '|700+0'],
  ])('%j', (text, expected) => {
    expect(mended(utf8(text))).toBe(expected)
  })

  it('leaves half a character at the end as it is', () => {
    expect(mended(Uint8Array.of(0x41, 0xc2))).toBe('A\u00c2|700+2')
    expect(mended(Uint8Array.of(0xa0), 'latin-1')).toBe(' |700+1')
  })
})
