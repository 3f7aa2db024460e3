/** Protocol versions. */
import { byCode } from './by-key.ts'
import { twoByteName } from './code-point-name.ts'
import { quicVersionName } from './quic-version.ts'
import type { Sourced } from './sourced.ts'
import table from './table/versions.json' with { type: 'json' }

export interface ProtocolVersion extends Sourced {
  readonly code: number
  readonly name: string
  readonly deprecated?: boolean
  readonly reason?: string
}

export const protocolVersion = byCode(() => table.entries as readonly ProtocolVersion[])

export const protocolVersionSources: readonly string[] = table.sources

/** What OpenSSL before 0.9.8f, and VPNs built on it, called DTLS 1.0. */
const DTLS_BEFORE_ITS_STANDARD = 0x0100

/** `TLS 1.2`, `QUIC v1`. The drafts of TLS 1.3 are 7Fxx (RFC 8446 before its publication). */
export function versionName(code: number): string {
  const registered = protocolVersion(code)?.name
  if (registered === undefined && code >>> 8 === 0x7f) return `TLS 1.3 draft ${code & 0xff}`
  if (code === DTLS_BEFORE_ITS_STANDARD) return 'DTLS 1.0 (before its standard)'
  return quicVersionName(code) ?? twoByteName(code, registered)
}

export function isDtls(code: number): boolean {
  return code >>> 8 === 0xfe || code === DTLS_BEFORE_ITS_STANDARD
}

/** The TLS version whose rules a version of DTLS follows (RFC 4347 §1, RFC 6347 §1, RFC 9147 §1); any other version is its own. */
export function tlsEquivalent(code: number): number {
  if (!isDtls(code)) return code
  if (code === 0xfefc) return 0x0304
  return code === 0xfefd ? 0x0303 : 0x0302
}

export function versionWeaknesses(code: number): readonly string[] {
  const version = protocolVersion(code)
  return version?.deprecated === true ? [version.reason ?? 'deprecated'] : []
}
