/** Alert levels and descriptions (RFC 8446 §6). */
import { byCode } from './by-key.ts'
import { unknownName } from './code-point-name.ts'
import type { Sourced } from './sourced.ts'
import table from './table/alerts.json' with { type: 'json' }

export interface AlertDescription extends Sourced {
  readonly code: number
  readonly name: string
  readonly meaning?: string
  readonly causes?: readonly string[]
  /** TLS 1.3 treats it as fatal whatever the level byte says. */
  readonly alwaysFatal?: boolean
}

export const alertDescription = byCode(() => table.entries as readonly AlertDescription[])

export const alertSources: readonly string[] = table.sources

export function alertName(code: number): string {
  return alertDescription(code)?.name ?? unknownName(code, 2)
}

export function alertLevelName(level: number): string {
  if (level === 1) return 'warning'
  return level === 2 ? 'fatal' : unknownName(level, 2)
}
