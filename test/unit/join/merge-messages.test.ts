import { describe, expect, it } from 'vitest'
import type { TlsMessage } from '../../../main/tls/message.ts'
import { mergeMessages, sourced } from '../../../main/join/merge-messages.ts'
import { madeMessage } from '../../support/made-message.ts'

const at = (type: number, timeNs: bigint, set: Partial<TlsMessage> = {}): TlsMessage =>
  madeMessage(type, [type], { timeNs, ...set })
const shown = (messages: ReturnType<typeof mergeMessages>): string[] =>
  messages.map(({ source, message, timeNs }) => `${source}:${message.type}@${timeNs}`)

describe('mergeMessages', () => {
  it('shows a message that both saw once, as the first saw it', () => {
    const merged = mergeMessages(sourced(1, [at(1, 100n), at(2, 200n)]), sourced(2, [at(1, 0n), at(2, 101n)], 100n))
    expect(shown(merged)).toEqual(['1:1@100', '1:2@200'])
  })

  it('sets what only the second saw between its neighbours, whatever its clock says', () => {
    const wire = sourced(1, [at(1, 100n), at(2, 200n), at(14, 300n)])
    const trace = sourced(2, [at(1, 0n), at(2, 100n), at(11, 5000n), at(14, 200n), at(20, 250n)], 100n)
    expect(shown(mergeMessages(wire, trace))).toEqual(['1:1@100', '1:2@200', '2:11@5100', '1:14@300', '2:20@350'])
  })

  it('names every sighting of a message, that of the first leg first', () => {
    const wire = sourced(1, [madeMessage(1, [7], { timeNs: 100n, frame: 4 })])
    const trace = sourced(2, [madeMessage(1, [7], { timeNs: 3n, line: 12 })], 100n)
    const other = sourced(3, [madeMessage(1, [7], { timeNs: 200n, frame: 9 })], -90n)
    const [message] = mergeMessages(mergeMessages(wire, trace), other)
    expect(message?.sightings.map(({ source, timeNs, frame, line }) => [source, timeNs, frame, line])).toEqual([
      [1, 100n, 4, undefined],
      [2, 103n, undefined, 12],
      [3, 110n, 9, undefined],
    ])
  })

  it('decides by time where the neighbours leave a choice', () => {
    const hidden = { visibility: 'encrypted', bytes: new Uint8Array(0), type: undefined } as const
    const wire = sourced(1, [at(1, 100n), at(0, 200n, hidden), at(0, 400n, hidden)])
    const trace = sourced(2, [at(1, 100n), at(8, 250n), at(20, 500n)])
    expect(shown(mergeMessages(wire, trace))).toEqual([
      '1:1@100',
      '1:undefined@200',
      '2:8@250',
      '1:undefined@400',
      '2:20@500',
    ])
  })

  it('takes the view that shows more', () => {
    const whole = madeMessage(11, [1, 2, 3, 4], { timeNs: 7n })
    const cut = { ...whole, complete: false, bytes: whole.bytes.subarray(0, 6), timeNs: 5n }
    const inferred = madeMessage(20, [], { visibility: 'inferred', bytes: new Uint8Array(0), timeNs: 6n })
    const merged = mergeMessages(sourced(1, [cut, inferred]), sourced(2, [whole, madeMessage(20, [9], { timeNs: 8n })]))
    expect(shown(merged)).toEqual(['2:11@5', '2:20@6'])
    expect(merged.map(({ message }) => message.visibility)).toEqual(['plain', 'plain'])
  })

  it('shows what an encrypted record holds where the trace of a host tells', () => {
    const hidden = (from: 'client' | 'server', timeNs: bigint): TlsMessage =>
      madeMessage(0, [], {
        from,
        timeNs,
        type: undefined,
        visibility: 'encrypted',
        length: 40,
        bytes: new Uint8Array(0),
      })
    const finished = (from: 'client' | 'server', timeNs: bigint): TlsMessage =>
      madeMessage(20, new Array<number>(12).fill(from === 'client' ? 1 : 2), { from, timeNs })
    const wire = sourced(1, [at(16, 1n), hidden('client', 2n), hidden('server', 3n), hidden('client', 9n)])
    const trace = sourced(2, [at(16, 1n), finished('client', 4n), finished('server', 5n)])
    const merged = mergeMessages(wire, trace)
    expect(shown(merged)).toEqual(['1:16@1', '2:20@2', '2:20@3', '1:undefined@9'])
    expect(merged.map(({ message }) => message.from)).toEqual(['client', 'client', 'server', 'client'])
    const longer = sourced(2, [madeMessage(11, new Array<number>(100).fill(7), { from: 'client', timeNs: 4n })])
    expect(mergeMessages(wire, longer)).toHaveLength(5)
  })

  it('loses nothing and doubles nothing', () => {
    const wire = sourced(1, [at(1, 1n), at(2, 2n), at(11, 3n)])
    const trace = sourced(2, [at(11, 3n), at(2, 2n), at(12, 4n), at(1, 1n), at(16, 9n)])
    expect(
      mergeMessages(wire, trace)
        .map(({ message }) => message.type)
        .sort(),
    ).toEqual([1, 11, 12, 16, 2])
    expect(shown(mergeMessages([], trace))).toHaveLength(5)
    expect(shown(mergeMessages(wire, []))).toHaveLength(3)
  })
})
