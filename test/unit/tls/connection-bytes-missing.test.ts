import { describe, expect, test } from 'vitest'
import { TlsConnection } from '../../../main/tls/connection.ts'
import type { Leg } from '../../../main/tls/leg.ts'
import { emptyLeg, filled, handshake, record } from '../../support/tls-bytes.ts'
import { type Step, CCS, HELLO, SERVER_HELLO, HELLO13, SERVER_HELLO13, run, told } from '../../support/tls-steps.ts'

describe('TlsConnection, bytes missing', () => {
  const certificate = handshake(11, filled(600, 0x99))
  const flight = [...record(22, certificate), ...record(22, handshake(14, []))]

  test('inside a message: it is not complete, and the next one is found', () => {
    const leg = run(
      ['client', HELLO],
      ['server', SERVER_HELLO],
      ['server', flight.slice(0, 100)],
      ['server', 200],
      ['server', flight.slice(300)],
    )
    expect(told(leg).slice(2)).toEqual(['<11! 600', '<14 0'])
    expect(leg.messages[2]?.bytes.length).toBe(95)
    expect(leg.events).toMatchObject([{ kind: 'gap', from: 'server', length: 200, afterMessage: 2 }])
  })

  test('beyond the record: the next record is found', () => {
    const more = [...flight, ...record(22, handshake(4, [0, 0, 0, 9, 0, 1, 5]))]
    const leg = run(
      ['client', HELLO],
      ['server', SERVER_HELLO],
      ['server', more.slice(0, 100)],
      ['server', flight.length - 100 + 3],
      ['server', more.slice(flight.length + 3)],
      ['server', flight],
    )
    expect(told(leg).slice(2)).toEqual(['<11! 600', '<11 600', '<14 0'])
  })

  test('a record that the source ends in, or that a hole begins in, is not complete', () => {
    const alert = record(21, filled(22, 0x5a))
    const finished = record(22, filled(40, 0xc5))
    const begun: Step[] = [
      ['client', HELLO],
      ['server', SERVER_HELLO],
      ['client', CCS],
    ]
    expect(told(run(...begun, ['client', alert.slice(0, 23)])).slice(3)).toEqual(['>alert ?! 22'])
    expect(told(run(...begun, ['client', finished.slice(0, 8)])).slice(3)).toEqual(['>?! 40'])
    expect(told(run(...begun, ['client', finished.slice(0, 9)], ['client', 500], ['client', alert])).slice(3)).toEqual([
      '>?! 40',
      '>alert ? 22',
    ])
    expect(told(run(['client', [21, 3, 1, 0, 0x16, 1, 2, 3]]))).toEqual(['>alert ?! 22'])
  })

  test('the rest of a message whose beginning was lost is passed over', () => {
    const long = handshake(11, filled(3_000, 0x99))
    const records = [
      record(22, long.slice(0, 1_000)),
      record(22, long.slice(1_000, 2_000)),
      record(22, long.slice(2_000)),
    ]
    const stream = [...records.flat(), ...record(22, handshake(14, []))]
    const leg = run(['client', HELLO], ['server', SERVER_HELLO], ['server', 1_200], ['server', stream.slice(1_200)])
    expect(told(leg).slice(2)).toEqual(['<14 0'])
  })

  test('application data goes on after a gap within a record', () => {
    const leg = run(
      ['client', HELLO],
      ['client', record(23, filled(100)).slice(0, 50)],
      ['client', 55],
      ['client', record(21, [2, 20])],
    )
    expect(told(leg)).toEqual(['>1 41', '>alert 2/20 2'])
  })

  test('what is no TLS is told once, and TLS after it is found', () => {
    const leg = run(
      ['client', HELLO],
      ['server', [...filled(300, 0x41), ...SERVER_HELLO, ...filled(9, 0x42), ...SERVER_HELLO]],
    )
    expect(leg.events).toMatchObject([{ kind: 'not_tls', from: 'server' }])
    expect(told(leg)).toContain('<2 38')
  })

  test('a stream that begins under keys', () => {
    const leg = run(
      ['client', record(22, filled(40, 0x99))],
      ['server', [...CCS, ...record(22, filled(40, 0x99)), ...record(23, filled(50))]],
    )
    expect(told(leg)).toEqual(['>? 40', '<ccs  1', '<? 40'])
    expect(leg.beginningSeen).toBe(false)
  })

  test('after a megabyte of something else nobody looks any more', () => {
    const connection = new TlsConnection(emptyLeg(), () => undefined)
    const noise = new Uint8Array(1_100_000).fill(0x41)
    connection.push('client', noise, 0, noise.length, 1, 0, 0, 0)
    connection.push('client', Uint8Array.from(HELLO), 0, HELLO.length, 2, 0, 0, 0)
    expect(told(connection.leg)).toEqual([])
  })
})

describe('TlsConnection, data passed over', () => {
  const data = record(23, filled(40))
  const steps = (tail: readonly Step[]): Step[] => [
    ['client', HELLO],
    ['server', SERVER_HELLO],
    ...Array.from({ length: 6 }, (_, at): Step => [at % 2 === 0 ? 'client' : 'server', data]),
    ...tail,
  ]

  /** As `run`, but bytes are offered to `pass` first; returns how many it took. */
  function passing(all: readonly Step[]): { leg: Leg; taken: number } {
    const leg = emptyLeg()
    const connection = new TlsConnection(leg, () => undefined)
    let taken = 0
    for (const [index, [side, what]] of all.entries()) {
      const frame = index + 1
      if (typeof what === 'number') {
        connection.gap(side, what, frame, 5, frame)
        continue
      }
      const at = connection.recordsOf(side).pass(Uint8Array.from(what), 0, what.length)
      taken += at
      if (at < what.length)
        connection.push(side, Uint8Array.from(what), at, what.length, frame, 5, frame, frame * 10_000 + at)
    }
    connection.end()
    return { leg, taken }
  }

  test.each<[string, Step[]]>([
    ['whole records', []],
    ['records cut anywhere', data.map((byte): Step => ['client', [byte]])],
    [
      'an alert behind data that came byte by byte',
      [...data, ...data, ...record(21, [2, 40]), ...data].map((byte): Step => ['client', [byte]]),
    ],
    ['an alert behind data in one piece', [['client', [...data, ...record(21, [2, 40]), ...data]]]],
    [
      'bytes missing inside a record',
      [
        ['client', data.slice(0, 20)],
        ['client', 10],
        ['client', data.slice(30)],
      ],
    ],
    ['bytes that are no record', [['client', [1, 2, 3, ...data, ...data]]]],
    [
      'a message of the peer that the end cuts',
      [
        ['server', SERVER_HELLO.slice(0, 12)],
        ['client', data],
      ],
    ],
    [
      'a record of another version',
      [
        ['client', record(23, filled(8), 0x0301)],
        ['client', data],
      ],
    ],
  ])('%s: the leg is the same', (_, tail) => {
    const all = steps(tail)
    const { leg, taken } = passing(all)
    expect(leg).toEqual(run(...all))
    expect(taken).toBeGreaterThan(0)
  })

  test('nothing is taken while data still become events', () => {
    const all: Step[] = [['client', HELLO13], ['server', SERVER_HELLO13], ...Array<Step>(32).fill(['server', data])]
    expect(passing(all).taken).toBe(0)
    const more = [...all, ...Array<Step>(3).fill(['server', data])]
    expect(passing(more).taken).toBe(3 * data.length)
    expect(passing(more).leg).toEqual(run(...more))
  })
})
