/** Cipher suites: names of the IANA registry, facts read off the names, and the spelling that System SSL and AT-TLS use. */
import { byCode, byKey } from './by-key.ts'
import { hexDigits, isGrease, twoByteName } from './code-point-name.ts'
import type { Sourced } from './sourced.ts'
import table from './table/cipher-suites.json' with { type: 'json' }

export interface CipherSuite extends Sourced {
  readonly code: number
  readonly name: string
  readonly opensslName?: string
  /** A signal in a suite's place (TLS_FALLBACK_SCSV, TLS_EMPTY_RENEGOTIATION_INFO_SCSV): it can never be chosen. */
  readonly signaling?: boolean
  /** `ECDHE`, `DHE`, `RSA`, `PSK`, ..., or `negotiated separately (TLS 1.3)`. */
  readonly keyExchange?: string
  /** `RSA`, `ECDSA`, `PSK`, `RSA+PSK`, `anonymous`, ... */
  readonly authentication?: string
  readonly encryption?: string
  readonly mode?: string
  readonly mac?: string
  readonly aead?: boolean
  readonly prfHash?: string
  /** `TLS 1.2`, ...: the versions that the suite can be used with. */
  readonly versions?: readonly string[]
  /** Weaknesses in words. */
  readonly weak?: readonly string[]
  /** What speaks against the suite without making it weak. */
  readonly cautions?: readonly string[]
  /** The certificate that the server needs for it, in words. */
  readonly serverCertificate?: string
  /** True where a z/OS source lists it; absent means that nobody knows, not that it is missing there. */
  readonly zosListed?: boolean
  /** The older spelling of two digits. */
  readonly zosTwoCharacters?: string
}

export const cipherSuite = byCode(() => table.entries as readonly CipherSuite[])

const suiteByName = byKey(
  () => table.entries as readonly CipherSuite[],
  ({ name }) => name.toUpperCase(),
)

/** The code of a suite that the registry has, in any case of its letters. */
export function cipherSuiteNamed(name: string): number | undefined {
  return suiteByName(name.toUpperCase())?.code
}

export const cipherSuiteSources: readonly string[] = table.sources

export function cipherSuiteName(code: number): string {
  // SSL 2.0 cipher kinds have three bytes (RFC 6101 appendix E); those that begin with 00 are ordinary suites.
  if (code > 0xffff) return `SSL 2.0 cipher kind (0x${code.toString(16).padStart(6, '0')})`
  return twoByteName(code, cipherSuite(code)?.name)
}

/** `C02B`: how V3CipherSuites4Char and the trace spell it, listed by System SSL or not; undefined for what is no suite. */
export function zosCipherSpelling(code: number): string | undefined {
  return code > 0xffff || isGrease(code) ? undefined : hexDigits(code, 4)
}

export function cipherSuiteWeaknesses(code: number): readonly string[] {
  return cipherSuite(code)?.weak ?? []
}

export function isTls13CipherSuite(code: number): boolean {
  return cipherSuite(code)?.versions?.includes('TLS 1.3') ?? false
}
