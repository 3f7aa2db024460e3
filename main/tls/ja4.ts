/** JA4 (TLS client): a ClientHello as `t13d1516h2_8daaf6152771_e5627efa2ab1`, in the definition published under the BSD licence. */
import { isGrease } from '../reference/code-point-name.ts'
import { isDtls } from '../reference/version.ts'
import type { ClientHello } from './client-hello.ts'
import { highestOffered } from './client-hello.ts'
import { sha256 } from './digest/sha256.ts'
import { findExtension, hasExtension } from './extension.ts'
import { hex } from './text.ts'

const SERVER_NAME = 0
const APPLICATION_PROTOCOLS = 16

const VERSIONS: Readonly<Record<number, string>> = {
  0x0304: '13',
  0x0303: '12',
  0x0302: '11',
  0x0301: '10',
  0x0300: 's3',
  0x0002: 's2',
  0xfeff: 'd1',
  0xfefd: 'd2',
  0xfefc: 'd3',
}

/** `t` of TLS over TCP, `d` of DTLS. */
export function ja4(hello: ClientHello): string {
  const suites = (hello.cipherSuites ?? []).filter((code) => !isGrease(code))
  const types = (hello.extensions ?? []).map((extension) => extension.extensionType).filter((code) => !isGrease(code))
  const algorithms = findExtension(hello.extensions, 'signature_algorithms')?.supportedSignatureAlgorithms ?? []
  const sorted = types
    .filter((type) => type !== SERVER_NAME && type !== APPLICATION_PROTOCOLS)
    .map(digits)
    .sort()
  const signed = algorithms.filter((code) => !isGrease(code)).map(digits)
  const extensionText = signed.length === 0 ? sorted.join(',') : `${sorted.join(',')}_${signed.join(',')}`
  return [
    (isDtls(hello.legacyVersion ?? 0) ? 'd' : 't') +
      version(hello) +
      (hasExtension(hello.extensions, SERVER_NAME) ? 'd' : 'i') +
      count(suites) +
      count(types) +
      protocol(hello),
    suites.length === 0 ? '000000000000' : shortHash(suites.map(digits).sort().join(',')),
    sorted.length === 0 ? '000000000000' : shortHash(extensionText),
  ].join('_')
}

function version(hello: ClientHello): string {
  return VERSIONS[highestOffered(hello) ?? 0] ?? '00'
}

/** First and last character of the first protocol; in hex when either is neither letter nor digit. */
function protocol(hello: ClientHello): string {
  const first = findExtension(hello.extensions, 'application_layer_protocol_negotiation')?.protocolNameBytes[0]
  const start = first?.[0]
  const end = first?.at(-1)
  if (start === undefined || end === undefined) return '00'
  if (isAlphanumeric(start) && isAlphanumeric(end)) return String.fromCharCode(start, end)
  return hex(Uint8Array.of(start)).charAt(0) + hex(Uint8Array.of(end)).charAt(1)
}

function isAlphanumeric(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
}

function count(codes: readonly number[]): string {
  return String(Math.min(codes.length, 99)).padStart(2, '0')
}

function digits(code: number): string {
  return code.toString(16).padStart(4, '0')
}

function shortHash(text: string): string {
  return hex(sha256(Uint8Array.from(text, (letter) => letter.charCodeAt(0))).subarray(0, 6))
}
