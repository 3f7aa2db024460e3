import { describe, expect, it } from 'vitest'
import { compare } from '../../../main/compare/compare.ts'
import type { ComparedHandshake } from '../../../main/compare/handshake.ts'
import { certificate, handshake, message } from '../../support/compared-handshake.ts'

const hello = (fields = {}) =>
  message('client client_hello', {
    random: '01',
    cipherSuites: [0xc02f, 0xc030],
    supportedGroups: [29, 23],
    extensions: [10, 13, 0xff01],
    ...fields,
  })
const GOOD = handshake([
  hello(),
  message('server server_hello', { selectedVersion: 0x0303, cipherSuite: 0xc02f, random: '02' }),
  message('server certificate', { certificates: ['00'] }),
  message('server server_hello_done'),
  message('client client_key_exchange', { length: 33 }),
  message('client finished'),
  message('server finished'),
])
const refused = (fields = {}, more: Partial<ComparedHandshake> = {}) =>
  handshake([hello(fields), message('server alert handshake_failure')], {
    outcome: 'failed',
    boundary: 'client_hello',
    ...more,
  })
const found = (cause: string) => ({
  findings: [{ cause, confidence: 'certain' as const, rank: 1, evidence: [{ message: 1 }] }],
})
const first = (a: ComparedHandshake, b: ComparedHandshake) => {
  const { differences, first: at } = compare(a, b)
  return at === null ? undefined : differences[at]
}

describe('compare', () => {
  it('finds nothing that matters between a handshake and itself, or the same set-up again', () => {
    expect(compare(GOOD, GOOD)).toMatchObject({ differences: [], first: null, summary: /same in all/ as never })
    const again = handshake([
      hello({ random: '99', cipherSuites: [0x1a1a, 0xc02f, 0xc030], extensions: [0xff01, 0x2a2a, 13, 10] }),
      ...GOOD.messages.slice(1),
      message('server new_session_ticket', { ticketLength: 200, lifetime: 300 }),
    ])
    const { differences, first: at } = compare(GOOD, again)
    expect(at).toBeNull()
    expect(differences.every(({ weight }) => weight === 'noise')).toBe(true)
  })

  it('names what explains the cause before what only came earlier', () => {
    const bad = refused({ supportedGroups: [23], cipherSuites: [0xc02b] }, found('no-common-cipher'))
    expect(first(bad, GOOD)).toMatchObject({
      path: 'client_hello.cipherSuites',
      kind: 'set',
      onlyA: [0xc02b],
      onlyB: [0xc02f, 0xc030],
      weight: 'cause',
      messageA: 1,
      messageB: 1,
    })
    expect(compare(bad, GOOD).summary).toBe(
      'The bad client offers only ECDSA suites; the server of the good one chose TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, which it does not offer.',
    )
    expect(first(refused({ supportedGroups: [23] }, found('no-common-group')), GOOD)?.path).toBe(
      'client_hello.supportedGroups',
    )
  })

  it('names the answer where the offers are the same', () => {
    expect(first(refused(), GOOD)).toMatchObject({ path: 'messages', messageA: 2, messageB: 2, weight: 'matters' })
    expect(compare(refused(), GOOD).summary).toContain('server alert handshake_failure')
  })

  it('says that two that end differently are not the same, even if nothing else differs', () => {
    const bad: ComparedHandshake = { ...GOOD, outcome: 'failed' }
    expect(first(bad, GOOD)).toMatchObject({ path: 'outcome', a: 'failed', b: 'established' })
  })

  it('tells orders from members', () => {
    const other = handshake([hello({ cipherSuites: [0xc030, 0xc02f] }), ...GOOD.messages.slice(1)])
    expect(first(GOOD, other)).toMatchObject({ path: 'client_hello.cipherSuites', kind: 'order' })
  })

  it('compares certificates by what matters to a verifier', () => {
    const withChain = (more: object) => ({ ...GOOD, certificates: [certificate(more)] })
    expect(
      first(withChain({}), withChain({ keyType: 'EC', keyBits: 384, curve: 'secp384r1', sha256: '11' })),
    ).toMatchObject({
      path: 'certificates.server.0.keyType',
      a: 'RSA',
      b: 'EC',
    })
    expect(first(withChain({}), withChain({ sha256: '11' }))).toBeUndefined()
    expect(first(withChain({ sha256: '11', notAfter: '2025-06-01T00:00:00Z' }), withChain({}))).toMatchObject({
      path: 'certificates.server.0.validity',
      a: 'expired (2025-06-01T00:00:00Z)',
      b: 'valid',
    })
    expect(first({ ...GOOD, certificates: [certificate(), certificate({ position: 1 })] }, withChain({}))?.path).toBe(
      'certificates.server.count',
    )
    // What TLS 1.3 encrypts was not seen; that is no difference.
    expect(first(withChain({}), GOOD)).toBeUndefined()
  })

  it('tells a pause that is ten times the other', () => {
    const timed = (second: string) =>
      handshake([message('client client_hello', {}, '100'), message('server server_hello', {}, second)])
    expect(first(timed('100.01'), timed('104'))).toMatchObject({ path: 'server_hello.pause', kind: 'time' })
    expect(first(timed('100.01'), timed('100.2'))).toBeUndefined()
  })

  it('takes no answer for no resumption', () => {
    const resumed: ComparedHandshake = { ...GOOD, resumption: 'psk' }
    const paths = (one: ComparedHandshake) => compare(one, resumed).differences.map(({ path }) => path)
    expect(paths(refused({}, found('psk-mismatch')))).not.toContain('resumption')
    expect(paths(GOOD)).toContain('resumption')
  })

  it('weighs what follows from a failure as a consequence', () => {
    const bad = refused({ supportedGroups: [23] }, found('no-common-group'))
    const weights = Object.fromEntries(compare(bad, GOOD).differences.map(({ path, weight }) => [path, weight]))
    expect(weights).toMatchObject({ outcome: 'consequence', boundary: 'consequence', messages: 'matters' })
  })
})

it('takes what crossed on the way for the same', () => {
  const begin = GOOD.messages.slice(0, 4)
  const [client, server] = [message('client finished'), message('server ?')]
  const ticket = message('server new_session_ticket')
  const one = handshake([...begin, client, ticket, server])
  const other = handshake([...begin, ticket, server, client])
  expect(compare(one, other).first).toBeNull()
  expect(compare(one, handshake([...begin, client, ticket])).first).not.toBeNull()
})
