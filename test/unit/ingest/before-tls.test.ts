import { describe, expect, it } from 'vitest'
import { pcap } from '../../../main/format/pcap.ts'
import { readWhole } from '../../support/capture-transcript.ts'
import { concat, ipv4Tcp, pcapFile } from '../../support/capture-writer.ts'
import { ascii, type Bytes, clientHello, record, serverHello, u16, vector } from '../../support/tls-bytes.ts'

/**
 * What is said before TLS, by each protocol that goes over to it: `>` from the client, `<` from the server. `tls` stands for where the
 * ClientHello and its answer come.
 */
type Said = readonly ['>' | '<', string | Bytes]

const lines = (...said: readonly string[]): Said[] =>
  said.map((line) => [line.startsWith('>') ? '>' : '<', `${line.slice(2)}\r\n`])

const LDAP_START_TLS = '1.3.6.1.4.1.1466.20037'
const ldap = (id: number, operation: number, content: Bytes): number[] => [
  0x30,
  ...vector(1, [2, 1, id, operation, ...vector(1, content)]),
]
const mysqlPacket = (sequence: number, content: Bytes): number[] => [content.length, 0, 0, sequence, ...content]
const MYSQL_GREETING = [
  10,
  ...ascii('8.0.36'),
  0,
  1,
  0,
  0,
  0,
  ...ascii('saltsalt'),
  0,
  0xff,
  0xff,
  45,
  2,
  0,
  0xff,
  0xdf,
]
const START_TLS = 46
const FOLLOWS = [0xff, 0xfa, START_TLS, 1, 0xff, 0xf0]
const PROXY_2 = [0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a, 0x21, 0x11]

