/** ClientHello, RFC 8446 §4.1.2 (RFC 5246 §7.4.1.2), and its SSL 2.0 form, RFC 5246 appendix E.2. */
import { isGrease } from '../reference/code-point-name.ts'
import { compressionMethodName } from '../reference/compression.ts'
import { isDtls, versionName } from '../reference/version.ts'
import type { Extension } from './extension.ts'
import { decodeExtensions, findExtension } from './extension.ts'
import type { FieldReader } from './field-reader.ts'
import { cipherSuiteMeaning } from './meaning.ts'

export interface ClientHello {
  readonly name: 'client_hello'
  legacyVersion?: number
  random?: Uint8Array
  legacySessionId?: Uint8Array
  /** DTLS alone (RFC 6347 §4.2.1): what a HelloVerifyRequest asked to have back. */
  cookie?: Uint8Array
  /** Code points in wire order; in the SSL 2.0 form cipher kinds of three bytes are kept as they are. */
  cipherSuites?: number[]
  legacyCompressionMethods?: number[]
  /** Undefined where the message ends before them, which TLS 1.2 and earlier allow. */
  extensions?: Extension[]
  /** It came in the SSL 2.0 form. */
  sslv2?: boolean
}

export function decodeClientHello(body: FieldReader, into: ClientHello): void {
  into.legacyVersion = body.uint('legacy_version', 2, versionName)
  into.random = body.opaque('random', 32)
  into.legacySessionId = body.vector('legacy_session_id', 1)
  if (isDtls(into.legacyVersion)) into.cookie = body.vector('cookie', 1)
  const suites: number[] = (into.cipherSuites = [])
  body.list('cipher_suites', 2, (item) => suites.push(item.uint('cipher_suite', 2, cipherSuiteMeaning)))
  const methods: number[] = (into.legacyCompressionMethods = [])
  body.list('legacy_compression_methods', 1, (item) =>
    methods.push(item.uint('compression_method', 1, compressionMethodName)),
  )
  if (body.left > 0) decodeExtensions(body, 'client_hello', (into.extensions = []))
}

/** The best version of an offer: that of supported_versions (RFC 8446 §4.2.1), else the old field. Versions of DTLS count downwards. */
export function highestOffered(hello: ClientHello): number | undefined {
  const offered = (findExtension(hello.extensions, 'supported_versions')?.versions ?? []).filter(
    (version) => !isGrease(version),
  )
  const best = isDtls(hello.legacyVersion ?? 0) ? Math.min : Math.max
  return offered.length > 0 ? best(...offered) : hello.legacyVersion
}

/** The SSL 2.0 form from its msg_type on, without the two bytes of the record's length. */
export function decodeSslv2ClientHello(body: FieldReader, into: ClientHello): void {
  into.sslv2 = true
  body.uint('msg_type', 1, () => 'client_hello (SSL 2.0 form)')
  into.legacyVersion = body.uint('version', 2, versionName)
  const cipherSpecLength = body.count('cipher_spec_length', 2, 'bytes')
  const sessionIdLength = body.count('session_id_length', 2, 'bytes')
  const challengeLength = body.count('challenge_length', 2, 'bytes')
  const suites: number[] = (into.cipherSuites = [])
  body.group('cipher_specs', (specs) => {
    for (let read = 0; read + 3 <= cipherSpecLength; read += 3)
      suites.push(specs.uint('cipher_suite', 3, cipherSuiteMeaning))
  })
  into.legacySessionId = body.opaque('session_id', sessionIdLength)
  // RFC 5246 §E.2: a challenge of less than 32 bytes is the random, padded with leading zeros.
  const challenge = body.opaque('challenge', challengeLength)
  const random = new Uint8Array(32)
  random.set(challenge.subarray(-32), 32 - Math.min(challenge.length, 32))
  into.random = random
}
