import { describe, expect, test } from 'vitest'
import { TlsConnection } from '../../../main/tls/connection.ts'
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
  u16,
  u24,
  vector,
} from '../../support/tls-bytes.ts'
import { CCS, HELLO, SERVER_HELLO, HELLO13, SERVER_HELLO13, run, told } from '../../support/tls-steps.ts'

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
