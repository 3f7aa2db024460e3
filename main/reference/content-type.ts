/** Record content types (RFC 8446 §5.1). */
import { byCode } from './by-key.ts'
import { unknownName } from './code-point-name.ts'
import type { Sourced } from './sourced.ts'
import table from './table/content-types.json' with { type: 'json' }

interface ContentType extends Sourced {
  readonly code: number
  readonly name: string
}

const contentType = byCode(() => table.entries as readonly ContentType[])

export function contentTypeName(code: number): string {
  return contentType(code)?.name ?? unknownName(code, 2)
}
