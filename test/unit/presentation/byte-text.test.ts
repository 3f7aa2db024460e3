import { describe, expect, it } from 'vitest'
import { asciiOf, cArray, ebcdicOf, hexDump } from '../../../main/presentation/byte-text.ts'

const ebcdic = (...bytes: number[]): string => bytes.map(ebcdicOf).join('')

describe('code page 1047', () => {
  it('reads letters and digits', () =>
    expect(ebcdic(0xc7, 0xe2, 0xd2, 0xe2, 0xd9, 0xe5, 0xd9, 0x40, 0xf2, 0xf0, 0xf2, 0xf3, 0x81, 0x89, 0x91, 0xa9)).toBe(
      'GSKSRVR 2023aijz',
    ))
  it('differs from other EBCDIC pages where it should', () =>
    expect(ebcdic(0xad, 0xbd, 0x5f, 0xc0, 0xd0, 0xe0, 0x79)).toBe('[]^{}\\`'))
  it('has a character for every byte', () => {
    for (let byte = 0; byte < 256; byte++) expect(ebcdicOf(byte)).toHaveLength(1)
    expect(ebcdic(0x00, 0x15, 0x25, 0xff)).toBe('....')
  })
})

describe('copies', () => {
  const bytes = Uint8Array.from({ length: 18 }, (_, i) => i * 15)
  it('dumps sixteen bytes to a line', () =>
    expect(
      hexDump(bytes)
        .split('\n')
        .map((line) => line.split(' ').length),
    ).toEqual([16, 2]))
  it('makes C of any name', () =>
    expect(cArray(bytes.subarray(0, 2), 'a-b')).toBe('static const unsigned char a_b[2] = {\n  0x00, 0x0f\n};\n'))
  it('shows what is printable', () => expect([0x1f, 0x20, 0x7e, 0x7f].map(asciiOf).join('')).toBe('. ~.'))
})
