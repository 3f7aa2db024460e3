import { describe, expect, it } from 'vitest'
import { boundaryStages } from '../../../main/presentation/boundary-bar.ts'

const states = (...of: Parameters<typeof boundaryStages>): string =>
  boundaryStages(...of)
    .map((stage) => stage.state[0])
    .join('')

describe('boundaryStages', () => {
  it('marks the stage that failed, or that the sources no longer show, behind the last one reached', () => {
    expect(states('client_hello', 'failed')).toBe('rrsnnnn')
    expect(states('server_hello', 'incomplete')).toBe('rrrunnn')
    expect(states('tcp', 'failed')).toBe('rsnnnnn')
  })
  it('marks none of an established handshake', () => {
    expect(states('application', 'established')).toBe('rrrrrrr')
    expect(states('finished', 'established')).toBe('rrrrrrn')
  })
})