const DIALOGUES: Readonly<Record<string, readonly Said[]>> = {
  'SMTP (RFC 3207)': lines(
    '< 220 mail.example ESMTP',
    '> EHLO me.example',
    '< 250-mail.example\r\n250-PIPELINING\r\n250 STARTTLS',
    '> STARTTLS',
    '< 220 2.0.0 go ahead',
  ),
  'IMAP (RFC 3501)': lines(
    '< * OK [CAPABILITY IMAP4rev1 STARTTLS] ready',
    '> a001 STARTTLS',
    '< a001 OK Begin TLS negotiation now',
  ),
  'POP3 (RFC 2595)': lines('< +OK ready', '> CAPA', '< +OK\r\nSTLS\r\n.', '> STLS', '< +OK Begin TLS negotiation'),
  'FTP (RFC 4217)': lines('< 220 ready', '> AUTH TLS', '< 234 AUTH command ok. Expecting TLS Negotiation.'),
  'NNTP (RFC 4642)': lines('< 200 ready', '> STARTTLS', '< 382 Continue with TLS negotiation'),
  'ManageSieve (RFC 5804)': lines('< "STARTTLS"\r\nOK "ready"', '> STARTTLS', '< OK "begin"'),
  'IRC (STARTTLS)': lines(
    '> CAP LS 302',
    '< :irc.example CAP * LS :tls',
    '> STARTTLS',
    '< :irc.example 670 me :STARTTLS ok',
  ),
  'LDAP (RFC 4511)': [
    ['>', ldap(1, 0x77, [0x80, ...vector(1, ascii(LDAP_START_TLS))])],
    ['<', ldap(1, 0x78, [0x0a, 1, 0, 4, 0, 4, 0])],
  ],
  'XMPP (RFC 6120)': [
    ['>', "<?xml version='1.0'?><stream:stream to='a.example' xmlns='jabber:client' version='1.0'>"],
    ['<', "<?xml version='1.0'?><stream:stream from='a.example'><stream:features><starttls/></stream:features>"],
    ['>', "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"],
    ['<', "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"],
  ],
  PostgreSQL: [
    ['>', [0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f]],
    ['<', 'S'],
  ],
  MySQL: [
    ['<', mysqlPacket(0, MYSQL_GREETING)],
    ['>', mysqlPacket(1, [0x85, 0xae, 0xff, 0x19, 0, 0, 0, 1, 45, ...new Array<number>(23).fill(0)])],
  ],
  'telnet, TN3270 (START_TLS)': [
    ['<', [0xff, 0xfd, START_TLS]],
    ['>', [0xff, 0xfb, START_TLS]],
    ['<', FOLLOWS],
    ['>', FOLLOWS],
  ],
  'HTTP CONNECT (RFC 9110)': [
    ['>', 'CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\nProxy-Authorization: Basic bWU6\r\n\r\n'],
    ['<', 'HTTP/1.1 200 Connection established\r\n\r\n'],
  ],
  'HTTP Upgrade (RFC 2817)': [
    ['>', 'OPTIONS * HTTP/1.1\r\nHost: a.example\r\nUpgrade: TLS/1.0\r\nConnection: Upgrade\r\n\r\n'],
    ['<', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: TLS/1.0, HTTP/1.1\r\nConnection: Upgrade\r\n\r\n'],
  ],
  'SOCKS 4': [
    ['>', [4, 1, ...u16(443), 192, 0, 2, 9, ...ascii('me'), 0]],
    ['<', [0, 90, ...u16(443), 192, 0, 2, 9]],
  ],
  'SOCKS 5 (RFC 1928)': [
    ['>', [5, 2, 0, 2]],
    ['<', [5, 0]],
    ['>', [5, 1, 0, 3, ...vector(1, ascii('a.example')), ...u16(443)]],
    ['<', [5, 0, 0, 1, 0, 0, 0, 0, 0, 0]],
  ],
  'PROXY 1': [['>', 'PROXY TCP4 192.0.2.1 192.0.2.9 40000 443\r\n']],
  'PROXY 2': [['>', [...PROXY_2, ...u16(12), 192, 0, 2, 1, 192, 0, 2, 9, ...u16(40_000), ...u16(443)]]],
  'PROXY 2 over IPv6': [['>', [...PROXY_2.with(13, 0x21), ...u16(36), ...new Array<number>(32).fill(1), 1, 2, 3, 4]]],
  'RDP (X.224)': [
    ['>', [3, 0, 0, 19, 14, 0xe0, 0, 0, 0, 0, 0, 1, 0, 8, 0, 3, 0, 0, 0]],
    ['<', [3, 0, 0, 19, 14, 0xd0, 0, 0, 0x12, 0x34, 0, 2, 0, 8, 0, 1, 0, 0, 0]],
  ],
}

/** Those in which the client may send its hello right behind its last words. */
const IMPATIENT = [
  'SMTP (RFC 3207)',
  'FTP (RFC 4217)',
  'PostgreSQL',
  'MySQL',
  'telnet, TN3270 (START_TLS)',
  'HTTP CONNECT (RFC 9110)',
  'PROXY 1',
  'PROXY 2',
  'PROXY 2 over IPv6',
]

const HELLO = record(22, clientHello({}), 0x0301)
const ANSWER = record(22, serverHello({}))
const bytesOf = (said: string | Bytes): Uint8Array => Uint8Array.from(typeof said === 'string' ? ascii(said) : said)

/** Each thing that is said in a segment of its own, behind the three of the opening. */
function capture(said: readonly Said[]): Uint8Array {
  const ports = { sourcePort: 40_000, destinationPort: 9_999 }
  const back = { from: '192.0.2.2', to: '192.0.2.1', sourcePort: 9_999, destinationPort: 40_000 }
  const next = [1, 1]
  const packets = [
    ipv4Tcp({ ...ports, sequence: 0, flags: 0x02 }),
    ipv4Tcp({ ...back, sequence: 0, acknowledgment: 1, flags: 0x12 }),
  ]
  for (const [from, what] of said) {
    const [own, other] = from === '>' ? [0, 1] : [1, 0]
    const payload = bytesOf(what)
    const ends = from === '>' ? ports : back
    packets.push(ipv4Tcp({ ...ends, sequence: next[own] ?? 0, acknowledgment: next[other] ?? 0, payload }))
    next[own] = (next[own] ?? 0) + payload.length
  }
  return pcapFile(packets.map((bytes) => ({ bytes })))
}

function expectTls(said: readonly Said[]): void {
  const { legs } = readWhole(pcap, capture(said))
  expect(legs.map(({ client }) => client?.port)).toEqual([40_000])
  expect(legs[0]?.messages.map(({ from, type, complete }) => [from, type, complete])).toEqual([
    ['client', 1, true],
    ['server', 2, true],
  ])
}

describe('TLS is found behind', () => {
  it.each(Object.entries(DIALOGUES))('%s', (_name, said) => {
    expectTls([...said, ['>', HELLO], ['<', ANSWER]])
  })

  it.each(Object.entries(DIALOGUES))('%s, with everything in pieces', (_name, said) => {
    const cut = said.flatMap(([from, what]): Said[] => {
      const bytes = [...bytesOf(what)]
      const middle = Math.ceil(bytes.length / 2)
      return middle === bytes.length
        ? [[from, bytes]]
        : [bytes.slice(0, middle), bytes.slice(middle)].map((part) => [from, part])
    })
    expectTls([
      ...cut,
      ['>', HELLO.slice(0, 9)],
      ['>', HELLO.slice(9)],
      ['<', ANSWER.slice(0, 20)],
      ['<', ANSWER.slice(20)],
    ])
  })

  it.each(IMPATIENT)('%s, in the same segment', (name) => {
    const said = DIALOGUES[name] ?? []
    const last = said.findLastIndex(([from]) => from === '>')
    const together = concat(bytesOf(said[last]?.[1] ?? ''), Uint8Array.from(HELLO))
    expectTls([...said.slice(0, last), ['>', [...together]], ['<', ANSWER]])
  })

  it('TDS, inside its packets (MS-TDS §3.2.5.2)', () => {
    const packet = (content: Bytes): number[] => [0x12, 1, ...u16(content.length + 8), 0, 0, 0, 0, ...content]
    const prelogin = [0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff, 16, 0, 0, 0, 0, 0, 1]
    expectTls([
      ['>', packet(prelogin)],
      ['<', [4, 1, ...packet(prelogin).slice(2)]],
      ['>', packet(HELLO)],
      ['<', packet(ANSWER)],
    ])
  })
})
