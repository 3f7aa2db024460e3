import { expect, test } from 'vitest'
import { attlsCodeRange, attlsReturnCode } from '../../../main/reference/attls-return-code.ts'
import { cmsStatusCode } from '../../../main/reference/cms-status-code.ts'
import { sourcesOf } from '../../../main/reference/sourced.ts'
import { systemSslAttribute } from '../../../main/reference/system-ssl-attribute.ts'
import {
  returnCodeOfStatus,
  systemSslReturnCode,
  systemSslReturnCodeSources,
} from '../../../main/reference/system-ssl-return-code.ts'
import { zosMessage } from '../../../main/reference/zos-message.ts'

test('System SSL return codes', () => {
  const code = systemSslReturnCode(402)
  expect(code).toMatchObject({ symbol: 'GSK_ERR_NO_CIPHERS', confidence: 'documented' })
  expect(code && sourcesOf(code, systemSslReturnCodeSources).length).toBeGreaterThan(0)
  expect(systemSslReturnCode(9_999)).toBeUndefined()
})

test('a return code in a status', () => {
  expect(returnCodeOfStatus(0x134cc19e)).toBe(414)
  expect(returnCodeOfStatus(0x03353026)).toBeUndefined()
})

test('CMS status codes', () => {
  expect(cmsStatusCode(0x03353027)?.meaning).toMatch(/certification authority/)
})

test('AT-TLS return codes and ranges', () => {
  expect(attlsReturnCode(5003)?.meaning).toMatch(/clear text/)
  expect([402, 5010, 6001, 0].map(attlsCodeRange)).toEqual([
    'System SSL return code; use system-ssl-return-codes',
    'AT-TLS error the user can correct',
    'AT-TLS internal error; contact IBM with the messages',
    undefined,
  ])
})

test('messages', () => {
  expect(zosMessage('EZD1282I')).toMatchObject({ meaning: 'An AT-TLS event begins.' })
  expect(zosMessage('XYZ')).toBeUndefined()
})

test('attributes', () => {
  expect(systemSslAttribute(207)).toMatchObject({ name: 'GSK_CONNECT_CIPHER_SPEC', onZos: true })
})
