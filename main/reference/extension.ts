/** Extension types (IANA TLS ExtensionType Values). */
import { byCode } from './by-key.ts'
import { twoByteName } from './code-point-name.ts'
import type { Sourced } from './sourced.ts'
import table from './table/extensions.json' with { type: 'json' }

export interface ExtensionType extends Sourced {
  readonly code: number
  readonly name: string
  readonly meaning?: string
}

export const extensionType = byCode(() => table.entries as readonly ExtensionType[])

export const extensionSources: readonly string[] = table.sources

export function extensionName(code: number): string {
  return twoByteName(code, extensionType(code)?.name)
}
