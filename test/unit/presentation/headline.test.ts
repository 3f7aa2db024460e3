import { describe, expect, it } from 'vitest'
import type { ConnectionDetail } from '../../../preload/contract/connection.ts'
import { headline } from '../../../main/presentation/headline.ts'
import { standInConnections } from '../../support/stand-in-case.ts'

const known = standInConnections().map((connection) => connection.detail)
const of = (id: number): ConnectionDetail => known.find((detail) => detail.row.id === id)!

describe('headline', () => {
  it.each([
    [1, 'The TLS 1.2 handshake completed'],
    [2, 'The server ended the handshake with fatal handshake_failure after client_hello'],
    [3, 'The client ended the handshake with fatal unknown_ca after server_hello_done'],
    [4, 'The sources end after server_hello and 1 encrypted record; how the handshake went on is not in this trace'],
    [
      6,
      'The client sent an encrypted alert after server_hello and 4 encrypted records; what it says is not in this trace',
    ],
    [7, 'The server reset the TCP connection after client_hello, without an alert'],
  ])('of connection %i says what the sources show', (id, sentence) => expect(headline(of(id))).toBe(sentence))

  it('says that a session was resumed', () => {
    const detail = of(1)
    expect(headline({ ...detail, row: { ...detail.row, resumption: 'ticket' } })).toBe(
      'The TLS 1.2 session was resumed',
    )
  })

  it('does not invent an end where nothing shows one', () => {
    expect(headline({ row: { ...of(7).row, messageCount: 0 }, messages: [], events: [] })).toBe(
      'The handshake stopped before any TLS message, without an alert',
    )
  })
})
