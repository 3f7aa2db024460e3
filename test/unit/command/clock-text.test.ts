import { describe, expect, it } from 'vitest'
import { clockText } from '../../../main/command/clock-text.ts'

const SECOND = 1_000_000_000n
const about = { clockSpreadNs: 180_000n, clockReference: 1, clockConnections: 3 }
const capture = { id: 1, name: 'a.pcap', clockOffsetNs: 0n, clockSpreadNs: 0n, clockReference: 1, clockConnections: 0 }
const trace = { id: 2, name: 'b.txt', clockOffsetNs: -18_000n * SECOND + 12_000_000n, ...about }

describe('the clock of a source, as text', () => {
  it('says what is added, how sure that is, by what, and which zone it is', () => {
    expect(clockText(trace, [capture, trace])).toBe(
      'clock -17999.988000 s ± 0.000180 s (a zone of -5 h), by 3 connections with a.pcap',
    )
    expect(
      clockText({ ...trace, clockOffsetNs: 400n * SECOND, clockSpreadNs: null, clockConnections: 1 }, [capture]),
    ).toBe('clock +400.000000 s, by 1 connection with a.pcap')
  })

  it('says nothing of the reference, and where nothing tells', () => {
    expect(clockText(capture, [capture, trace])).toBe('')
    expect(clockText({ ...trace, clockReference: null }, [capture, trace])).toBe('')
  })
})
