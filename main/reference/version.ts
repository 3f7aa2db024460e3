/** Protocol versions. */
import { byCode } from './by-key.ts'
import { twoByteName } from './code-point-name.ts'
import type { Sourced } from './sourced.ts'
import table from './table/versions.json' with { type: 'json' }

export interface ProtocolVersion extends Sourced {
  readonly code: number
  readonly name: string
  readonly deprecated?: boolean
  readonly reason?: string
}

export const protocolVersion = byCode(() => table.entries as readonly ProtocolVersion[])

/** `TLS 1.2`. The drafts of TLS 1.3 are 7Fxx (RFC 8446 before its publication). */
export function versionName(code: number): string {
  const registered = protocolVersion(code)?.name
  if (registered === undefined && code >>> 8 === 0x7f) return `TLS 1.3 draft ${code & 0xff}`
  return twoByteName(code, registered)
}

export function versionWeaknesses(code: number): readonly string[] {
  const version = protocolVersion(code)
  return version?.deprecated === true ? [version.reason ?? 'deprecated'] : []
}
