import { describe, expect, it } from 'vitest'
import { address, clock, count, duration, gap, offset, plural, size } from '../../../main/presentation/format.ts'

const plain = (text: string): string => text.replaceAll('\u202f', ' ')

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1 000'],
    [18_412_331, '18 412 331'],
  ])('counts %i as %s', (value, text) => expect(plain(count(value))).toBe(text))
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1.0 kB'],
    [340_025, '340 kB'],
    [999_600, '1.0 MB'],
    [1_340_221_184, '1.3 GB'],
    [5e15, '5000 TB'],
  ])('sizes %i as %s', (value, text) => expect(size(value)).toBe(text))
  it('uses one word for one', () => expect([plural(1, 'byte'), plural(2, 'byte')]).toEqual(['1 byte', '2 bytes']))
})

describe('times', () => {
  it.each([
    [12, '12 ms'],
    [4_100, '4.1 s'],
    [200_000, '3 min 20 s'],
    [7_260_000, '2 h 1 min'],
  ])('%i ms last %s', (ms, text) => expect(duration(ms)).toBe(text))
  it.each([
    [80n, '+ 80 ns'],
    [2_100n, '+ 2.1 µs'],
    [80_000n, '+ 80 µs'],
    [2_100_000n, '+ 2.1 ms'],
    [5_000_000_000n, '+ 5 s'],
    [-3_000_000n, '− 3 ms'],
  ])('a gap of %i ns is %s', (ns, text) => expect(gap(1_000n, 1_000n + ns)).toBe(text))
  it('reads a clock in UTC with as many digits as asked for', () => {
    expect(clock(1_779_808_792_218_904_123n, 9)).toBe('15:19:52.218904123')
    expect(clock(-1n, 9)).toBe('23:59:59.999999999')
  })
  it('does not throw on a time that no calendar has', () =>
    expect(clock(9_223_372_036_854_775_807n * 1_000_000n)).toBe('unreadable time'))
  it('writes offsets with their sign', () => expect(plain(offset(-3_600_002_000_000n))).toBe('−3 600.002 s'))
})

describe('addresses', () => {
  it('puts IPv6 into brackets', () => expect(address({ address: '2001:db8::1', port: 992 })).toBe('[2001:db8::1]:992'))
  it('says when it is not known', () => expect(address(null)).toBe('unknown'))
})
