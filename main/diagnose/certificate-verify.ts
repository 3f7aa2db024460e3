import { cipherSuite } from '../reference/cipher-suite.ts'
import { tlsEquivalent } from '../reference/version.ts'
import type { SpokenMessage } from '../tls/conversation.ts'
import { ascii, concat } from '../tls/decrypt/bytes.ts'
import type { HandshakeValue } from '../tls/handshake.ts'
import type { Side } from '../tls/message.ts'
import { certificateOf } from '../tls/sent-certificate.ts'
import { selectedVersion } from '../tls/server-hello.ts'
import type { Digest, HandshakeHash, SignedDataCheck } from '../x509/signature-check.ts'

const TLS13 = 0x0304
const SPACES = new Uint8Array(64).fill(0x20)
const MESSAGE_HASH = 254
/** A post-handshake authentication has more before it, and is not followed (RFC 8446 §4.6.2). */
const MAX_BEFORE = 16

type Name = HandshakeValue['name']

/** What stands before a CertificateVerify, one letter each as in the connection's signature: only then is all of the transcript there. */
const LETTERS: Partial<Record<Name, string>> = {
  client_hello: 'c',
  hello_retry_request: 'j',
  server_hello: 's',
  encrypted_extensions: 'o',
  certificate_request: 'r',
  certificate: 'x',
  compressed_certificate: 'x',
  certificate_status: 'u',
  server_key_exchange: 'k',
  client_key_exchange: 'k',
  server_hello_done: 'n',
  certificate_verify: 'v',
  finished: 'f',
  end_of_early_data: 'e',
}
/** RFC 8446 §4.4: ClientHello up to the Certificate; the client's comes after the server's Finished. */
const BEFORE_TLS13: Record<Side, RegExp> = {
  server: /^c(?:jc)?sor?x$/,
  client: /^c(?:jc)?sorxvfe?x$/,
}
/** RFC 5246 §7.4.8: all handshake messages up to the ClientKeyExchange. */
const BEFORE_TLS12 = /^csxu?k?rnxk$/

/**
 * Whether the signature in the CertificateVerify at a position fits the key of its sender's certificate: over the handshake up to there
 * (RFC 8446 §4.4.3, RFC 5246 §7.4.8). Undefined where a message was not seen whole, or it cannot be told.
 */
export function certificateVerifyFits(
  spoken: readonly SpokenMessage[],
  at: number,
  check: SignedDataCheck,
  digest: Digest,
): boolean | undefined {
  const { message, value } = spoken[at] ?? {}
  if (message === undefined || value?.name !== 'certificate_verify' || !message.complete) return undefined
  const { algorithm, signature } = value
  const before = spoken.slice(0, at).filter((one) => one.message.content === 'handshake')
  if (before.length > MAX_BEFORE || before.some((one) => !one.message.complete)) return undefined
  const order = before.map((one) => LETTERS[one.value?.name ?? 'other'] ?? '?').join('')
  const hello = before.find((one) => one.value?.name === 'server_hello')?.value
  const leaf = before
    .filter((one) => one.message.from === message.from)
    .flatMap((one) => certificateOf(one.value)?.certificateList ?? [])[0]?.certData
  if (hello?.name !== 'server_hello' || !leaf || algorithm === undefined || !signature) return undefined
  if (tlsEquivalent(selectedVersion(hello) ?? 0) < TLS13) {
    if (!BEFORE_TLS12.test(order) || message.from !== 'client') return undefined
    return check(leaf, algorithm, concat(...before.map((one) => one.message.bytes)), signature)
  }
  const hash = hashOf(hello.cipherSuite)
  if (hash === undefined || !BEFORE_TLS13[message.from].test(order)) return undefined
  const context = ascii(`TLS 1.3, ${message.from} CertificateVerify\0`)
  return check(leaf, algorithm, concat(SPACES, context, digest(hash, transcript(before, hash, digest))), signature)
}

/** After a HelloRetryRequest the first ClientHello counts as its hash (RFC 8446 §4.4.1). */
function transcript(before: readonly SpokenMessage[], hash: HandshakeHash, digest: Digest): Uint8Array {
  const [first, second] = before
  const bytes = before.map((one) => one.message.bytes)
  if (first === undefined || second?.value?.name !== 'hello_retry_request') return concat(...bytes)
  const hashed = digest(hash, first.message.bytes)
  return concat(Uint8Array.of(MESSAGE_HASH, 0, 0, hashed.length), hashed, ...bytes.slice(1))
}

function hashOf(suite: number | undefined): HandshakeHash | undefined {
  const name = cipherSuite(suite ?? -1)?.prfHash ?? ''
  return name.includes('384') ? 'sha384' : name.includes('256') ? 'sha256' : undefined
}
