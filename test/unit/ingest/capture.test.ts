import { describe, expect, it } from 'vitest'
import { pcap } from '../../../main/format/pcap.ts'
import { readCapture } from '../../../main/ingest/capture.ts'
import type { Leg } from '../../../main/tls/leg.ts'
import { IGNORING_SINK } from '../../support/ignoring-sink.ts'
import type { TimedPacket } from '../../support/capture-writer.ts'
import { concat, ipv4Tcp, pcapFile } from '../../support/capture-writer.ts'
import {
  applicationData,
  ascii,
  clientHello,
  Dialogue,
  type DialogueOutcome,
  readDialogue,
  RST,
  serverHello,
  SYN,
} from '../../support/capture-dialogue.ts'

describe('readCapture', () => {
  it('makes a leg of a connection that is TLS', () => {
    const { packets } = new Dialogue().open().say(0, clientHello).say(1, serverHello).close()
    const { legs, notes, warnings, times, ...counts } = readDialogue(packets)
    expect(legs).toMatchObject([
      {
        stream: 0,
        role: 'wire',
        transport: 'tcp',
        client: { address: '192.0.2.1', port: 40_000 },
        server: { address: '192.0.2.2', port: 443 },
        startNs: 100_000_005_000n,
        endNs: 107_000_005_000n,
        beginningSeen: true,
        endSeen: true,
      },
    ])
    expect(legs[0]?.events.map(({ kind, from, frame, afterMessage }) => [kind, from, frame, afterMessage])).toEqual([
      ['syn', 'client', 1, 0],
      ['syn_ack', 'server', 2, 0],
      ['fin', 'client', 6, 2],
      ['fin', 'server', 7, 2],
    ])
    const payloadAt = 24 + 4 * 16 + 3 * 40 + 40
    expect(notes).toEqual([
      [`client 59 bytes at ${payloadAt} #4`, `server 59 bytes at ${payloadAt + 59 + 16 + 40} #5`, 'end'],
    ])
    expect(warnings).toEqual([])
    expect(times).toEqual([100_000_005_000n, 107_000_005_000n])
    expect(counts).toMatchObject({ packets: 8, notUnderstood: 0 })
  })

  it('makes no leg of anything else, but counts its stream', () => {
    const other = new Dialogue({ port: 1 })
      .open()
      .say(0, ascii('GET / HTTP/1.1\r\n\r\n'))
      .say(1, ascii('HTTP/1.1 200 OK\r\n'))
      .close()
    const tls = new Dialogue({ port: 2 }).say(0, clientHello)
    const { legs, packets, notUnderstood } = readDialogue([...other.packets, ...tls.packets])
    expect(legs.map((leg) => leg.stream)).toEqual([1])
    expect({ packets, notUnderstood }).toEqual({ packets: 9, notUnderstood: 0 })
  })

  it.each([
    ['refused', new Dialogue().segment(0, { flags: SYN }).segment(1, { flags: RST }), ['syn', 'rst']],
    [
      'never answered',
      new Dialogue().segment(0, { flags: SYN, sequence: 9 }).segment(0, { flags: SYN, sequence: 9 }),
      ['syn', 'retransmission'],
    ],
    ['silent', new Dialogue().open().close(), ['syn', 'syn_ack', 'fin', 'fin']],
    [
      'in clear',
      new Dialogue().open().say(0, ascii('GET')).say(1, ascii('400')),
      ['syn', 'syn_ack', 'clear_text', 'clear_text'],
    ],
  ])('lists a connection that is %s where there are few', (_name, { packets }, kinds) => {
    const { unspoken, legs } = readDialogue(packets)
    expect(legs).toEqual([])
    expect(unspoken.map(({ events }) => events.map(({ kind }) => kind))).toEqual([kinds])
  })

  it('keeps the first bytes of clear text, and how much it was', () => {
    const { packets } = new Dialogue().open().say(1, ascii('220 ready')).say(0, new Uint8Array(700).fill(65))
    const [leg] = readDialogue(packets).unspoken
    const clear = leg?.events.filter(({ kind }) => kind === 'clear_text')
    expect(clear?.map(({ from, length, bytes, frame }) => [from, length, bytes?.length, frame])).toEqual([
      ['server', 9, 9, 4],
      ['client', 700, 512, 5],
    ])
  })

  it('lists clear text to a server that speaks TLS, and not to others', () => {
    const tls = new Dialogue({ port: 2 }).open().say(0, clientHello).say(1, serverHello)
    const clear = new Dialogue({ port: 3 }).open().say(0, ascii('GET')).close()
    const other = new Dialogue({ port: 4, peerPort: 80 }).open().say(0, ascii('GET')).close()
    const { unspoken } = readDialogue([...clear.packets, ...other.packets, ...tls.packets])
    expect(unspoken.map(({ client }) => client?.port)).toEqual([3])
  })

  it('tells of a reset how it fits its sender, and of what follows it', () => {
    const { packets } = new Dialogue().open().say(0, clientHello).segment(1, { flags: RST }).say(1, serverHello)
    const events = readDialogue(packets).legs[0]?.events.filter(({ packet }) => packet !== undefined)
    expect(events?.map(({ kind, from, packet }) => [kind, from, packet?.ttl, packet?.before?.ttl])).toEqual([
      ['rst', 'server', 64, 64],
      ['after_reset', 'server', 64, 64],
    ])
  })

  it('finds TLS behind a dialogue in clear', () => {
    const { packets } = new Dialogue({ peerPort: 25 })
      .open()
      .say(1, ascii('220 ready\r\n'))
      .say(0, ascii('STARTTLS\r\n'))
      .say(1, ascii('220 go\r\n'))
      .say(0, clientHello)
      .say(1, serverHello)
    expect(readDialogue(packets).notes).toMatchObject([
      [expect.stringMatching(/^client 59 .* #7$/), expect.stringMatching(/^server 59 .* #8$/), 'end'],
    ])
  })

  it('stops looking after 64 segments in clear', () => {
    const talk = (segments: number) =>
      new Dialogue()
        .open()
        .say(0, ...new Array<Uint8Array>(segments).fill(ascii('more\r\n')))
        .say(0, clientHello).packets
    expect(readDialogue(talk(64)).legs).toHaveLength(1)
    expect(readDialogue(talk(65)).legs).toHaveLength(0)
  })

  it('recognises a ClientHello that comes byte by byte, and hands on all of it', () => {
    const { packets } = new Dialogue().open().say(0, ...[...clientHello].map((byte) => Uint8Array.of(byte)))
    const [notes = []] = readDialogue(packets).notes
    expect(notes).toHaveLength(clientHello.length + 1)
    expect(notes[0]).toMatch(/#4$/)
    expect(notes.at(-2)).toMatch(/#62$/)
  })

  it('hands the answer to a ClientHello on, whatever it is', () => {
    const { packets } = new Dialogue().open().say(0, clientHello).say(1, ascii('HTTP/1.1 400 Bad Request\r\n'))
    expect(readDialogue(packets).notes[0]).toMatchObject([
      expect.anything(),
      expect.stringMatching(/^server 26 /),
      'end',
    ])
  })

  it.each([
    [
      'the sender of the ClientHello, also when the other end opened the connection',
      new Dialogue().open().say(1, clientHello),
      443,
    ],
    ['the one who gets a ServerHello', new Dialogue().say(0, serverHello), 443],
    ['the one who opened the connection', new Dialogue({ port: 80 }).open().say(1, applicationData), 80],
    [
      'the one with the higher port, when nothing else is known',
      new Dialogue({ port: 442 }).say(1, applicationData),
      443,
    ],
  ])('takes for the client %s', (_name, { packets }, port) => {
    expect(readDialogue(packets).legs[0]?.client?.port).toBe(port)
  })

  it('does not believe a record in the middle of a connection whose beginning was in clear', () => {
    const { packets } = new Dialogue().open().say(0, ascii('hello')).say(0, applicationData)
    expect(readDialogue(packets).legs).toEqual([])
    expect(readDialogue(packets.slice(3)).legs).toHaveLength(1)
  })

  it('tells retransmissions after a message once, with their number, before what follows', () => {
    const { packets } = new Dialogue().open().say(0, clientHello).again(3).again(3).say(1, serverHello).again(6).close()
    const events = readDialogue(packets)
      .legs[0]?.events.slice(2)
      .map(({ kind, from, frame, afterMessage, text }) => [kind, from, frame, afterMessage, text])
    expect(events).toEqual([
      ['retransmission', 'client', 5, 1, '2 retransmissions before the next message'],
      ['retransmission', 'server', 8, 2, undefined],
      ['fin', 'client', 9, 2, undefined],
      ['fin', 'server', 10, 2, undefined],
    ])
  })

  it('counts packets that were recorded twice at the source, and takes the connection as it was', () => {
    const { packets } = new Dialogue().open().say(0, clientHello).say(1, serverHello).close()
    const numbered = packets.map(({ bytes, ...rest }, at) => {
      const numberedBytes = Uint8Array.from(bytes)
      numberedBytes[5] = at + 1
      return { ...rest, bytes: numberedBytes }
    })
    const once = readDialogue(numbered)
    // One hop later, so that its time to live is another one.
    const copy = ({ bytes, ...rest }: TimedPacket): TimedPacket => ({
      ...rest,
      bytes: bytes.map((byte, at) => (at === 8 ? byte - 1 : byte)),
    })
    const twice = readDialogue(numbered.flatMap((packet) => [packet, copy(packet)]))
    const told = ({ legs }: DialogueOutcome) =>
      legs.map(({ messages, events }) => [messages.length, events.map(({ kind }) => kind)])
    expect(told(twice)).toEqual(told(once))
    // SYN, SYN ACK and two with data.
    expect(twice.warnings.map(({ code }) => code)).toEqual(new Array(4).fill('packets-recorded-twice'))
  })

  it('tells a retransmission with other bytes', () => {
    const { packets } = new Dialogue()
      .open()
      .say(0, clientHello)
      .segment(0, { sequence: 1_001, payload: new Uint8Array(59) })
    const { legs } = readDialogue(packets)
    expect(legs[0]?.events.map((event) => event.kind)).toEqual(['syn', 'syn_ack', 'retransmission', 'conflict'])
  })

  it('names a gap with the packet behind it', () => {
    const { packets } = new Dialogue()
      .open()
      .say(0, clientHello)
      .unheard(1, new Uint8Array(30))
      .say(1, serverHello)
      .say(0, applicationData)
      .close()
    expect(readDialogue(packets).notes[0]).toEqual([
      expect.stringMatching(/^client 59 .* #4$/),
      expect.stringMatching(/^client 45 .* #6$/),
      'server gap 30 #5',
      expect.stringMatching(/^server 59 .* #5$/),
      'end',
    ])
  })

  it('finishes a closed connection soon, and late packets make no new one', () => {
    const first = new Dialogue().open().say(0, clientHello).close()
    const other = new Dialogue({ port: 7, seconds: 200 }).open()
    const late = first
      .again(3)
      .packets.slice(-1)
      .map((packet) => ({ ...packet, seconds: 300 }))
    const last = new Dialogue({ port: 8, seconds: 400 }).say(0, clientHello)
    const { legs, finishedAt } = readDialogue([
      ...first.packets.slice(0, -1),
      ...other.packets,
      ...late,
      ...last.packets,
    ])
    expect(legs.map((leg) => leg.stream)).toEqual([0, 2])
    expect(finishedAt[0]).toBe(8)
  })

  it('waits for late data of a connection that was reset', () => {
    const { packets } = new Dialogue().open().segment(1, { flags: RST }).say(0, clientHello)
    expect(readDialogue(packets).legs).toHaveLength(1)
  })

  it('numbers streams that use the same ports again', () => {
    const first = new Dialogue().open().say(0, clientHello).close()
    const second = new Dialogue({ seconds: 101 })
      .segment(0, { flags: SYN, sequence: 70_000 })
      .segment(0, { sequence: 70_001, payload: clientHello })
    expect(
      readDialogue([...first.packets, ...second.packets]).legs.map((leg) => [leg.stream, leg.beginningSeen]),
    ).toEqual([
      [0, true],
      [1, true],
    ])
  })

  it('keeps the number of a connection that was refused and tried again much later', () => {
    const refused = new Dialogue().segment(0, { flags: SYN }).segment(1, { flags: RST })
    const other = new Dialogue({ port: 7, seconds: 200 }).open()
    const again = new Dialogue({ seconds: 300 }).open().say(0, clientHello)
    expect(
      readDialogue([...refused.packets, ...other.packets, ...again.packets]).legs.map((leg) => leg.stream),
    ).toEqual([0])
  })

  it('tells what was refused and tried again much later as two, whether packets of others lie between or not', () => {
    const refused = (seconds: number) => new Dialogue({ seconds }).segment(0, { flags: SYN }).segment(1, { flags: RST })
    const other = new Dialogue({ port: 7, seconds: 200 }).open()
    const startOf = ({ startNs }: Leg): bigint | undefined => startNs
    const packets = [...refused(100).packets, ...refused(300).packets]
    const among = [...refused(100).packets, ...other.packets, ...refused(300).packets]
    const starts = [100_000_005_000n, 300_000_005_000n]
    expect(readDialogue(packets).unspoken.map(startOf)).toEqual(starts)
    expect(
      readDialogue(among)
        .unspoken.map(startOf)
        .filter((at) => at !== 200_000_005_000n),
    ).toEqual(starts)
  })

  it('counts packets that were cut, and those of links that it cannot read', () => {
    const { packets } = new Dialogue().open()
    const cut = packets.map((packet) => ({ ...packet, wireLength: 99 }))
    expect(readDialogue(cut)).toMatchObject({
      packets: 3,
      notUnderstood: 0,
      warnings: new Array(3).fill({ code: 'packets-snapped' }),
    })
    expect(readDialogue(packets, { linkType: 148 })).toMatchObject({
      packets: 3,
      notUnderstood: 3,
      warnings: new Array(3).fill({ code: 'link-type-unknown-148' }),
    })
    expect(readDialogue([{ bytes: Uint8Array.of(0x45, 1, 2) }])).toMatchObject({
      packets: 1,
      notUnderstood: 1,
      warnings: [],
    })
  })

  it('says that fragments are missing', () => {
    const packet = ipv4Tcp({ payload: new Uint8Array(24) })
    packet[6] = 0x20
    expect(readDialogue([{ bytes: packet }])).toMatchObject({
      notUnderstood: 0,
      warnings: [{ code: 'fragments-missing' }],
    })
  })

  it('finishes the connection that was idle longest when there are too many', () => {
    const packets: TimedPacket[] = []
    for (let number = 0; number < 65_540; number++) {
      packets.push({
        bytes: ipv4Tcp({
          from: `10.0.${number >>> 16}.1`,
          sourcePort: number & 0xffff,
          payload: number < 3 ? clientHello : applicationData.subarray(0, 1),
        }),
      })
      if (number === 1) packets.push({ bytes: ipv4Tcp({ from: '10.0.0.1', sourcePort: 0, flags: 0x10 }) })
    }
    const { legs, warnings, finishedAt } = readDialogue(packets)
    expect(legs.map((leg) => leg.stream)).toEqual([1, 0, 2])
    expect(finishedAt[0]).toBe(65_538)
    expect(warnings).toMatchObject(new Array(3).fill({ code: 'connections-finished-early' }))
  })

  it('hands over messages when they take too much memory, and follows their connections on', () => {
    const packets = [1, 2, 3, 4].flatMap((port) => new Dialogue({ port }).say(0, clientHello).packets)
    const { legs, finishedAt, handedOverAt, warnings } = readDialogue(packets, {
      messageBytes: new Uint8Array(12_000_000),
    })
    expect(legs.map((leg) => leg.stream)).toEqual([0, 1, 2, 3])
    expect(finishedAt).toEqual([4, 4, 4, 4])
    expect(handedOverAt).toEqual([3])
    expect(warnings).toEqual([])
  })

  it('forgets connections that ended long ago', () => {
    const packets = Array.from({ length: 70_000 }, (_, number) =>
      ipv4Tcp({ from: `10.0.${number >>> 16}.1`, sourcePort: number & 0xffff, flags: RST, payload: clientHello }),
    )
    const late = ipv4Tcp({ from: '10.0.0.1', sourcePort: 1, payload: applicationData })
    const timed = packets.map((bytes, at) => ({ bytes, seconds: at }))
    expect(readDialogue([...timed, { bytes: late, seconds: 70_000 }]).warnings).toEqual([])
  })

  it('tells damage of the file', () => {
    const file = concat(pcapFile([{ bytes: ipv4Tcp({}) }]), new Uint8Array(20).fill(0xff))
    const warnings: string[] = []
    let counts: readonly number[] = []
    const reading = readCapture(pcap, {
      ...IGNORING_SINK,
      counts: (...told) => (counts = told),
      warn: ({ code }, offset) => warnings.push(`${code} ${offset}`),
    })
    reading.take(file, 0, true)
    expect(warnings).toEqual(['packet-length-impossible 80'])
    expect(counts).toEqual([2, 1])
  })
})
