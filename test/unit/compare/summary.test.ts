import { describe, expect, it } from 'vitest'
import { CLAIMS } from '../../../main/compare/claim/claims.ts'
import { compare } from '../../../main/compare/compare.ts'
import type { ComparedHandshake, FieldValue } from '../../../main/compare/handshake.ts'
import { certificate, handshake, message } from '../../support/compared-handshake.ts'

type Fields = Readonly<Record<string, FieldValue>>

interface Told {
  readonly hello?: Fields
  /** null: the server did not answer. */
  readonly answer?: Fields | null
  readonly key?: Fields
  readonly more?: Partial<ComparedHandshake>
}

const HELLO = {
  legacyVersion: 0x0303,
  cipherSuites: [0xc02b, 0xc02f],
  supportedGroups: [29, 23],
  signatureAlgorithms: [0x0403, 0x0804],
}

function one({ hello = {}, answer = {}, key, more = {} }: Told, rest: Partial<ComparedHandshake>): ComparedHandshake {
  return handshake(
    [
      message('client client_hello', { ...HELLO, ...hello }),
      ...(answer === null
        ? [message('server alert handshake_failure')]
        : [message('server server_hello', { selectedVersion: 0x0303, cipherSuite: 0xc02f, ...answer })]),
      ...(key ? [message('server server_key_exchange', key)] : []),
    ],
    { ...rest, ...more },
  )
}

/** The summary of a failed one beside a good one, looked at from both sides. */
function summaryOf(cause: string, bad: Told, good: Told): string {
  const failed = one(bad, {
    outcome: 'failed',
    boundary: 'client_hello',
    findings: [{ cause, confidence: 'certain', rank: 1, evidence: [] }],
  })
  const established = one(good, {})
  const { summary } = compare(failed, established)
  expect(compare(established, failed).summary).toBe(summary)
  return summary
}

const shown = (more = {}): Told => ({ more: { certificates: [certificate(more)] } })
const server = { server: { address: '10.1.1.2', port: 2023 } }

