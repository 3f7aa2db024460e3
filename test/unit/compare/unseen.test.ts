import { describe, expect, it } from 'vitest'
import { compare } from '../../../main/compare/compare.ts'
import { unseenByOne } from '../../../main/compare/unseen.ts'
import { handshake, message } from '../../support/compared-handshake.ts'

const HELLOS = [message('client client_hello'), message('server server_hello', { selectedVersion: 0x0304 })]
const captured = handshake([...HELLOS, message('server change_cipher_spec'), message('client change_cipher_spec')])
const traced = handshake(
  [
    ...HELLOS,
    message('server encrypted_extensions'),
    message('server certificate'),
    message('server finished'),
    message('client finished'),
  ],
  { boundary: 'finished', clientAuthentication: 'sent' },
)

describe('what only one source shows', () => {
  it('is no difference between a capture without keys and a trace', () => {
    expect(unseenByOne(captured, traced).size).toBe(6)
    expect(compare(captured, traced).first).toBeNull()
    expect(compare(traced, captured).first).toBeNull()
  })

  it('hides nothing where they ended differently, or both sources show it', () => {
    expect(unseenByOne(captured, { ...traced, outcome: 'failed' }).size).toBe(0)
    const without = handshake(traced.messages.filter(({ name }) => name !== 'certificate'))
    expect(unseenByOne(traced, without).size).toBe(0)
    expect(compare(traced, without).first).not.toBeNull()
    // Before TLS 1.3 a capture shows all but the Finished.
    const old = handshake([message('client client_hello'), message('server server_hello', { selectedVersion: 0x0303 })])
    expect(unseenByOne(old, traced).size).toBe(0)
  })
})
