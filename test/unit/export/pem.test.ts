import { expect, it } from 'vitest'
import { pem } from '../../../main/export/pem.ts'

it.each([0, 1, 2, 3, 47, 48, 49, 1_000])('%i bytes', (length) => {
  const der = Uint8Array.from({ length }, (_, at) => at & 0xff)
  const lines = pem(der, []).trimEnd().split('\n')
  expect([lines[0], lines.at(-1)]).toEqual(['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----'])
  const body = lines.slice(1, -1)
  expect(body.join('')).toBe(Buffer.from(der).toString('base64'))
  for (const line of body.slice(0, -1)) expect(line.length).toBe(64)
})

it('a hostile subject forges no boundary and no line', () => {
  const text = pem(Uint8Array.of(1), ['CN=\n-----BEGIN CERTIFICATE-----\nAAAA\u202e'])
  expect(text.split('\n').filter((line) => line.startsWith('-----BEGIN'))).toHaveLength(1)
  expect(text.split('\n')[0]).toBe('# CN=?- - -BEGIN CERTIFICATE- - -?AAAA?')
})
