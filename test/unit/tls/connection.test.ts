import { describe, expect, test } from 'vitest'
import { TlsConnection } from '../../../main/tls/connection.ts'
import type { Leg } from '../../../main/tls/leg.ts'
import type { Side } from '../../../main/tls/message.ts'
import type { Bytes } from '../../support/tls-bytes.ts'
import {
  clientHello,
  emptyLeg,
  extension,
  filled,
  handshake,
  record,
  RETRY_RANDOM,
  SELECTED_VERSION_13,
  serverHello,
  SUPPORTED_VERSIONS_13,
  u16,
  u24,
  vector,
} from '../../support/tls-bytes.ts'

type Step = readonly [side: Side, bytes: Bytes] | readonly [side: Side, gap: number]

const CCS = record(20, [1])
const HELLO = record(22, clientHello(), 0x0301)
const SERVER_HELLO = record(22, serverHello())
const HELLO13 = record(22, clientHello({ extensions: [SUPPORTED_VERSIONS_13] }), 0x0301)
const SERVER_HELLO13 = record(22, serverHello({ suite: 0x1301, extensions: [SELECTED_VERSION_13] }))

function run(...steps: Step[]): Leg {
  const leg = emptyLeg()
  const connection = new TlsConnection(leg, () => undefined)
  let frame = 0
  for (const [side, what] of steps) {
    frame += 1
    if (typeof what === 'number') connection.gap(side, what, frame, 5, frame)
    else connection.push(side, Uint8Array.from(what), 0, what.length, frame, 5, frame, frame * 10_000)
  }
  connection.end()
  return leg
}

/** `>` client, `<` server; the type; `?` under keys; `!` not complete; then the length. */
function told(leg: Leg): string[] {
  return leg.messages.map((message) => {
    const content = { handshake: '', alert: 'alert ', change_cipher_spec: 'ccs ', heartbeat: 'heartbeat ' }[
      message.content
    ]
    const type =
      message.visibility === 'encrypted'
        ? '?'
        : message.content === 'alert'
          ? `${message.level}/${message.type}`
          : String(message.type ?? '')
    return `${message.from === 'client' ? '>' : '<'}${content}${type}${message.complete ? '' : '!'} ${message.length}`
  })
}

