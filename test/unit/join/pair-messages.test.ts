import { describe, expect, it } from 'vitest'
import { pairMessages } from '../../../main/join/pair-messages.ts'
import { madeMessage } from '../../support/made-message.ts'

const at = (type: number, timeNs: bigint | undefined) => madeMessage(type, [type, 7], { timeNs })

describe('pairMessages', () => {
  it('pairs each message once, in order where it can', () => {
    const ticket = madeMessage(4, [1])
    expect(pairMessages([ticket, ticket], [ticket, ticket, ticket])).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  it('finds a message that a listing prints out of order', () => {
    expect(pairMessages([at(1, 0n), at(2, 0n)], [at(2, 0n), at(1, 0n)])).toEqual([
      [1, 0],
      [0, 1],
    ])
  })

  it("does not take one side's alert for the other's", () => {
    const alert = (from: 'client' | 'server') =>
      madeMessage(0, [], { content: 'alert', from, level: 1, bytes: Uint8Array.of(1, 0) })
    expect(pairMessages([alert('server')], [alert('client')])).toEqual([])
  })

  it('knows a message that one source cut short, and one that was only inferred', () => {
    const whole = madeMessage(11, [1, 2, 3, 4])
    const cut = { ...whole, complete: false, bytes: whole.bytes.subarray(0, 6) }
    expect(pairMessages([cut], [whole])).toEqual([[0, 0]])
    const other = { ...cut, bytes: Uint8Array.of(11, 0, 0, 4, 9, 9) }
    expect(pairMessages([other], [whole])).toEqual([])
    expect(
      pairMessages([madeMessage(20, [], { visibility: 'inferred', bytes: new Uint8Array(0) })], [madeMessage(20, [5])]),
    ).toEqual([[0, 0]])
    expect(
      pairMessages(
        [madeMessage(20, [], { visibility: 'encrypted', bytes: new Uint8Array(0) })],
        [madeMessage(20, [5])],
      ),
    ).toEqual([])
  })
})
