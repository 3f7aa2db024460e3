import { describe, expect, it } from 'vitest'
import { coverRecords, type ShownMessage } from '../../../main/join/cover-records.ts'
import type { Side } from '../../../main/tls/message.ts'

const record = (length: number, from: Side = 'server') => ({ from, length })
const message = (
  length: number,
  from: Side = 'server',
  content: ShownMessage['content'] = 'handshake',
): ShownMessage => ({
  from,
  content,
  bytes: { length },
})
const pairs = (found: ReturnType<typeof coverRecords>): (readonly [number, number])[] =>
  found.covered.map(({ message: one, record: within }) => [one, within])

describe('what protected records hold', () => {
  it('is one message each, with type and tag added', () => {
    const found = coverRecords(
      [record(23), record(1770), record(281), record(69)],
      [6, 1753, 264, 52].map((n) => message(n)),
    )
    expect(pairs(found)).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ])
    expect(found.records).toEqual([0, 1, 2, 3])
  })

  it('is a whole flight in one record, or a message in several', () => {
    expect(
      pairs(
        coverRecords(
          [record(6 + 1753 + 264 + 52 + 17)],
          [6, 1753, 264, 52].map((n) => message(n)),
        ),
      ),
    ).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
    ])
    // the certificate goes on into the second record
    const found = coverRecords(
      [record(1000 + 17), record(1075 + 17)],
      [6, 1753, 264, 52].map((n) => message(n)),
    )
    expect(pairs(found)).toEqual([
      [0, 0],
      [1, 1],
      [2, 1],
      [3, 1],
    ])
  })

  it('passes over records and messages that have no partner, and keeps the sides apart', () => {
    const records = [record(500), record(69, 'client'), record(69), record(19, 'client'), record(400)]
    const messages = [message(700), message(52), message(52, 'client'), message(2, 'client', 'alert')]
    const found = coverRecords(records, messages)
    expect(pairs(found).sort()).toEqual([
      [1, 2],
      [2, 1],
      [3, 3],
    ])
    expect([...found.records].sort()).toEqual([1, 2, 3])
  })

  it('fits to the byte or not at all', () => {
    expect(coverRecords([record(70)], [message(52)]).covered).toEqual([])
    // the short tag of CCM-8
    expect(coverRecords([record(61), record(32)], [message(52), message(23)]).covered).toHaveLength(2)
    expect(coverRecords([], [message(1)]).covered).toEqual([])
    expect(coverRecords([record(0), record(3)], [message(0), message(1)]).covered).toEqual([])
  })

  it('puts no alert and handshake message into one record', () => {
    expect(coverRecords([record(52 + 2 + 17)], [message(52), message(2, 'server', 'alert')]).covered).toEqual([])
  })
})
