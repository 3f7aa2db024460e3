import { describe, expect, it } from 'vitest'
import { looksLikeDtls, protectedEpoch, readRecord } from '../../../../main/tls/dtls/record.ts'
import { dtlsFragment, dtlsRecord } from '../../../support/datagram-writer.ts'
import { clientHello, filled } from '../../../support/tls-bytes.ts'

const looks = (datagram: readonly number[], captured = datagram.length) =>
  looksLikeDtls(Uint8Array.from(datagram), 0, captured, datagram.length)
const hello = dtlsRecord(22, dtlsFragment(clientHello({ version: 0xfefd })))
const data = dtlsRecord(23, filled(40), { epoch: 1 })

describe('looksLikeDtls', () => {
  it.each<[string, readonly number[]]>([
    ['a ClientHello', hello],
    ['one of the version before the standard', dtlsRecord(22, dtlsFragment(clientHello()), { version: 0x0100 })],
    ['a fragment of one', dtlsRecord(22, dtlsFragment(clientHello(), 0, 10, 20))],
    ['records behind one another', [...hello, ...dtlsRecord(20, [1]), ...dtlsRecord(22, filled(48), { epoch: 1 })]],
    ['data under keys', data],
    ['an alert', dtlsRecord(21, [2, 40])],
  ])('takes %s', (_name, datagram) => expect(looks(datagram)).toBe(true))

  it.each<[string, readonly number[]]>([
    ['nothing', []],
    ['TLS', [22, 3, 3, 0, 2, 1, 0]],
    ['a byte behind the last record', [...hello, 0]],
    ['a record that ends behind the datagram', hello.slice(0, -1)],
    ['rubbish behind a record', [...data, ...filled(20)]],
    ['an unknown type', dtlsRecord(19, filled(20))],
    ['an unknown version', dtlsRecord(23, filled(20), { version: 0xfdfd, epoch: 1 })],
    ['a handshake whose length lies', dtlsRecord(22, [1, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5])],
    ['a handshake of an unknown type', dtlsRecord(22, dtlsFragment([99, 0, 0, 4, 1, 2, 3, 4]))],
    ['a handshake that claims too much', dtlsRecord(22, [1, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1])],
    ['an alert that is none', dtlsRecord(21, [3, 40])],
    ['an alert of an unknown description', dtlsRecord(21, [2, 200])],
    ['data in clear', dtlsRecord(23, filled(20))],
    ['hardly any data under keys', dtlsRecord(23, filled(8), { epoch: 1 })],
    ['an epoch that nobody reaches', dtlsRecord(23, filled(20), { epoch: 0x100 })],
    ['a change to keys of another length', dtlsRecord(20, [1, 1])],
  ])('does not take %s', (_name, datagram) => expect(looks(datagram)).toBe(false))

  it('takes what the recorder cut, by what is left', () => {
    expect(looks(hello, 40)).toBe(true)
    expect(looks([...hello, ...data], hello.length + 20)).toBe(true)
    for (let length = 0; length < 25; length++) expect(looks(hello, length), String(length)).toBe(false)
  })
})

it('tells where the content of a record lies', () => {
  const bytes = Uint8Array.from([0, ...data])
  expect(readRecord(bytes, 1, 54, 54)).toEqual({
    type: 23,
    version: 0xfefd,
    epoch: 1,
    contentStart: 14,
    contentEnd: 54,
    cut: false,
  })
  expect(readRecord(bytes, 1, 50, 54)).toMatchObject({ contentEnd: 50, cut: true })
  expect(readRecord(bytes, 1, 54, 53)).toBeUndefined()
})

it('knows the header of DTLS 1.3 by its first bits', () => {
  expect([0x2f, 0x3e, 0x16, 0x4f].map(protectedEpoch)).toEqual([3, 2, undefined, undefined])
})
