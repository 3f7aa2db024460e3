import { describe, expect, it } from 'vitest'
import { align } from '../../../main/compare/align.ts'
import { handshake, message } from '../../support/compared-handshake.ts'

const messagesOf = (...says: string[]) => handshake(says.map((one) => message(one))).messages
/** `0-0 1-` : positions side by side. */
const rows = (a: string[], b: string[]) =>
  align(messagesOf(...a), messagesOf(...b)).map((row) => `${row.a ?? ''}-${row.b ?? ''}`)

describe('align', () => {
  it('puts the same messages side by side, and leaves gaps', () => {
    const good = ['client client_hello', 'server server_hello', 'server certificate', 'server server_hello_done']
    expect(rows(good, good)).toEqual(['0-0', '1-1', '2-2', '3-3'])
    expect(rows(['client client_hello', 'server alert handshake_failure'], good)).toEqual([
      '0-0',
      '1-',
      '-1',
      '-2',
      '-3',
    ])
    expect(rows([], good)).toHaveLength(4)
    expect(rows([], [])).toEqual([])
  })

  it('keeps sides and HelloRetryRequest apart', () => {
    expect(rows(['client finished'], ['server finished'])).toEqual(['0-', '-0'])
    const retried = ['client client_hello', 'server hello_retry_request', 'client client_hello', 'server server_hello']
    expect(rows(retried, ['client client_hello', 'server server_hello'])).toEqual(['0-0', '1-', '2-', '3-', '-1'])
  })

  it('lets an encrypted message stand for what the other shows', () => {
    expect(
      rows(
        ['client client_hello', 'server ?', 'client ?'],
        ['client client_hello', 'server finished', 'client finished'],
      ),
    ).toEqual(['0-0', '1-1', '2-2'])
  })

  it('says where a message moved to', () => {
    const moved = align(
      messagesOf('server certificate', 'server certificate_status', 'server server_key_exchange'),
      messagesOf('server certificate_status', 'server certificate', 'server server_key_exchange'),
    ).filter(({ movedTo }) => movedTo !== undefined)
    expect(moved).toHaveLength(2)
  })

  it('has rows for what is too long to align', () => {
    const many = Array.from({ length: 1_200 }, () => 'client key_update')
    expect(align(messagesOf(...many), messagesOf('client key_update'))).toHaveLength(1_200)
  })
})

it('takes no alert that was sent in clear for one that is encrypted', () => {
  const hello = message('client client_hello')
  const alert = message('server alert handshake_failure')
  const sealed = { ...alert, name: null, visibility: 'encrypted' as const }
  const opened = { ...alert, visibility: 'decrypted' as const }
  expect(align([hello, alert], [hello, sealed]).map(({ a, b }) => [a, b])).toEqual([
    [0, 0],
    [1, undefined],
    [undefined, 1],
  ])
  expect(align([hello, opened], [hello, sealed])).toHaveLength(2)
  expect(align([hello, opened], [hello, alert])).toHaveLength(2)
})
