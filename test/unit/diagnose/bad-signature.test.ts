import { X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { badSignatures } from '../../../main/diagnose/bad-signature.ts'
import { unknownCa } from '../../../main/diagnose/rule/unknown-ca.ts'
import { checkSignature } from '../../../main/ingest/node-crypto.ts'
import { decodeConversation } from '../../../main/tls/conversation.ts'
import { refusedChain, serverChain } from '../../support/facts.ts'
import { selfSigned } from '../../support/self-signed.ts'
import { handshake, message, vector } from '../../support/tls-bytes.ts'

const made = (type: 'rsa' | 'ec'): Uint8Array => new Uint8Array(new X509Certificate(selfSigned(type).certificate).raw)
/** A Certificate message of TLS 1.2 (RFC 5246 §7.4.2). */
const sent = (...chain: readonly Uint8Array[]) =>
  decodeConversation([message('server', handshake(11, vector(3, ...chain.map((der) => vector(3, ...der)))))])
/** Another last byte of the signature. */
const changed = (der: Uint8Array): Uint8Array =>
  Uint8Array.from(der, (byte, at) => (at === der.length - 1 ? byte ^ 1 : byte))

it('finds a signature that does not verify with the key that was sent for it', () => {
  const rsa = made('rsa')
  expect(badSignatures(sent(rsa), checkSignature)).toEqual([])
  expect(badSignatures(sent(changed(rsa)), checkSignature)).toEqual([
    { n: 1, from: 'server', subject: 'CN=test', issuer: 'CN=test' },
  ])
})

it('says nothing where any certificate of the issuer fits, where none was sent, or where it cannot be told', () => {
  const [rsa, ec] = [made('rsa'), made('ec')]
  expect(badSignatures(sent(ec, rsa), checkSignature)).toEqual([])
  expect(badSignatures(sent(), checkSignature)).toEqual([])
  expect(badSignatures(sent(Uint8Array.of(1, 2, 3)), checkSignature)).toEqual([])
  expect(badSignatures(sent(changed(rsa)), () => undefined)).toEqual([])
  expect(checkSignature(Uint8Array.of(1), rsa)).toBeUndefined()
})

it('is evidence with a certificate that was refused', () => {
  const facts = refusedChain(48, serverChain({}, { subject: 'CN=Issuing CA', issuer: 'CN=Root CA' }), {
    badSignatures: [{ n: 3, from: 'server', subject: 'CN=host.example', issuer: 'CN=Issuing CA' }],
  })
  expect(unknownCa.find(facts)?.evidence).toContainEqual({
    message: 3,
    text: 'the signature of CN=host.example does not verify with the key of CN=Issuing CA that was sent with it',
  })
})
