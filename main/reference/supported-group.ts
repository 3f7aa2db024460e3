/** Groups of the key exchange (elliptic curves, finite fields, hybrids) and their decimal spelling on z/OS. */
import { byCode } from './by-key.ts'
import { twoByteName } from './code-point-name.ts'
import type { Confidence, Sourced } from './sourced.ts'
import table from './table/supported-groups.json' with { type: 'json' }

export interface SupportedGroup extends Sourced {
  readonly code: number
  readonly name: string
  readonly kind: string
  readonly postQuantum?: boolean
  readonly tls12?: boolean
  readonly tls13?: boolean
  readonly obsolete?: boolean
  /** IANA: Y recommended, N not, D discouraged. */
  readonly recommended?: string
  readonly zos?: string
  readonly zosListed?: boolean
  readonly zosConfidence?: Confidence
}

export const supportedGroup = byCode(() => table.entries as readonly SupportedGroup[])

export const supportedGroupSources: readonly string[] = table.sources

export function groupName(code: number): string {
  return twoByteName(code, supportedGroup(code)?.name)
}

/** `0023`: decimal, as ClientECurves and ServerKeyShareGroups are written; undefined where no such spelling is known. */
export function zosGroupSpelling(code: number): string | undefined {
  return supportedGroup(code)?.zos
}

export function groupWeaknesses(code: number): readonly string[] {
  const group = supportedGroup(code)
  if (group?.obsolete === true) return ['obsolete group']
  return group?.recommended === 'D' ? ['discouraged by the registry'] : []
}
