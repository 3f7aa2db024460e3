import { harmlessJson } from '../presentation/harmless.ts'
import { decimalSeconds } from './analysis/decimal-seconds.ts'
import type { Report } from './model/report.ts'

/** The report as JSON: keys as in `model/report.ts`, times of the sources as decimal seconds since 1970, bytes as hex. */
export function reportJson(report: Report): string {
  return `${harmlessJson(JSON.stringify(report, printed, 2))}\n`
}

function printed(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return decimalSeconds(value)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  return value
}