describe('TlsConnection', () => {
  test('one message in one record', () => {
    const leg = run(['client', HELLO])
    expect(leg.beginningSeen).toBe(true)
    expect(leg.messages).toEqual([
      {
        timeNs: 5_000_000_001n,
        frame: 1,
        line: undefined,
        from: 'client',
        content: 'handshake',
        type: 1,
        level: undefined,
        recordVersion: 0x0301,
        length: 41,
        visibility: 'plain',
        complete: true,
        bytes: Uint8Array.from(clientHello()),
        offset: 10_005,
        extent: 45,
      },
    ])
  })

  test('a message over records and segments carries the frame, the version and the extent of its end', () => {
    const bytes = clientHello()
    const leg = run(
      ['client', record(22, bytes.slice(0, 3), 0x0301)],
      ['client', record(22, [])],
      ['client', record(22, bytes.slice(3))],
    )
    expect(told(leg)).toEqual(['>1 41'])
    expect(leg.messages[0]).toMatchObject({
      frame: 3,
      recordVersion: 0x0303,
      bytes: Uint8Array.from(bytes),
      offset: 10_005,
      extent: 30_005 + 42 - 10_005,
    })
  })

  test('several messages in one record are there when the record is', () => {
    const flight = record(22, [...serverHello(), ...handshake(11, vector(3)), ...handshake(14, [])])
    const leg = run(['client', HELLO], ['server', flight.slice(0, 50)], ['server', flight.slice(50)])
    expect(told(leg)).toEqual(['>1 41', '<2 38', '<11 3', '<14 0'])
    expect(leg.messages.map(({ frame }) => frame)).toEqual([1, 3, 3, 3])
  })

  test('sides do not disturb each other', () => {
    const leg = run(
      ['client', HELLO.slice(0, 20)],
      ['server', SERVER_HELLO.slice(0, 7)],
      ['client', HELLO.slice(20)],
      ['server', SERVER_HELLO.slice(7)],
    )
    expect(told(leg)).toEqual(['>1 41', '<2 38'])
  })

  test('TLS 1.2: after ChangeCipherSpec each handshake record is one message under keys', () => {
    const leg = run(
      ['client', HELLO],
      ['server', SERVER_HELLO],
      ['client', [...CCS, ...record(22, filled(40))]],
      ['server', [...CCS, ...record(22, filled(40)), ...record(21, filled(26))]],
    )
    expect(told(leg)).toEqual(['>1 41', '<2 38', '>ccs  1', '>? 40', '<ccs  1', '<? 40', '<alert ? 26'])
    expect(leg.messages[3]).toMatchObject({ type: undefined, visibility: 'encrypted', bytes: new Uint8Array(0) })
  })

  test('a suite without encryption stays readable; its MAC is left out', () => {
    const finished = [...handshake(20, filled(12)), ...filled(20, 0)]
    const leg = run(
      ['client', HELLO],
      ['server', record(22, serverHello({ suite: 0x0002 }))],
      ['client', [...CCS, ...record(22, finished), ...record(21, [1, 0, ...filled(20)])]],
    )
    expect(told(leg).slice(2)).toEqual(['>ccs  1', '>20 12', '>alert 1/0 2'])
  })

  test('TLS 1.3: ChangeCipherSpec changes nothing, protected records are events', () => {
    const retry = record(
      22,
      serverHello({ random: RETRY_RANDOM, suite: 0x1301, extensions: [SELECTED_VERSION_13, extension(51, u16(23))] }),
    )
    const leg = run(
      ['client', HELLO13],
      ['server', [...retry, ...CCS]],
      ['client', [...CCS, ...HELLO13]],
      ['server', [...SERVER_HELLO13, ...record(23, filled(23))]],
      ['client', record(21, [2, 48])],
    )
    expect(told(leg)).toEqual(['>1 52', '<2 52', '<ccs  1', '>ccs  1', '>1 52', '<2 46', '>alert 2/48 2'])
    expect(leg.events).toMatchObject([
      { kind: 'application_data', from: 'server', afterMessage: 6, length: 23, frame: 4 },
    ])
  })

  test('application data: 32 records of each side in TLS 1.3, one before', () => {
    const data = Array.from({ length: 40 }, () => record(23, [1, 2, 3])).flat()
    expect(run(['client', HELLO13], ['server', SERVER_HELLO13], ['client', data], ['server', data]).events.length).toBe(
      64,
    )
    expect(run(['client', HELLO], ['server', SERVER_HELLO], ['client', data], ['server', data]).events.length).toBe(2)
    expect(run(['client', data]).events.length, 'seen from the middle on').toBe(1)
  })

  test('a second ClientHello of a stream whose server is not to be seen is told from a record under keys', () => {
    expect(told(run(['client', [...HELLO13, ...CCS, ...HELLO13, ...record(22, filled(40))]]))).toEqual([
      '>1 52',
      '>ccs  1',
      '>1 52',
      '>? 40',
    ])
  })

  test('alerts: two in a record, one over two records', () => {
    expect(told(run(['client', HELLO], ['server', record(21, [1, 112, 2, 40])]))).toEqual([
      '>1 41',
      '<alert 1/112 2',
      '<alert 2/40 2',
    ])
    expect(told(run(['client', HELLO], ['server', [...record(21, [2]), ...record(21, [40])]]))).toEqual([
      '>1 41',
      '<alert 2/40 2',
    ])
  })

  test('heartbeat', () => {
    const leg = run(['client', HELLO], ['client', record(24, [1, 0, 1, 7])])
    expect(told(leg)).toEqual(['>1 41', '>heartbeat  4'])
    expect(leg.messages[1]?.bytes).toEqual(Uint8Array.of(1, 0, 1, 7))
  })

  test('a ClientHello in the SSL 2.0 form', () => {
    const hello = [1, 3, 1, 0, 3, 0, 0, 0, 16, 0, 0, 0x2f, ...filled(16)]
    const leg = run(['client', [0x80, hello.length, ...hello]], ['server', SERVER_HELLO])
    expect(told(leg)).toEqual(['>1 28', '<2 38'])
    expect(leg.messages[0]).toMatchObject({ bytes: Uint8Array.from(hello), recordVersion: undefined, offset: 10_002 })
    expect(leg.beginningSeen).toBe(true)
  })

  test('a message that never ends is given out as it is', () => {
    const leg = run(['client', HELLO.slice(0, 30)])
    expect(told(leg)).toEqual(['>1! 41'])
    expect(leg.messages[0]?.bytes.length).toBe(25)
  })

  test('a huge message is counted, not kept', () => {
    const connection = new TlsConnection(emptyLeg(), () => undefined)
    const push = (bytes: Bytes) => {
      connection.push('server', Uint8Array.from(bytes), 0, bytes.length, 1, -1, 0, 0)
    }
    push(record(22, serverHello()))
    push(record(22, [11, ...u24(2_000_000)]))
    for (let sent = 0; sent < 2_000_000; sent += 16_000) push(record(22, filled(16_000)))
    push(record(22, handshake(14, [])))
    expect(told(connection.leg)).toEqual(['<2 38', '<11! 2000000', '<14 0'])
    expect(connection.leg.messages[1]?.bytes.length).toBe(1_048_576)
    expect(connection.leg.messages[1]?.timeNs).toBeUndefined()
  })

  test('messages beyond the limit are counted', () => {
    const connection = new TlsConnection(emptyLeg(), () => undefined)
    const many = Uint8Array.from(Array.from({ length: 1_000 }, () => record(21, [1, 100])).flat())
    for (let times = 0; times < 5; times += 1) connection.push('client', many, 0, many.length, 1, 0, 0, 0)
    expect([connection.leg.messages.length, connection.messagesLeftOut]).toEqual([4_096, 904])
  })

  test('changes are told once a call, and only if there are any', () => {
    let calls = 0
    const connection = new TlsConnection(emptyLeg(), () => {
      calls += 1
    })
    const push = (bytes: Bytes) => {
      connection.push('client', Uint8Array.from(bytes), 0, bytes.length, 1, 0, 0, 0)
    }
    push(HELLO.slice(0, 9))
    expect(calls).toBe(0)
    push([...HELLO.slice(9), ...record(21, [1, 0])])
    expect(calls).toBe(1)
  })
})

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
