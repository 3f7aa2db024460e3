import { describe, expect, it } from 'vitest'
import { HandshakeOrder } from '../../../main/ingest/trace-order.ts'

/** Senders of messages by their types; 2 stands for a ServerHello of the version given. */
function senders(isTls13: boolean, ...types: number[]): string {
  const order = new HandshakeOrder()
  return types
    .map((type) => {
      if (type === 1) order.restart()
      if (type === 2) order.serverHelloSeen(false, isTls13)
      return order.senderOf(type)?.charAt(0) ?? '?'
    })
    .join('')
}

describe('HandshakeOrder', () => {
  it.each([
    ['a full handshake', false, [1, 2, 11, 12, 14, 16, 20, 20], 'csssscc' + 's'],
    ['one with a ticket', false, [1, 2, 11, 12, 14, 16, 20, 4, 20], 'csssscc' + 'ss'],
    ['one with a client certificate', false, [1, 2, 11, 22, 12, 13, 14, 11, 16, 15, 20, 20], 'cssssss' + 'cccc' + 's'],
    ['a resumed one', false, [1, 2, 20, 20], 'cssc'],
    ['a resumed one with a new ticket', false, [1, 2, 4, 20, 20], 'csssc'],
    ['TLS 1.3', true, [1, 2, 8, 11, 15, 20, 20, 4, 4], 'csssss' + 'c' + 'ss'],
    ['TLS 1.3 with a client certificate', true, [1, 2, 8, 13, 11, 15, 20, 11, 15, 20], 'cssssss' + 'ccc'],
    ['TLS 1.3 with early data', true, [1, 2, 8, 20, 5, 20], 'csss' + 'cc'],
    ['a lost ServerHelloDone', false, [1, 2, 11, 11, 16, 15, 20, 20], 'css' + 'cccc' + 's'],
    ['a lost client Finished', false, [1, 2, 11, 14, 16, 4, 20], 'csss' + 'c' + 'ss'],
    ['a lost server Finished before end_of_early_data', true, [1, 2, 8, 5, 20], 'css' + 'cc'],
  ] as const)('knows the senders in %s', (_, isTls13, types, expected) => {
    expect(senders(isTls13, ...types)).toBe(expected)
  })

  it('leaves key_update open, which both sides send', () => {
    expect(senders(true, 1, 2, 24)).toBe('cs?')
  })

  it('takes EncryptedExtensions for TLS 1.3 where the ServerHello is lost', () => {
    const order = new HandshakeOrder()
    expect([8, 11, 15, 20, 20].map((type) => order.senderOf(type))).toEqual([
      'server',
      'server',
      'server',
      'server',
      'client',
    ])
  })
})
