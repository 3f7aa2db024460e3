import { describe, expect, it } from 'vitest'
import { AddressMap } from '../../../../main/report/redact/address-map.ts'

const KEY = '0f'.repeat(32)
const bitsOf = (address: string): string =>
  address
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('')
const inCommon = (a: string, b: string): number => {
  const [x, y] = [bitsOf(a), bitsOf(b)]
  const at = Array.from(x).findIndex((bit, i) => bit !== y[i])
  return at < 0 ? 32 : at
}

describe('addresses in place of addresses', () => {
  const all = [
    '10.1.0.2',
    '10.1.0.3',
    '10.1.1.2',
    '10.200.3.4',
    '192.168.1.1',
    '172.16.5.5',
    '198.51.100.7',
    '203.0.113.9',
  ]
  const map = new AddressMap(KEY, all)

  it('keep what they have in common, bit by bit, among those of a kind', () => {
    const kinds = [all.slice(0, 4), all.slice(6)]
    for (const kind of kinds)
      for (const a of kind)
        for (const b of kind) expect(inCommon(map.of(a) ?? '', map.of(b) ?? '')).toBe(inCommon(a, b))
  })

  it('keep the prefix that says that they are private', () => {
    expect(map.of('10.1.0.2')).toMatch(/^10\./)
    expect(map.of('192.168.1.1')).toMatch(/^192\.168\./)
    expect(map.of('172.16.5.5')).toMatch(/^172\.(1[6-9]|2\d|3[01])\./)
    expect(map.of('fe80::1:2')).toMatch(/^fe[89ab][0-9a-f]:/)
  })

  it('are none of those that they stand for', () => {
    for (const a of all) expect(all).not.toContain(map.of(a))
  })

  it('are others under another key', () => {
    expect(new AddressMap('1e'.repeat(32), all).of('198.51.100.7')).not.toBe(map.of('198.51.100.7'))
  })

  it.each(['127.0.0.1', '0.0.0.0', '255.255.255.255'])('leave %s, which names nobody', (address) =>
    expect(map.of(address)).toBe(address),
  )

  it('know an address of IPv6 however it is written', () => {
    expect(map.of('2001:db8:0:0:0:0:0:1')).toBe(map.of('2001:DB8::1'))
    expect(map.of('2001:db8::1')).toMatch(/^[23][0-9a-f]{3}:/)
    expect(map.of('::ffff:10.1.0.2')).toBe(map.of('10.1.0.2'))
  })

  it.each(['', '1.2.3', '256.1.1.1', '15:19:52', 'host', '1.2.3.4.5', ':::'])('do not take %j for one', (text) =>
    expect(map.of(text)).toBeUndefined(),
  )
})
