/** Compression of records (RFC 3749, long unsafe) and of certificates (RFC 8879). */
import { byCode } from './by-key.ts'
import { twoByteName, unknownName } from './code-point-name.ts'
import type { Sourced } from './sourced.ts'
import certificateTable from './table/certificate-compression.json' with { type: 'json' }
import methodTable from './table/compression-methods.json' with { type: 'json' }

interface Compression extends Sourced {
  readonly code: number
  readonly name: string
}

const compressionMethod = byCode(() => methodTable.entries as readonly Compression[])
const certificateCompression = byCode(() => certificateTable.entries as readonly Compression[])

export function compressionMethodName(code: number): string {
  return compressionMethod(code)?.name ?? unknownName(code, 2)
}

export function certificateCompressionName(code: number): string {
  return twoByteName(code, certificateCompression(code)?.name)
}
