import { describe, expect, it } from 'vitest'
import { decodeText, spells } from '../../../../main/format/text/latin.ts'
import { latin } from '../../../support/bytes.ts'

describe('decodeText', () => {
  it.each([
    ['plain', latin('Job TCPIP'), 'Job TCPIP'],
    ['UTF-8', new TextEncoder().encode('Schlüssel €'), 'Schlüssel €'],
    ['Latin-1', latin('Schl\u00fcssel'), 'Schlüssel'],
    ['UTF-8 cut short', Uint8Array.from([0x41, 0xe2, 0x82]), 'A\u00e2\u0082'],
    ['an overlong form', Uint8Array.from([0xc0, 0xaf]), '\u00c0\u00af'],
    ['a surrogate', Uint8Array.from([0xed, 0xa0, 0x80]), '\u00ed\u00a0\u0080'],
  ])('reads %s', (_what, bytes, text) => {
    expect(decodeText(bytes, 0, bytes.length)).toBe(text)
  })
})

describe('spells', () => {
  it('compares a range with a text', () => {
    const bytes = latin('Handle 7E828198')
    expect(spells(bytes, 7, 15, '7E828198')).toBe(true)
    expect(spells(bytes, 7, 14, '7E828198')).toBe(false)
    expect(spells(bytes, 7, 15, '7E828199')).toBe(false)
  })
})
