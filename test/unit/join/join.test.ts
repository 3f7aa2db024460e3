import { describe, expect, it } from 'vitest'
import type { LegKey } from '../../../main/join/join.ts'
import { joinLegs } from '../../../main/join/join.ts'

const leg = (id: number, source: number, clientRandom: string | undefined, messageCount = 1): LegKey => ({
  id,
  source,
  clientRandom,
  messageCount,
  startNs: undefined,
})

describe('joinLegs', () => {
  it('joins legs of different sources that have one random', () => {
    const joins = joinLegs([leg(1, 1, 'aa'), leg(2, 1, 'bb'), leg(3, 2, 'bb'), leg(4, 3, 'bb'), leg(5, 2, 'cc')])
    expect(joins).toEqual([{ legs: [2, 3, 4], joinedBy: 'client-random' }])
  })

  it('never joins two legs of one source, and takes the fuller of two', () => {
    expect(joinLegs([leg(1, 1, 'aa'), leg(2, 1, 'aa')])).toEqual([])
    expect(joinLegs([leg(1, 1, 'aa', 2), leg(2, 1, 'aa', 9), leg(3, 2, 'aa')])).toEqual([
      { legs: [2, 3], joinedBy: 'client-random' },
    ])
  })

  it('leaves legs without a random alone', () => {
    expect(joinLegs([leg(1, 1, undefined), leg(2, 2, undefined), leg(3, 1, ''), leg(4, 2, '')])).toEqual([])
  })
})
