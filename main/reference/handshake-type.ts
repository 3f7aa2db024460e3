/** Handshake message types (RFC 8446 §4, RFC 5246 §7.4). */
import { byCode } from './by-key.ts'
import { unknownName } from './code-point-name.ts'
import type { Sourced } from './sourced.ts'
import table from './table/handshake-types.json' with { type: 'json' }

export interface HandshakeType extends Sourced {
  readonly code: number
  readonly name: string
  readonly meaning?: string
}

export const handshakeType = byCode(() => table.entries as readonly HandshakeType[])

export const handshakeTypeSources: readonly string[] = table.sources

export function handshakeTypeName(code: number): string {
  return handshakeType(code)?.name ?? unknownName(code, 2)
}
