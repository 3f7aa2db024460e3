import { describe, expect, it } from 'vitest'
import { validityBar } from '../../../../renderer/chart/validity-bar.ts'

describe('validityBar', () => {
  it('tells on which side of the validity the handshake lies', () => {
    expect(validityBar(100, 200, 150)?.state).toBe('valid')
    expect(validityBar(100, 200, 100)?.state).toBe('valid')
    expect(validityBar(100, 200, 200)?.state).toBe('valid')
    expect(validityBar(100, 200, 201)?.state).toBe('expired')
    expect(validityBar(100, 200, 99)?.state).toBe('not-yet-valid')
    expect(validityBar(100, 200, undefined)?.state).toBe('unknown')
  })

  it('keeps everything on the bar, in order', () => {
    const bar = validityBar(100, 200, 1_000)!
    expect(bar.from).toBeGreaterThanOrEqual(0)
    expect(bar.from).toBeLessThan(bar.to)
    expect(bar.to).toBeLessThan(bar.at!)
    expect(bar.at).toBeLessThanOrEqual(1)
  })

  it('draws nothing for dates that cannot be', () => {
    expect(validityBar(Number.NaN, 200, 1)).toBeUndefined()
    expect(validityBar(300, 200, 1)).toBeUndefined()
  })
})
