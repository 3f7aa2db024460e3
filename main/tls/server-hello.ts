/** ServerHello, RFC 8446 §4.1.3 (RFC 5246 §7.4.1.3), and HelloRetryRequest, which is told apart by its random. */
import { compressionMethodName } from '../reference/compression.ts'
import { versionName } from '../reference/version.ts'
import type { Extension } from './extension.ts'
import { decodeExtensions, findExtension } from './extension.ts'
import type { FieldReader } from './field-reader.ts'
import { cipherSuiteMeaning } from './meaning.ts'
import { hex, shortHex } from './text.ts'

export interface ServerHello {
  name: 'server_hello' | 'hello_retry_request'
  legacyVersion?: number
  random?: Uint8Array
  legacySessionIdEcho?: Uint8Array
  cipherSuite?: number
  legacyCompressionMethod?: number
  extensions?: Extension[]
}

const NO_SESSION_ID = new Uint8Array(0)

/** RFC 8446 §4.1.3: SHA-256 of "HelloRetryRequest". */
const HELLO_RETRY_REQUEST = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c'

/** RFC 8446 §4.1.3: "DOWNGRD", then 01 or 00. */
const DOWNGRADE = '444f574e475244'

export function decodeServerHello(body: FieldReader, into: ServerHello): void {
  into.legacyVersion = body.uint('legacy_version', 2, versionName)
  const meaning = body.annotated ? randomMeaning(body.peek().subarray(0, 32)) : undefined
  into.random = body.opaque('random', 32, shortHex, meaning)
  if (isHelloRetryRequest(into.random)) into.name = 'hello_retry_request'
  // Drafts of TLS 1.3 up to 21 (version 7Fxx) had neither session id nor compression here.
  const draft = into.legacyVersion >>> 8 === 0x7f
  into.legacySessionIdEcho = draft ? NO_SESSION_ID : body.vector('legacy_session_id_echo', 1)
  into.cipherSuite = body.uint('cipher_suite', 2, cipherSuiteMeaning)
  if (!draft) into.legacyCompressionMethod = body.uint('legacy_compression_method', 1, compressionMethodName)
  if (body.left > 0) decodeExtensions(body, into.name, (into.extensions = []))
}

/** The version that is really meant: supported_versions where the server sent it, else the old field. */
export function selectedVersion(hello: ServerHello): number | undefined {
  return findExtension(hello.extensions, 'supported_versions')?.selectedVersion ?? hello.legacyVersion
}

/**
 * RFC 8446 §4.1.3: what a server that could do more marks in its random. `TLS 1.2`: it could do TLS 1.3 and chose 1.2;
 * `TLS 1.1`: it could do 1.2 or more and chose 1.1 or less.
 */
export function downgradeSentinel(random: Uint8Array | undefined): 'TLS 1.2' | 'TLS 1.1' | undefined {
  // As for a HelloRetryRequest: the first byte of the mark says no nearly always.
  if (random?.length !== 32 || random[24] !== 0x44) return undefined
  const mark = hex(random.subarray(24))
  if (mark === `${DOWNGRADE}01`) return 'TLS 1.2'
  return mark === `${DOWNGRADE}00` ? 'TLS 1.1' : undefined
}

function isHelloRetryRequest(random: Uint8Array): boolean {
  // The first byte says no nearly always, and a text of all costs more than the rest of the message.
  return random[0] === 0xcf && hex(random) === HELLO_RETRY_REQUEST
}

function randomMeaning(random: Uint8Array): string | undefined {
  if (isHelloRetryRequest(random)) return 'the mark of a HelloRetryRequest'
  const sentinel = downgradeSentinel(random)
  return sentinel === undefined ? undefined : `ends with the downgrade mark: the server could do more than ${sentinel}`
}
