import { expect, test } from 'vitest'
import type { AnalysisDocument } from '../../../main/report/analysis/schema.ts'
import { align } from '../../oracle/align.ts'
import { compare } from '../../oracle/compare.ts'
import type { TsharkMessage, TsharkReading } from '../../oracle/tshark-document.ts'

const HELLO: TsharkMessage = {
  frame: 4,
  time: '1764.500000000',
  dir: 'c2s',
  record_version: 769,
  type: 1,
  length: 120,
  client_hello: { legacy_version: 771, random: 'ab', cipher_suites: [4865, 4866], sni: ['a.test'] },
}
const SECRET: TsharkMessage = { frame: 6, dir: 's2c', record_version: 771, type: null, length: 40 }

const OURS = {
  time: '1764.5',
  frame: 4,
  from: 'client',
  content: 'handshake',
  type: 1,
  name: 'client_hello',
  recordVersion: 769,
  length: 120,
  visibility: 'plain',
  complete: true,
  fields: { legacyVersion: 771, random: 'ab', cipherSuites: [4865, 4866], serverName: 'a.test' },
}
const OUR_SECRET = {
  ...OURS,
  frame: 6,
  from: 'server',
  type: null,
  recordVersion: 771,
  length: 40,
  visibility: 'encrypted',
}

function reading(handshake: readonly TsharkMessage[], certificates = {}): TsharkReading {
  const stream = { stream: 0, client: '10.0.0.1:1', server: '[fe80::1]:2', handshake, alerts: [], record_list: [] }
  return { capture: { packets: 9 }, streams: [stream], certificates }
}

function analysis(messages: readonly object[], certificates: readonly object[] = []): AnalysisDocument {
  const connection = {
    client: { address: '10.0.0.1', port: 1 },
    server: { address: 'fe80::1', port: 2 },
    transport: 'tcp',
    legs: [{ stream: 0 }],
    signature: 'C?',
    messages,
    certificates,
  }
  return { sources: [{ records: 9 }], connections: [connection] } as unknown as AnalysisDocument
}

test('what both say agrees', () => {
  const { differences, counts } = compare(reading([HELLO, SECRET]), analysis([OURS, OUR_SECRET]))
  expect(differences).toEqual([])
  expect(counts.messages).toEqual({ said: 2, agreed: 2 })
  expect(counts.fields).toEqual({ said: 5, agreed: 5 })
})

test.each([
  ['a field', [{ ...OURS, fields: { ...OURS.fields, random: 'ac' } }, OUR_SECRET], ['random: tshark ab, gskope ac']],
  ['a frame', [{ ...OURS, frame: 5 }, OUR_SECRET], ['frame, version: tshark [4,769], gskope [5,769]']],
  ['a missing message', [OUR_SECRET], ['1, frame 4 c2s type 1 length 120: gskope has none']],
  [
    'a message too many',
    [OURS, OUR_SECRET, OUR_SECRET],
    ["gskope's 3, frame 6 s2c encrypted length 40: tshark has none"],
  ],
  ['a message in part', [OURS, { ...OURS, complete: false }, OUR_SECRET], []],
  [
    'the order',
    [OUR_SECRET, OURS],
    ['frame 4 c2s type 1 length 120: gskope has none', 'frame 4 c2s type 1 length 120: tshark has none'],
  ],
])('%s that differs is told', (_, messages, told) => {
  const { differences } = compare(reading([HELLO, SECRET]), analysis(messages))
  expect(differences.map(({ text }) => text)).toEqual(told.map((text) => expect.stringContaining(text) as string))
})

test('streams that only one side sees are told', () => {
  const other = { ...reading([]).streams[0], client: '10.0.0.9:1', stream: 7 } as TsharkReading['streams'][number]
  const { differences } = compare({ ...reading([]), streams: [other] }, analysis([]))
  expect(differences.map(({ stream, text }) => `${stream} ${text}`)).toEqual([
    '7 10.0.0.9:1 to [fe80::1]:2: tshark sees TLS, gskope none',
    '0 10.0.0.1:1 to [fe80::1]:2: tshark sees no TLS, gskope C?',
  ])
})

test('a stream is found by its ends, whatever its number', () => {
  const other = { ...reading([HELLO]).streams[0], stream: 7 } as TsharkReading['streams'][number]
  expect(compare({ ...reading([]), streams: [other] }, analysis([OURS])).differences).toEqual([])
})

test('facts of certificates are compared, control characters in whatever form', () => {
  const message = { ...SECRET, type: 11, certificates: ['aa'] }
  const theirs = {
    length: 5,
    subject: 'CN=\u0084',
    issuer: 'CN=i',
    serial: '0A',
    not_before: '2014-02-25 15:19:18Z',
    not_after: '2015-02-25 15:19:18Z',
  }
  const ours = {
    sha256: 'aa',
    subject: 'CN=\\c2\\84',
    issuer: 'CN=i',
    serial: '0a',
    notBefore: '2014-02-25T15:19:18Z',
    notAfter: '2015-02-25T15:19:18Z',
  }
  const given = reading([message], { aa: theirs })
  expect(compare(given, analysis([], [ours])).counts.certificates).toEqual({ said: 1, agreed: 1 })
  const { differences } = compare(given, analysis([], [{ ...ours, serial: '0b' }]))
  expect(differences.at(-1)?.text).toBe('aa: serial: tshark 0a, gskope 0b')
})

test.each([
  ['abcd', 'abcd', 'abcd'],
  ['abcd', 'bd', 'bd'],
  ['axb', 'ayb', 'ab'],
  ['', 'ab', ''],
])('align %s with %s', (left, right, common) => {
  const same = (letter: string) => letter
  const pairs = align(Array.from(left), Array.from(right), same, same)
  expect(pairs.map(([at]) => left[at]).join('')).toBe(common)
  for (const [at, of] of pairs) expect(left[at]).toBe(right[of])
})
