import { describe, expect, it } from 'vitest'
import { codesInText } from '../../../main/reference/code-in-text.ts'

/** Without their places. */
const codes = (text: string): unknown[] =>
  codesInText(text).map((code) =>
    Object.fromEntries(Object.entries(code).filter(([key]) => key !== 'start' && key !== 'end')),
  )

const ssl = (code: number, by = 'named'): object => ({ kind: 'system-ssl', code, by })

describe('codes in text', () => {
  it.each<[string, object[]]>([
    // published
    [
      'ICSF service failure: CSFPGKP retCode = 0x8, rsnCode = 0x3e88',
      [{ kind: 'icsf', service: 'CSFPGKP', returnCode: 8, reasonCode: 16_008 }],
    ],
    ['Unable to generate ECDH key pair: Error 0x03353084', [{ kind: 'cms', status: 0x03353084 }]],
    ["Using server certificate 'ZZZZ'", [{ kind: 'label', label: 'ZZZZ' }]],
    [
      'Elliptical curve 0030 is being skipped as it is only supported in TLS 1.3',
      [{ kind: 'group', group: 30, skipped: true }],
    ],
    ['Socket closed by 192.168.50.80.1360.', [{ kind: 'socket-closed', address: '192.168.50.80', port: 1360 }]],
    ['Socket closed by fe80::1.443.', [{ kind: 'socket-closed', address: 'fe80::1', port: 443 }]],
    ['Get GSK_CONNECT_CIPHER_SPEC(207) - C02B', [{ kind: 'cipher', suite: 0xc02b }]],
    ['GSK_CONNECT_CIPHER_SPEC(207) – C02B', [{ kind: 'cipher', suite: 0xc02b }]],
    ['0x134cc000', [ssl(0)]],
    ['Received CLIENT-HELLO message', []],
    ['Calling read routine for 5 bytes', []],
    ['Handle 7E828198,  Size 1', [ssl(1, 'bare')]],
    // shapes
    ['status 53817370', [{ kind: 'cms', status: 0x0335301a }]],
    ['Status 402', [ssl(402)]],
    ['rc=435, giving up', [ssl(435)]],
    ['Exit status 0x00000192 (402)', [ssl(402)]],
    ['ended: 0x00000192 (402)', [ssl(402)]],
    ['return code FFFFFFEA', [ssl(-22)]],
    ['error 00000191', [ssl(401)]],
    ['ends: 519.', [ssl(519, 'bare')]],
    ['0x134CC192', [ssl(0x192)]],
    ['Alert 2, 40 to partner', [{ kind: 'alert', level: 2, description: 40 }]],
    ['sending alert: level=2 description=112', [{ kind: 'alert', level: 2, description: 112 }]],
    [
      'ICSF: return code 12, reason code 36000',
      [{ kind: 'icsf', service: undefined, returnCode: 12, reasonCode: 36_000 }],
    ],
    // none of these is a return code
    ['Slot 402 of 512 used', []],
    ['Waiting 410 ms', []],
    ['version 4.4.402', []],
    ['Value 0x8D719390', []],
    ['Area at 134CCFFF1, length', []],
    ['return code 8, reason code 4', [ssl(8), ssl(4)]],
    ["no entry 'abc'", []],
    ['', []],
  ])('%s', (text, expected) => expect(codes(text)).toEqual(expected))

  it('says where each stands', () => {
    const text = "label 'ABC' status 0x03353084"
    expect(codesInText(text).map(({ start, end }) => text.slice(start, end))).toEqual(["'ABC'", '0x03353084'])
  })

  it('is quick and bounded whatever the text is', () => {
    const began = performance.now()
    for (const text of [
      'status '.repeat(100_000),
      '1 '.repeat(100_000),
      "'".repeat(100_000),
      'alert 2'.repeat(50_000),
      '-'.repeat(100_000),
      'GSK_CONNECT_CIPHER_SPEC '.repeat(9_999),
    ]) {
      expect(codesInText(text).length).toBeLessThanOrEqual(20)
    }
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})
