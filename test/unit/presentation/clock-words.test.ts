import { describe, expect, it } from 'vitest'
import { clockBrief, clockParts, clockWords } from '../../../main/presentation/clock-words.ts'

const SECOND = 1_000_000_000n
const HOUR = 3_600n * SECOND
const DAY = 24n * HOUR

describe('the clock of a source', () => {
  it.each([
    ['a zone', -5n * HOUR, { daysNs: 0n, zoneNs: -5n * HOUR, errorNs: 0n }],
    ['a zone and an error', 5n * HOUR + 1_800n * SECOND - 37n, { daysNs: 0n, zoneNs: 19_800n * SECOND, errorNs: -37n }],
    ['a clock that is off', 400n * SECOND, { daysNs: 0n, zoneNs: 0n, errorNs: 400n * SECOND }],
    ['no date', 20_600n * DAY - 2n * HOUR + 5n, { daysNs: 20_600n * DAY, zoneNs: -2n * HOUR, errorNs: 5n }],
    ['nothing', 0n, { daysNs: 0n, zoneNs: 0n, errorNs: 0n }],
  ])('%s', (_name, offsetNs, parts) => {
    expect(clockParts(offsetNs)).toEqual(parts)
  })

  it('is told in words, with what it was measured by and how sure that is', () => {
    const source = {
      id: 2,
      firstTime: 0n,
      clockOffsetNs: -5n * HOUR + 12_000_000n,
      clockSpreadNs: 180_000n,
      clockReference: 1,
      clockConnections: 3,
    }
    const name = (): string => 'a.pcap'
    expect(clockWords(source, name)).toBe('a zone of −5 h and +0.012 s, ± 180 µs, by 3 connections with a.pcap')
    expect(clockWords({ ...source, clockOffsetNs: 20_600n * DAY + 5_000n, clockSpreadNs: null }, name)).toBe(
      'dated 2026-05-27 and +5 µs, seen once, so how sure is not known, by 3 connections with a.pcap',
    )
    expect(clockWords({ ...source, clockReference: 2 }, name)).toMatch(/^none/)
    expect(clockWords({ ...source, clockReference: null }, name)).toMatch(/^unknown/)
    expect([clockBrief(source), clockBrief({ clockOffsetNs: 5_000n }), clockBrief({ clockOffsetNs: 0n })]).toEqual([
      '−5 h',
      '+5 µs',
      '',
    ])
  })
})
