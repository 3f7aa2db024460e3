import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { latin } from '../../support/bytes.ts'
import { heading, listRecord } from '../../support/listing-writer.ts'
import { readTraceLegs } from '../../support/read-trace.ts'
import {
  body,
  message,
  hello,
  serverHello,
  TLS13,
  RETRY,
  certificate,
  DONE,
  keyExchange,
  finished,
  Trace,
  told,
  shown,
} from '../../support/told-trace.ts'

describe('readTrace', () => {
  it('builds a connection of a server', () => {
    const trace = new Trace()
      .text('Handle 11111111')
      .received(hello(1), 'read_v3_client_hello')
      .text("Using server certificate 'A'")
      .dump(serverHello())
      .dump(certificate)
      .dump(DONE)
      .received(keyExchange)
      .read(40)
      .dump(finished(1))
      .dump(finished(2))
    const read = trace.legs()
    expect(shown(read)).toEqual(['server: c1 s2 s11 s14 c16 c20 s20'])
    expect(read.legs[0]).toMatchObject({
      stream: 0,
      transport: 'none',
      job: 'TCPIP',
      process: '0201003E',
      thread: '00000001',
      beginningSeen: true,
      endSeen: false,
    })
    const [first] = read.legs[0]?.messages ?? []
    expect(first?.bytes).toEqual(hello(1))
    expect(first?.length).toBe(hello(1).length - 4)
    expect(first?.visibility).toBe('plain')
    expect(read.times.last).toBe(BigInt(Date.UTC(2026, 2, 2, 10)) * 1_000_000n + 15_000_000n)
    expect(read.warnings).toEqual([])
  })

  it('builds a connection of a client from what it reads', () => {
    const trace = new Trace()
      .text('Handle 11111111')
      .dump(hello(1))
      .received(serverHello(...TLS13))
      .received(message(8, 0, 0))
      .received(certificate)
      .read(40)
      .dump(finished(1))
      .dump(finished(2))
    expect(shown(trace.legs())).toEqual(['client: c1 s2 s8 s11 s20 c20'])
  })

  it("knows where a message's bytes stand", () => {
    const text =
      heading('03/02/2026') +
      listRecord(
        {
          mnemonic: 'DUMP',
          entryId: '00000020',
          description: 'SSL_ASCII_DUMP',
          job: 'A',
          process: '1',
          thread: '2',
          functionName: 'f',
          detail: ['T'],
          dump: hello(1),
        },
        5,
      )
    const sent = readTraceLegs(latin(text)).legs[0]?.messages[0]
    const place = text.slice(sent?.offset ?? 0, (sent?.offset ?? 0) + (sent?.extent ?? 0))
    expect(place.startsWith('    00000000: 0100')).toBe(true)
    expect(place.trimEnd().endsWith('*')).toBe(true)
    expect(text.split('\n').indexOf(place.split('\n')[0] ?? '') + 1).toBe(sent?.line)
  })

  it('keeps threads apart', () => {
    const trace = new Trace()
    trace
      .dump(hello(1), 'f', '00000001')
      .dump(hello(2), 'f', '00000002')
      .dump(serverHello(), 'f', '00000002')
      .dump(serverHello(), 'f', '00000001')
    const { legs } = trace.legs()
    expect(legs.map(({ thread, messages }) => [thread, messages.length])).toEqual([
      ['00000001', 2],
      ['00000002', 2],
    ])
  })

  it('begins a connection with each new ClientHello on a thread', () => {
    expect(
      shown(new Trace().dump(hello(1)).dump(serverHello()).dump(hello(2)).dump(serverHello()).legs()),
    ).toHaveLength(2)
  })

  it('goes on after a HelloRetryRequest', () => {
    const read = new Trace()
      .dump(hello(1))
      .dump(RETRY)
      .dump(hello(1, 0, 1))
      .dump(serverHello(...TLS13))
      .dump(message(8, 0, 0))
      .legs()
    expect(
      read.legs.map(({ messages }) => messages.map(({ from, type }) => `${from.charAt(0)}${type}`).join(' ')),
    ).toEqual(['c1 s2 c1 s2 s8'])
  })

  it('does not take another client for the answer to a HelloRetryRequest', () => {
    expect(new Trace().dump(hello(1)).dump(RETRY).dump(hello(2)).legs().legs).toHaveLength(2)
    // A new random, but the session id that the first one had.
    const inSession = (random: number): Uint8Array =>
      message(1, 3, 3, ...body(32, random), 4, 7, 7, 7, 7, 0, 2, 0x13, 1, 1, 0, 0, 0)
    expect(shown(new Trace().dump(inSession(1)).dump(RETRY).dump(inSession(2)).legs())).toEqual(['client: c1 s2 c1'])
  })

  it('goes on with a renegotiation, and only with one', () => {
    const handshake = (trace: Trace, first: Uint8Array): Trace =>
      trace
        .dump(first)
        .dump(serverHello())
        .dump(certificate)
        .dump(DONE)
        .dump(keyExchange)
        .dump(finished(1))
        .dump(finished(2))
    const renegotiating = hello(2, 0xff, 1, 0, 13, 12, ...body(12, 1))
    expect(
      handshake(handshake(new Trace(), hello(1)), renegotiating)
        .legs()
        .legs.map(({ messages }) => messages.length),
    ).toEqual([14])
    const fresh = hello(2, 0xff, 1, 0, 1, 0)
    expect(handshake(handshake(new Trace(), hello(1)), fresh).legs().legs).toHaveLength(2)
  })

  it('takes a ClientHello that is dumped twice for one', () => {
    expect(shown(new Trace().dump(hello(1)).dump(hello(1)).dump(serverHello()).legs())).toEqual(
      ['server: c1 s2'].map((leg) => leg.replace('server', 'client')),
    )
  })

  it('tells connections on one thread apart by their handles', () => {
    const trace = new Trace()
      .text('Handle 11111111')
      .dump(hello(1))
      .text('Handle 22222222')
      .dump(hello(2))
      .text('Handle 11111111,  Size 5')
      .dump(serverHello())
      .dump(certificate)
      .text('Handle 22222222')
      .dump(serverHello())
    expect(trace.legs().legs.map(({ messages }) => messages.map(({ type }) => type))).toEqual([
      [1, 2, 11],
      [1, 2],
    ])
  })

  it('follows a handle from thread to thread', () => {
    const trace = new Trace()
      .text('Handle 11111111')
      .dump(hello(1))
      .text('Handle 11111111', 'f', '00000002')
      .dump(serverHello(), 'f', '00000002')
    expect(trace.legs().legs.map(({ messages }) => messages.length)).toEqual([2])
  })

  it('knows the partner that closed', () => {
    const closed = new Trace()
      .received(hello(1), 'read_v3_client_hello')
      .text('Socket closed by 10.1.0.2.40312.', 'gsk_read_v3_record')
      .legs().legs[0]
    expect(closed).toMatchObject({
      role: 'server',
      client: { address: '10.1.0.2', port: 40312 },
      server: undefined,
      endSeen: true,
    })
    expect(closed?.events).toMatchObject([{ kind: 'closed', from: 'client', afterMessage: 1 }])
    const called = new Trace()
      .dump(hello(1))
      .read(100)
      .dump(serverHello())
      .text('Socket closed by 10.1.0.2.443.')
      .legs().legs[0]
    expect(called).toMatchObject({ role: 'client', server: { address: '10.1.0.2', port: 443 }, client: undefined })
  })

  it('sends a new ClientHello after a close to a new connection', () => {
    const trace = new Trace()
      .text('Handle 11111111')
      .dump(hello(1))
      .text('Socket closed by 10.1.0.2.1360.')
      .dump(hello(2))
    expect(trace.legs().legs.map(({ endSeen }) => endSeen)).toEqual([true, false])
  })

  it('tells whose alert it is by what the host had read', () => {
    const alert = Uint8Array.of(2, 40)
    const sent = new Trace().received(hello(1), 'read_v3_client_hello').dump(alert, 'alert_step')
    expect(shown(sent.legs())).toEqual(['server: c1 sa40'])
    const received = new Trace()
      .received(hello(1), 'read_v3_client_hello')
      .dump(serverHello())
      .read(2)
      .dump(alert, 'f', '00000001', 'Alert')
    expect(shown(received.legs())).toEqual(['server: c1 s2 ca40'])
  })

  it('takes two bytes that no word calls an alert for a fatal one where the handshake ends with them', () => {
    const last = (): Trace => new Trace().received(hello(1), 'read_v3_client_hello').dump(Uint8Array.of(2, 40))
    expect(shown(last().legs())).toEqual(['server: c1 sa40'])
    expect(shown(last().text('Socket closed by 10.1.0.2.1360.').legs())).toEqual(['server: c1 sa40'])
    expect(shown(last().dump(serverHello()).legs())).toEqual(['server: c1 s2'])
    const warning = new Trace().received(hello(1), 'read_v3_client_hello').dump(Uint8Array.of(1, 0))
    expect(shown(warning.legs())).toEqual(['server: c1'])
    const done = new Trace()
      .received(hello(1), 'read_v3_client_hello')
      .dump(serverHello())
      .dump(finished(1))
      .received(finished(2))
      .text('Handle 11111111,  Size 1', 'gsk_secure_socket_read')
      .dump(Uint8Array.of(2, 40))
    expect(shown(done.legs())).toEqual(['server: c1 s2 s20 c20'])
  })

  it('joins a connection midway, but not by an alert or four bytes alone', () => {
    const read = new Trace().dump(certificate).dump(DONE).legs()
    expect(shown(read)).toEqual(['server: s11 s14'])
    expect(read.legs[0]?.beginningSeen).toBe(false)
    expect(
      new Trace()
        .dump(DONE)
        .dump(Uint8Array.of(0, 0, 0, 0))
        .dump(Uint8Array.of(2, 40), 'alert_step')
        .legs().legs,
    ).toEqual([])
  })

  it('does not take four zero bytes for a hello_request', () => {
    expect(shown(new Trace().dump(hello(1)).dump(serverHello()).dump(new Uint8Array(4)).legs())).toEqual([
      'client: c1 s2',
    ])
  })

  it('tells an error of keys or cryptography that belongs to no connection', () => {
    const failed = 'ICSF service failure: CSFPGKP retCode = 0x8, rsnCode = 0x3e88'
    const outside = new Trace().error(failed).error('Error 12').legs()
    expect([outside.errors, outside.legs]).toEqual([[failed], []])
    const inside = new Trace().text('Handle 11111111').dump(hello(1)).error(failed).legs()
    expect([inside.errors, told(inside)]).toEqual([[], [['host_error']]])
    let many = new Trace()
    for (let i = 0; i < 150; i++) many = many.error('Error 0x03353084')
    expect(many.legs().errors).toHaveLength(100)
  })

  it('finds connections in texts alone', () => {
    const connection = (trace: Trace, handle: string, port: number): Trace =>
      trace
        .text(`Handle ${handle}`)
        .read(200)
        .text('Received CLIENT-HELLO message', 'read_v3_client_hello')
        .text(`Socket closed by 10.1.0.2.${port}.`, 'gsk_read_v3_record')
        .wait(2)
    const { legs } = connection(connection(new Trace(), '11111111', 1360), '22222222', 1361).legs()
    expect(
      legs.map(({ client, role, beginningSeen, messages }) => [client?.port, role, beginningSeen, messages.length]),
    ).toEqual([
      [1360, 'server', true, 0],
      [1361, 'server', true, 0],
    ])
  })

  it('does not count a ClientHello twice that a text and a dump show', () => {
    const before = new Trace()
      .text('Received CLIENT-HELLO message', 'read_v3_client_hello')
      .dump(hello(1), 'read_v3_client_hello')
    expect(before.legs().legs).toHaveLength(1)
    const after = new Trace()
      .dump(hello(1), 'read_v3_client_hello')
      .text('Received CLIENT-HELLO message', 'read_v3_client_hello')
    expect(after.legs().legs).toHaveLength(1)
  })

  it('takes a second ClientHello in texts for a retry only at once and on one handle', () => {
    const twice = (seconds: number): number =>
      new Trace()
        .text('Handle 11111111')
        .text('Received CLIENT-HELLO message')
        .wait(seconds)
        .text('Received CLIENT-HELLO message')
        .legs().legs.length
    expect([twice(0), twice(5)]).toEqual([1, 2])
  })

  it('makes no connection of records that show none', () => {
    const read = new Trace()
      .text('Unable to do something', 'send_v3_client_messages')
      .text('Handle 11111111')
      .read(7, '00000009')
      .legs()
    expect(read.legs).toEqual([])
    expect(read.counts).toEqual({ records: 4, notUnderstood: 0 })
  })

  it('gives each record the connection it belongs to', () => {
    const { legs, recordLegs } = new Trace()
      .text('before')
      .dump(hello(1))
      .text('after')
      .text('elsewhere', 'f', '00000002')
      .legs()
    expect(recordLegs).toEqual([undefined, legs[0], legs[0], undefined])
  })

  it('says when no date is known, and counts from midnight then', () => {
    const text = listRecord(
      {
        mnemonic: 'MESSAGE',
        entryId: '00000008',
        description: 'SSL_INFO',
        job: 'A',
        process: '1',
        thread: '2',
        functionName: 'f',
        detail: [],
        dump: undefined,
      },
      7,
    )
    const read = readTraceLegs(latin(text + text))
    expect(read.warnings).toEqual(['no-date'])
    expect(read.times).toEqual({ first: 7000n, last: 7000n })
  })

  it('keeps memory bounded: connections that were silent longest are finished', () => {
    let text = ''
    for (let i = 0; i < 2100; i++) {
      const thread = i.toString(16).padStart(8, '0')
      text += listRecord(
        {
          mnemonic: 'DUMP',
          entryId: '00000020',
          description: 'SSL_ASCII_DUMP',
          job: 'A',
          process: '1',
          thread,
          functionName: 'f',
          detail: [],
          dump: hello(i & 255),
        },
        i,
      )
    }
    const { legs } = readTraceLegs(latin(text))
    expect(legs).toHaveLength(2100)
  })

  it('reads the same whatever pieces the listing comes in', () => {
    const listing = new Uint8Array(readFileSync(new URL('../../fixture/listing/threads-reused.txt', import.meta.url)))
    const whole = readTraceLegs(listing)
    expect(whole.legs).toHaveLength(4)
    expect(readTraceLegs(listing, 4099)).toEqual(whole)
  })
})
