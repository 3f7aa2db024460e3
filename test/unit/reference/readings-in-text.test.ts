import { expect, it } from 'vitest'
import { readingsInText } from '../../../main/reference/readings-in-text.ts'

const codes = (text: string) => readingsInText(text).map(({ kind, code }) => `${kind} ${code ?? ''}`)

it.each([
  ['GSK_CONNECT_CIPHER_SPEC(207) - C02B', ['attribute 207', 'cipher-suite C02B']],
  ['GSK_CONNECT_CIPHER_SPEC(207) — C02B', ['attribute 207', 'cipher-suite C02B']],
  ['ITT110I INITIALIZATION OF CTRACE WRITER GSKWTR COMPLETE.', ['message ITT110I']],
  ['13.22.11 STC00123  GSK01003I SSL server initialization complete.', ['message GSK01003I']],
  ['EZD1287I TTLS Error RC:  402 Initial Handshake', ['message EZD1287I']],
  ['gsk_open_keyring failed, status 0x03353084', ['cms 03353084']],
  ['it ends with 402', []],
  ['nothing of all this', []],
  ['', []],
])('%j', (text, expected) => {
  expect(codes(text)).toEqual(expect.arrayContaining(expected))
  if (expected.length === 0) expect(codes(text)).toEqual([])
})

it('is quick for a text without end', () => {
  expect(codes('GSK_'.repeat(20_000)).length).toBeLessThan(50)
})