describe('one sentence that says why, for each kind of cause', () => {
  it.each<[cause: string, bad: Told, good: Told, says: string]>([
    [
      'no-common-cipher',
      { hello: { cipherSuites: [0xc02b, 0x00ff] }, answer: null, more: server },
      { ...shown(), more: { certificates: [certificate()], ...server } },
      "The bad client offers only ECDSA suites; the server's certificate is RSA.",
    ],
    [
      'no-common-cipher',
      { hello: { cipherSuites: [0xc02b] }, answer: null },
      shown(),
      "The bad client offers only ECDSA suites; the certificate of the good one's server is RSA.",
    ],
    [
      'no-common-cipher',
      { hello: { cipherSuites: [0xc030] }, answer: null },
      {},
      'The bad client offers only RSA suites; the server of the good one chose TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, which it does not offer.',
    ],
    [
      'no-common-cipher',
      { answer: null },
      {},
      'Both clients offer TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256; only the server of the good one chose it.',
    ],
    [
      'cipher-needs-other-certificate',
      { hello: { cipherSuites: [0xc02b] }, answer: null, ...shown() },
      { hello: { cipherSuites: [0xc02b] }, answer: { cipherSuite: 0xc02b }, ...shown({ keyType: 'EC' }) },
      "The bad client offers only ECDSA suites; the server's certificate is RSA; the good server's is EC.",
    ],
    [
      'no-common-version',
      { hello: { supportedVersions: [0x0302, 0x0301] }, answer: null },
      { hello: { supportedVersions: [0x0303, 0x0302] } },
      'The bad client offers only TLS 1.1 and TLS 1.0; the server of the good one chose TLS 1.2, which it does not offer.',
    ],
    [
      'no-common-version',
      { answer: null },
      {},
      'Both clients offer TLS 1.2; only the server of the good one chose it.',
    ],
    [
      'inappropriate-fallback',
      { hello: { legacyVersion: 0x0302, cipherSuites: [0xc02f, 0x5600] }, answer: null },
      {},
      'Only the bad client says that it falls back (TLS_FALLBACK_SCSV); it offers TLS 1.1 and below.',
    ],
    [
      'no-common-group',
      { hello: { supportedGroups: [0x1a1a, 24] }, answer: null },
      { key: { group: 29 } },
      'The bad client names only secp384r1; the server of the good one chose x25519, which it does not name.',
    ],
    [
      'key-share-unusable',
      { hello: { keyShareGroups: [23] }, answer: null },
      { hello: { keyShareGroups: [29] }, answer: { keyShareGroup: 29 } },
      'Only the good client sends a key share for x25519; the bad one sends secp256r1.',
    ],
    [
      'certificate-curve-unsupported',
      shown({ keyType: 'EC', curve: 'secp521r1', sha256: '11' }),
      shown({ keyType: 'EC', curve: 'secp256r1' }),
      "The server's certificate is on secp521r1, which the bad client does not name; the good server's is on secp256r1.",
    ],
    [
      'no-common-signature-algorithm',
      { hello: { signatureAlgorithms: [0x0403] }, answer: null },
      { key: { signatureScheme: 0x0804 } },
      'The bad client names only ecdsa_secp256r1_sha256; the server of the good one signed with rsa_pss_rsae_sha256, which it does not name.',
    ],
    [
      'no-common-signature-algorithm',
      shown({ keyType: 'Ed25519', sha256: '11' }),
      shown({ keyType: 'EC' }),
      "Both clients name the same signature algorithms; the bad server's key is Ed25519, the good one's EC.",
    ],
    [
      'no-application-protocol',
      { hello: { applicationProtocols: ['spdy/1'] }, answer: null },
      {
        hello: { applicationProtocols: ['spdy/1', 'http/1.1'] },
        answer: { applicationProtocol: 'http/1.1' },
      },
      'The bad client offers only spdy/1 as application protocol; the server of the good one chose http/1.1.',
    ],
    [
      'unrecognized-name',
      { hello: { serverName: 'other.example' }, answer: null },
      { hello: { serverName: 'tn3270.example' } },
      'The bad client asks for other.example, the good one for tn3270.example.',
    ],
    [
      'extended-master-secret-required',
      {},
      { answer: { extendedMasterSecret: true } },
      'The bad server does not support the extended master secret (RFC 7627); the good one does.',
    ],
    [
      'unsafe-renegotiation-refused',
      {},
      { answer: { renegotiationInfo: true } },
      'The bad server does not support secure renegotiation (RFC 5746); the good one does.',
    ],
    [
      'weak-dh-group',
      { key: { dhPrimeBits: 1024 } },
      { key: { dhPrimeBits: 2048 } },
      'The bad server uses a Diffie-Hellman group of 1024 bits, the good one of 2048.',
    ],
    [
      'unsupported-extension',
      { hello: { extensions: [23] }, answer: { extensions: [23, 5] } },
      { hello: { extensions: [23] }, answer: { extensions: [23] } },
      'Only the bad server sends status_request, which its client did not ask for.',
    ],
    [
      'unknown-ca',
      shown({ issuer: 'CN=Elsewhere', sha256: '11' }),
      shown(),
      "The bad server's certificate is issued by CN=Elsewhere, the good one's is issued by CN=CA.",
    ],
    [
      'self-signed',
      shown({ selfSigned: true, sha256: '11' }),
      shown(),
      "The bad server's certificate is signed by itself, the good one's is issued by CN=CA.",
    ],
    [
      'incomplete-chain',
      shown(),
      { more: { certificates: [certificate(), certificate({ position: 1, sha256: '22' })] } },
      'The bad server sends its own certificate alone, the good one 2 certificates: the way to the root has a gap.',
    ],
    [
      'certificate-expired',
      shown({ notAfter: '2025-03-01T00:00:00Z', sha256: '11' }),
      shown(),
      "The bad server's certificate expired on 2025-03-01; the good one's was valid until 2027-01-01.",
    ],
    [
      'certificate-not-yet-valid',
      shown({ notBefore: '2026-03-01T00:00:00Z', sha256: '11' }),
      shown(),
      "The bad server's certificate is valid from 2026-03-01 on, which was still to come; the good one's was valid from 2025-01-01.",
    ],
    [
      'hostname-mismatch',
      { hello: { serverName: 'tn3270.example' }, ...shown({ subjectAltNames: ['dns:old.example'], sha256: '11' }) },
      { hello: { serverName: 'tn3270.example' }, ...shown() },
      "The bad server's certificate names old.example, the good one's tn3270.example; the client asks for tn3270.example.",
    ],
    [
      'certificate-purpose-wrong',
      shown({ extendedKeyUsage: ['clientAuth'], sha256: '11' }),
      shown(),
      "The bad server's certificate is for clientAuth, the good one's for serverAuth.",
    ],
    [
      'weak-certificate',
      shown({ keyBits: 1024, signatureAlgorithm: 'sha1WithRSAEncryption', sha256: '11' }),
      shown(),
      "The bad server's certificate is RSA 1024 signed with sha1WithRSAEncryption, the good one's RSA 2048 signed with sha256WithRSAEncryption.",
    ],
    [
      'client-certificate-required',
      { more: { clientAuthentication: 'absent' } },
      {
        more: {
          clientAuthentication: 'sent',
          certificates: [certificate({ from: 'client', subject: 'CN=user' })],
        },
      },
      'The bad client sends no certificate; the good one sends that of CN=user.',
    ],
    [
      'client-certificate-rejected',
      { more: { certificates: [certificate({ from: 'client', issuer: 'CN=Elsewhere', sha256: '11' })] } },
      { more: { certificates: [certificate({ from: 'client' })] } },
      "The bad client's certificate is issued by CN=Elsewhere, the good one's is issued by CN=CA.",
    ],
  ])('%s', (cause, bad, good, says) => {
    expect(summaryOf(cause, bad, good)).toBe(says)
  })

  it('claims nothing of certificates and answers that neither shows', () => {
    for (const cause of Object.keys(CLAIMS)) {
      const summary = summaryOf(cause, { answer: null }, { hello: { cipherSuites: [0xc02f] }, answer: {} })
      expect(summary).not.toMatch(/certificate/)
    }
  })

  it('claims nothing against one that is only shown in part', () => {
    const summary = summaryOf(
      'no-common-cipher',
      { hello: { cipherSuites: [0xc02b] }, answer: null },
      {
        more: { outcome: 'incomplete' },
      },
    )
    expect(summary).toContain('cipher suites: only the other has')
  })
})
