/** Status codes of the Certificate Management Services of System SSL, 03353nnn. */
import { byCode } from './by-key.ts'
import type { ReturnCode } from './system-ssl-return-code.ts'
import table from './table/cms-status-codes.json' with { type: 'json' }

export const cmsStatusCode = byCode(() => table.entries as readonly ReturnCode[])

export const cmsStatusCodeSources: readonly string[] = table.sources
